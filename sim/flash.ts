import { assert } from './assert.ts'
import { Digest } from './digest.ts'
import type { Fault } from './fault.ts'
import { faultNumber, parseFault } from './fault.ts'
import type { Describe } from './flash-bank.ts'
import { ERASED, FlashBank } from './flash-bank.ts'
import type { Node } from './node.ts'
import type { Restore } from './restore.ts'
import { allOf } from './restore.ts'
import type { World } from './world.ts'

/**
 * Two banks of flash under a terminal; every append goes to both, bank 0 first.
 *
 * Fault model. An append that was not synced is lost when the power goes, or torn at any byte, or (cut after the sync)
 * kept; within a bank bytes arrive in order, between the banks nothing is promised. An append may fail for space. A bit
 * of a fresh copy may rot silently. An erased bank whose new content was cut is empty or torn. Never: a synced byte that
 * is lost, an answer before the deed, a write outside of its place, a sync that lies.
 *
 * Addresses in faults count the 2·length bytes of the two copies: `torn(i)` lets i of them arrive, `rot(i)` flips a bit of
 * byte i. As records differ in length, `copy` stands for the length: `torn(copy)` is all of bank 0 and nothing of bank 1,
 * `torn(copy,7)` seven bytes of bank 1 as well. Too high an address means the last byte.
 */
export class SimulatedFlash {
  readonly bankBytes: number
  private readonly world: World
  private readonly node: Node
  private readonly banks: readonly [FlashBank, FlashBank]
  private readonly tears: (length: number) => readonly number[]
  private readonly words: () => string
  /** What an append of so many bytes offers. */
  private readonly faults = new Map<number, readonly string[]>()

  /** `banks`: what is written and synced at the beginning, without padding; empty banks when absent. */
  constructor(world: World, node: Node, options: FlashOptions) {
    this.world = world
    this.node = node
    this.bankBytes = options.bankBytes
    const content = options.banks ?? [new Uint8Array(0), new Uint8Array(0)]
    assert(Math.max(content[0].length, content[1].length) <= options.bankBytes, 'the first content fits into the banks')
    const describe = options.describe ?? digestOf
    const bank = (first: Uint8Array) => new FlashBank(options.bankBytes, first, describe)
    this.banks = [bank(content[0]), bank(content[1])]
    this.words = this.whenChanged(() => this.inWords())
    this.tears = options.tears ?? ((length) => [0, length >> 1])
    node.onLose(() => {
      for (const bank of this.banks) bank.drop()
    })
    world.join(this)
  }

  /** A copy of the whole bank as the medium has it now. */
  read(bank: 0 | 1): Uint8Array {
    const content = this.banks[bank].copy()
    this.world.record('flash', 'read', { bank, content })
    return content
  }

  /** Appends to both banks; `full` when either has no room, and then nothing was written. Certain only after `sync`. */
  append(bytes: Uint8Array, label: string, done: (how: 'taken' | 'full') => void): void {
    const names = namesOf(label)
    const [first, second] = this.banks
    const fault = this.world.choose(names.write, this.writeFaults(bytes.length))
    const struck = fault === 'pass' ? undefined : parseFault(fault)
    if (struck?.name === 'full' || !first.hasRoomFor(bytes.length) || !second.hasRoomFor(bytes.length)) {
      this.world.record('flash', 'full', { label })
      this.node.later(APPEND_MS, names.full, () => done('full'))
      return
    }
    if (struck?.name === 'torn') this.tear(bytes, label, addressOf(struck, bytes.length))
    first.write(bytes)
    second.write(bytes)
    this.world.record('flash', 'written', { label, bytes: bytes.slice() })
    if (struck?.name === 'rot') this.rot(bytes.length, label, addressOf(struck, bytes.length))
    this.node.later(APPEND_MS, names.taken, () => done('taken'))
  }

  /** Makes everything appended so far survive a power cut; certain when `done` is called. */
  sync(label: string, done: () => void): void {
    const names = namesOf(label)
    const fault = this.world.choose(names.sync, SYNC_FAULTS)
    if (fault === 'cutBefore') this.node.cut()
    const marks = [this.banks[0].mark(), this.banks[1].mark()] as const
    const settle = () => {
      const settledBytes = this.banks[0].settle(marks[0]) + this.banks[1].settle(marks[1])
      this.world.record('flash', 'synced', { label, settledBytes })
    }
    if (fault === 'cutAfter') {
      settle()
      this.node.cut()
    }
    this.node.later(SYNC_MS, names.synced, () => {
      settle()
      done()
    })
  }

