import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadScenario } from '../../scenarios/index.ts'
import { readJournal } from '../../terminal/index.ts'
import { testFolder } from '../apps/cli/process.ts'
import type { Duty, Effect } from './damage.ts'
import { banksOf, conductOf, readingOf } from './damage.ts'
import { approved, failed, fileOf } from './own-file.ts'
import type { Snapshot } from './real-flash.ts'
import { playOnFile } from './real-flash.ts'

/** Small enough to try every byte, large enough for these sales with room to spare. */
const SMALL_BANK = 4096
/** As the command makes them. */
const LARGE_BANK = 64 * 1024
/** In the erased rest of a large bank one byte is like another. */
const STRIDE = 7

const before = loadScenario(
  fileOf([approved('credit-ok', '12.00'), failed('reversed', 'credit-ok-2', '7.31')], ['link.response.0210#2=drop']),
  'before.yaml',
)
const after = loadScenario(fileOf([approved('credit-ok', '3.00')]), 'after.yaml')

/** Files that a terminal leaves when the plug is pulled, and what it owes then; trace number 1 was the sign-on's. */
const contents: readonly (readonly [title: string, label: string, nth: number, duty: Duty])[] = [
  ['a request that left', 'intent', 0, { kind: 'reversal', stan: '000002', lastStan: '000002' }],
  ['an approval without its slip', 'outcome', 0, { kind: 'slip', stan: '000002', lastStan: '000002' }],
  ['a printed sale', 'printed', 0, { kind: 'nothing', stan: '000002', lastStan: '000002' }],
  ['a second request that left', 'intent', 1, { kind: 'reversal', stan: '000003', lastStan: '000003' }],
  ['a reversal owed', 'owed', 0, { kind: 'reversal', stan: '000003', lastStan: '000003' }],
]

const pick = (all: readonly Snapshot[], label: string, nth: number) =>
  all.filter((one) => one.label === label)[nth]!.bytes

/** All contents of the file in the course of both sales. */
async function snapshotsOf(bankBytes: number): Promise<readonly Snapshot[]> {
  const folder = mkdtempSync(join(tmpdir(), 'droporder-flash-'))
  const { snapshots } = await playOnFile(before, join(folder, 'flash.bin'), bankBytes)
  rmSync(folder, { recursive: true })
  return snapshots
}

class Tally {
  readonly counts: Record<Effect, number> = { detected: 0, recovered: 0, silent: 0 }
  /** The first few that went unnoticed. */
  readonly silent: string[] = []

  add(effect: Effect, where: string): void {
    this.counts[effect] += 1
    if (effect === 'silent' && this.silent.length < 5) this.silent.push(where)
  }

  tell(what: string): void {
    const { detected, recovered, silent } = this.counts
    process.stdout.write(`${what}: ${detected} detected, ${recovered} recovered, ${silent} silent\n`)
    expect(this.silent).toEqual([])
    expect(detected + recovered).toBeGreaterThan(0)
  }
}

function flipped(file: Uint8Array, at: number, mask: number): Uint8Array {
  const damaged = Uint8Array.from(file)
  damaged[at]! ^= mask
  return damaged
}

const snapshots = await snapshotsOf(SMALL_BANK)

describe.each(contents)('a flash file with %s', (title, label, nth, duty) => {
  const file = pick(snapshots, label, nth)

  it('cut at every byte is never read as if nothing had happened', () => {
    const good = readJournal(banksOf(file, SMALL_BANK), SMALL_BANK)
    expect(good.standing).toBe('whole')
    const tally = new Tally()
    for (let length = 0; length < file.length; length++)
      tally.add(readingOf(good, file.subarray(0, length), SMALL_BANK), `cut to ${length}`)
    tally.tell(`${title}, cut at each of ${file.length} bytes`)
  })

  it('with every bit of every byte flipped is never read as if nothing had happened', () => {
    const good = readJournal(banksOf(file, SMALL_BANK), SMALL_BANK)
    const tally = new Tally()
    for (let at = 0; at < file.length; at++)
      for (let bit = 0; bit < 8; bit++)
        tally.add(readingOf(good, flipped(file, at, 1 << bit), SMALL_BANK), `bit ${bit} of ${at}`)
    tally.tell(`${title}, each of ${8 * file.length} bits flipped`)
  })

  it('cut or flipped and started from blocks, or does what it owes before it takes more money', async () => {
    const used = readJournal(banksOf(file, SMALL_BANK), SMALL_BANK).image.length
    const folder = testFolder()
    const tally = new Tally()
    for (const [where, damaged] of sample(file, used)) {
      const path = join(folder, `${where.replaceAll(' ', '-')}.bin`)
      writeFileSync(path, damaged)
      const { full } = await playOnFile(after, path, SMALL_BANK).catch((error: unknown) => {
        throw new Error(`${title}, ${where}: ${String(error)}`, { cause: error })
      })
      tally.add(conductOf(full, duty), where)
    }
    tally.tell(`${title}, started over damaged files`)
  })
})

/** Cuts and flips across both banks: all around the ends of what is written, and some in between. */
function* sample(file: Uint8Array, used: number): Generator<readonly [string, Uint8Array]> {
  const edges = [0, 16, used, SMALL_BANK, SMALL_BANK + 16, SMALL_BANK + used, 2 * SMALL_BANK]
  const near = edges.flatMap((edge) => [edge - 1, edge, edge + 1])
  const spread = Array.from({ length: 24 }, (_, index) => Math.floor((index * file.length) / 24) + index)
  const places = [...new Set([...near, ...spread])].filter((at) => at >= 0 && at < file.length)
  for (const at of places) {
    yield [`cut to ${at}`, file.slice(0, at)]
    yield [`flip of ${at}`, flipped(file, at, 1 << (at % 8))]
  }
}

it('a flash file of the size that the command makes is read as carefully, wherever something is written and between', async () => {
  const file = pick(await snapshotsOf(LARGE_BANK), 'owed', 0)
  // What was read points into the bytes that it was read from; those are about to change.
  const good = readJournal(banksOf(file.slice(), LARGE_BANK), LARGE_BANK)
  const tally = new Tally()
  const isWritten = (at: number) => at % LARGE_BANK <= good.image.length
  for (let at = 0; at < file.length; at += isWritten(at) ? 1 : STRIDE) {
    tally.add(readingOf(good, file.subarray(0, at), LARGE_BANK), `cut to ${at}`)
    file[at]! ^= 0x10
    tally.add(readingOf(good, file, LARGE_BANK), `flip of ${at}`)
    file[at]! ^= 0x10
  }
  tally.tell(`${file.length} bytes, cut and flipped`)
})
