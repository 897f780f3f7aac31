import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Disk } from '../../drivers/file-disk.ts'
import { fileDisk } from '../../drivers/file-disk.ts'
import { DiskFlash } from '../../drivers/file-flash.ts'
import { fileFlash } from '../../drivers/index.ts'

const BANK = 32
const EMPTY: [Uint8Array, Uint8Array] = [new Uint8Array(0), new Uint8Array(0)]
let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'droporder-'))
  path = join(folder, 'flash')
})
afterEach(() => rmSync(folder, { recursive: true }))

const told = <T>(ask: (done: (how: T) => void) => void) => new Promise<T>(ask)
const written = (bank: Uint8Array) => [...bank].filter((byte) => byte !== 0xff)

describe('a flash in a file', () => {
  it('begins with the given content, erased behind it, in a file of exactly two banks', () => {
    const flash = fileFlash(path, BANK, [Uint8Array.of(1, 2), Uint8Array.of(1)])
    expect(written(flash.read(0))).toEqual([1, 2])
    expect(written(flash.read(1))).toEqual([1])
    expect(statSync(path).size).toBe(2 * BANK)
    flash.close()
  })

  it('keeps what was appended, in both banks, and goes on behind it after it was opened again', async () => {
    const first = fileFlash(path, BANK, [Uint8Array.of(1), Uint8Array.of(1)])
    expect(await told((done) => first.append(Uint8Array.of(2, 3), 'intent', done))).toBe('taken')
    await told<void>((done) => first.sync('intent', done))
    first.close()
    const second = fileFlash(path, BANK, EMPTY)
    await told((done) => second.append(Uint8Array.of(4), 'outcome', done))
    expect([written(second.read(0)), written(second.read(1))]).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ])
    second.close()
  })

  it('finds the end of records that end in 0xFF when it is told how', async () => {
    const record = Uint8Array.of(2, 7, 0xff)
    const endOf = (bank: Uint8Array) => {
      let at = 0
      while (bank[at] === 2) at += 3
      return at
    }
    const first = fileFlash(path, BANK, EMPTY, endOf)
    await told((done) => first.append(record, 'intent', done))
    first.close()
    const second = fileFlash(path, BANK, EMPTY, endOf)
    await told((done) => second.append(record, 'intent', done))
    expect([...second.read(0).subarray(0, 6)]).toEqual([...record, ...record])
    second.close()
  })

  it('answers only after the call has returned', async () => {
    const flash = fileFlash(path, BANK, EMPTY)
    const order: string[] = []
    const answer = told<void>((done) => {
      flash.sync('intent', () => {
        order.push('done')
        done()
      })
      order.push('returned')
    })
    await answer
    expect(order).toEqual(['returned', 'done'])
    flash.close()
  })

  it('is full when a record does not fit, and then writes nothing', async () => {
    const flash = fileFlash(path, BANK, [new Uint8Array(30), new Uint8Array(1)])
    expect(await told((done) => flash.append(new Uint8Array(3), 'intent', done))).toBe('full')
    expect(written(flash.read(1))).toEqual([0])
    expect(await told((done) => flash.append(new Uint8Array(2), 'intent', done))).toBe('taken')
    flash.close()
  })

  it('rewrites one bank with erased bytes behind the new content and leaves the other alone', async () => {
    const flash = fileFlash(path, BANK, [new Uint8Array(20), Uint8Array.of(9)])
    await told<void>((done) => flash.rewrite(0, Uint8Array.of(5, 6), 'compaction', done))
    await told((done) => flash.append(Uint8Array.of(7), 'intent', done))
    expect([written(flash.read(0)), written(flash.read(1))]).toEqual([
      [5, 6, 7],
      [9, 7],
    ])
    flash.close()
  })

  it('hands on a file that was cut short as it is, and pads nothing', async () => {
    fileFlash(path, BANK, [Uint8Array.of(1), Uint8Array.of(1)]).close()
    truncateSync(path, BANK + 5)
    const flash = fileFlash(path, BANK, EMPTY)
    expect([flash.read(0).length, flash.read(1).length]).toEqual([BANK, 5])
    expect(await told((done) => flash.append(Uint8Array.of(2), 'intent', done))).toBe('full')
    expect(statSync(path).size).toBe(BANK + 5)
    await told<void>((done) => flash.rewrite(1, Uint8Array.of(1), 'repair', done))
    expect(flash.read(1).length).toBe(BANK)
    flash.close()
  })

  it('hands on an empty file as two banks of no bytes, and a longer one with all its bytes; a rewrite erases what is missing', async () => {
    writeFileSync(path, '')
    const empty = fileFlash(path, BANK, EMPTY)
    expect([empty.read(0).length, empty.read(1).length]).toEqual([0, 0])
    await told<void>((done) => empty.rewrite(1, Uint8Array.of(1), 'repair', done))
    expect([empty.read(0), empty.read(1)[0]]).toEqual([new Uint8Array(BANK).fill(0xff), 1])
    empty.close()
    writeFileSync(path, new Uint8Array(2 * BANK + 3))
    const long = fileFlash(path, BANK, EMPTY)
    expect([long.read(0).length, long.read(1).length]).toEqual([BANK, BANK + 3])
    long.close()
  })

  it('leaves no half-made file behind when it is created', () => {
    fileFlash(path, BANK, EMPTY).close()
    expect(readFileSync(path)).toHaveLength(2 * BANK)
    expect(() => statSync(`${path}.new`)).toThrow()
  })
})

describe('the order of writes and syncs', () => {
  /** The real file, telling what is done to it. */
  function watched(): { disk: Disk; acts: string[] } {
    const disk = fileDisk(path, () => new Uint8Array(2 * BANK).fill(0xff))
    const acts: string[] = []
    const write = (at: number, bytes: Uint8Array) => {
      acts.push(`write ${bytes.length} at ${at}`)
      disk.write(at, bytes)
    }
    const sync = () => {
      disk.sync()
      acts.push('synced')
    }
    return { disk: { ...disk, write, sync }, acts }
  }

  it('is bank 0, bank 1, and a sync before its answer', async () => {
    const { disk, acts } = watched()
    const flash = new DiskFlash(disk, BANK, () => 0)
    flash.append(Uint8Array.of(1, 2), 'intent', () => acts.push('taken'))
    await told<void>((done) =>
      flash.sync('intent', () => {
        acts.push('told')
        done()
      }),
    )
    expect(acts).toEqual(['write 2 at 0', `write 2 at ${BANK}`, 'synced', 'taken', 'told'])
    flash.close()
  })

  it('is one write of the whole bank and a sync when it is rewritten', async () => {
    const { disk, acts } = watched()
    const flash = new DiskFlash(disk, BANK, () => 0)
    await told<void>((done) => flash.rewrite(1, Uint8Array.of(1), 'repair', done))
    expect(acts).toEqual([`write ${BANK} at ${BANK}`, 'synced'])
    flash.close()
  })
})