  /** Erases one bank, writes these bytes at its start and syncs them. Until `done`, a power cut leaves the bank erased. */
  rewrite(bank: 0 | 1, bytes: Uint8Array, label: string, done: () => void): void {
    const names = namesOf(label)
    const cells = this.banks[bank]
    assert(bytes.length <= this.bankBytes, 'the new content fits into the bank')
    const fault = this.world.choose(names.rewrite, this.rewriteFaults(bytes.length))
    cells.erase()
    this.world.record('flash', 'erased', { label, bank })
    if (fault !== 'pass') {
      const kept = reached(bytes, Math.min(faultNumber(parseFault(fault), 0, 0), Math.max(bytes.length - 1, 0)))
      cells.tear(bytes, kept)
      this.world.record('flash', 'torn', { label, bytes: bytes.slice(0, kept) })
      this.node.cut()
    }
    cells.write(bytes)
    const mark = cells.mark()
    const written = bytes.slice()
    this.node.later(REWRITE_MS, names.rewritten, () => {
      cells.settle(mark)
      this.world.record('flash', 'rewritten', { label, bank, bytes: written })
      done()
    })
  }

  /** Copies of both whole banks, for whoever examines the medium from outside. */
  medium(): [Uint8Array, Uint8Array] {
    return [this.banks[0].copy(), this.banks[1].copy()]
  }

  /** What somebody makes of both whole banks: made again when they have changed. */
  reading<T>(read: (banks: [Uint8Array, Uint8Array]) => T): () => T {
    return this.whenChanged(() => read(this.medium()))
  }

  save(): Restore {
    return allOf(this.banks.map((bank) => bank.save()))
  }

  state(): string {
    return this.words()
  }

  private inWords(): string {
    const [one, other] = this.banks
    const [first, second] = [one.state(other), other.state(one)]
    return `flash ${first} | ${first === second ? 'the same' : second}`
  }

  private whenChanged<T>(make: () => T): () => T {
    let last: { readonly versions: readonly number[]; readonly made: T } | undefined
    return () => {
      const [first, second] = this.banks
      if (last?.versions[0] !== first.version || last.versions[1] !== second.version)
        last = { versions: [first.version, second.version], made: make() }
      return last.made
    }
  }

  private writeFaults(length: number): readonly string[] {
    let faults = this.faults.get(length)
    if (faults === undefined) {
      const torn = this.tears(length).map((at) => `torn(${at})`)
      faults = [...torn, 'torn(copy)', `torn(copy,${length >> 1})`, 'full', 'rot(3)']
      this.faults.set(length, faults)
    }
    return faults
  }

  private rewriteFaults(length: number): readonly string[] {
    return this.tears(length).map((at) => `torn(${at})`)
  }

  private tear(bytes: Uint8Array, label: string, kept: number): never {
    const first = reached(bytes, Math.min(kept, bytes.length))
    const second = reached(bytes, Math.max(0, kept - bytes.length))
    this.banks[0].tear(bytes, first)
    this.banks[1].tear(bytes, second)
    this.world.record('flash', 'torn', { label, bytes: bytes.slice(0, first), second: bytes.slice(0, second) })
    this.node.cut()
  }

  private rot(length: number, label: string, address: number): void {
    if (length === 0) return
    const bank = address < length ? 0 : 1
    const back = length - (address % length)
    this.banks[bank].flip(back)
    this.world.record('flash', 'rotted', { label, bank, back })
  }
}

/** An erased cell holds 0xFF already: bytes of that value behind the place where a write was torn are there all the same. */
function reached(bytes: Uint8Array, kept: number): number {
  let end = kept
  while (end > 0 && bytes[end] === ERASED) end += 1
  return end
}

export interface FlashOptions {
  /** Capacity of each bank. */
  readonly bankBytes: number
  readonly banks?: readonly [Uint8Array, Uint8Array]
  /** What written bytes mean, for comparing worlds; their digest when absent. */
  readonly describe?: Describe
  /** Where writing so many bytes is worth breaking off. */
  readonly tears?: (length: number) => readonly number[]
}

function digestOf(pieces: readonly Uint8Array[]): string {
  const digest = new Digest()
  for (const bytes of pieces) digest.bytes(bytes)
  return digest.value()
}

/** Latencies of the medium, ms. */
const APPEND_MS = 1
const SYNC_MS = 3
const REWRITE_MS = 20

const SYNC_FAULTS = ['cutBefore', 'cutAfter'] as const

/** Where among the 2·length bytes of two copies a fault strikes; at most the last one. */
function addressOf(fault: Fault, length: number): number {
  const address = fault.args[0] === 'copy' ? length + faultNumber(fault, 1, 0) : faultNumber(fault, 0, 0)
  return Math.max(0, Math.min(address, 2 * length - 1))
}

/** Names of points and of queued answers for one kind of record. */
interface Names {
  readonly write: string
  readonly sync: string
  readonly rewrite: string
  readonly taken: string
  readonly full: string
  readonly synced: string
  readonly rewritten: string
}

const known = new Map<string, Names>()

/** There are some ten labels and millions of writes: their names are put together once. */
function namesOf(label: string): Names {
  let names = known.get(label)
  if (names === undefined) {
    names = {
      write: `flash.write.${label}`,
      sync: `flash.sync.${label}`,
      rewrite: `flash.rewrite.${label}`,
      taken: `flash taken ${label}`,
      full: `flash full ${label}`,
      synced: `flash synced ${label}`,
      rewritten: `flash rewritten ${label}`,
    }
    known.set(label, names)
  }
  return names
}
