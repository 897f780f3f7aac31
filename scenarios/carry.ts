import type { FrameLayout, Spec } from '../protocol/index.ts'
import { frameLayout, labelFrame } from '../protocol/index.ts'
import type { Choose, Restore, Verdict } from '../sim/index.ts'
import type { Seal } from './alter.ts'
import { alterField, fieldsOf, nextOf, sameMac } from './alter.ts'
import type { Timers } from './argument-classes.ts'
import { cuts, delays, middle, outages } from './argument-classes.ts'
import { assert } from './assert.ts'
import type { FaultCall } from './fault.ts'
import { readFault } from './fault.ts'
import { FrameWords } from './frame-words.ts'
import { KeyWatch } from './key-watch.ts'
import { familyOf } from './point.ts'
import { sorted } from './sorted.ts'

/**
 * What happens to each frame half-way along the line: asks the world for a fault by name and turns it into a verdict.
 * Knows messages, which the line does not: it can change a field, invent somebody else's answer, repeat an old one.
 */
export class Carrier {
  /** What frames mean, for comparing worlds. */
  readonly words: FrameWords
  readonly #choose: Choose
  readonly #spec: Spec
  readonly #keys: KeyWatch
  readonly #timers: Timers
  readonly #layout: FrameLayout
  readonly #points = new Map<string, string>()
  readonly #offers = new Map<string, readonly string[]>()
  /** The latest response of each type and, under '', of all. */
  #earlier: Readonly<Record<string, Uint8Array>> = {}
  #held: Readonly<Record<Direction, readonly Uint8Array[]>> = { request: [], response: [] }
  #isHealed = false
  /** What `state` told last; undefined since a frame came. */
  #told: string | undefined

  constructor(choose: Choose, spec: Spec, masterKeyHex: string, timers: Timers) {
    this.#choose = choose
    this.#spec = spec
    this.#timers = timers
    this.#layout = frameLayout(spec)
    this.#keys = new KeyWatch(spec, masterKeyHex)
    this.words = new FrameWords(spec, this.#keys)
  }

  readonly carry = (direction: Direction, frame: Uint8Array): Verdict => {
    this.#told = undefined
    const mti = labelFrame(this.#spec, frame)
    const point = this.#pointOf(direction, mti)
    const takes = (fault: string) => this.#changes(readFault(fault) as FaultCall, mti, frame)
    const text = this.#choose(point, this.#offered(direction, frame), takes)
    const verdict = text === 'pass' ? whole(frame) : this.#strike(readFault(text) as FaultCall, direction, mti, frame)
    if (direction === 'response') {
      this.#keys.see(mti, frame)
      this.#earlier = { ...this.#earlier, [mti]: frame, '': frame }
    }
    return this.#released(direction, verdict, text)
  }

  /** Nothing is repeated any more. */
  heal(): void {
    this.#isHealed = true
    this.#told = undefined
  }

  /** What it remembers and may use again. */
  state(): string {
    this.#told ??= this.#inWords()
    return this.#told
  }

  #inWords(): string {
    // In whatever order they came, there is one of each type.
    const earlier = this.#isHealed ? [] : Object.entries(sorted(Object.entries(this.#earlier)))
    const kept = [...earlier, ...this.#held.request.entries(), ...this.#held.response.entries()]
    return `carrier ${kept.map(([name, frame]) => `${name}:${this.words.of(frame)}`).join(' ')}`
  }

  save(): Restore {
    const [earlier, held, isHealed] = [this.#earlier, this.#held, this.#isHealed]
    const keys = this.#keys.save()
    return () => {
      this.#earlier = earlier
      this.#held = held
      this.#isHealed = isHealed
      this.#told = undefined
      keys()
    }
  }

  #pointOf(direction: Direction, mti: string): string {
    const known = this.#points.get(direction + mti)
    if (known !== undefined) return known
    const point = `link.${direction}.${mti}`
    this.#points.set(direction + mti, point)
    return point
  }

  /** What makes a difference here: a field that the message has, an earlier response that there was. */
  #offered(direction: Direction, frame: Uint8Array): readonly string[] {
    const fields = fieldsOf(this.#spec, frame)
    const hasEarlier = '' in this.#earlier
    const name = `${direction} ${frame.length} ${hasEarlier} ${FORGED_FIELDS.filter((field) => fields[field] !== undefined).join(' ')}`
    const known = this.#offers.get(name)
    if (known !== undefined) return known
    const offers = OFFERED[direction].flatMap((text) => {
      const field = /^(?:tamper|remac|foreign)\((\d+)/.exec(text)?.[1]
      const isSensible = field === undefined ? text !== 'stale' || hasEarlier : fields[Number(field)] !== undefined
      return isSensible ? this.#classesOf(text, frame.length) : []
    })
    const distinct = [...new Set(offers)]
    this.#offers.set(name, distinct)
    return distinct
  }

  /** A fault whose argument depends on timers or the frame, once for each class of it. */
  #classesOf(text: string, frameBytes: number): readonly string[] {
    switch (readFault(text)?.name) {
      case 'delay':
        return delays(this.#timers).map((ms) => `delay(${ms})`)
      case 'outage':
        return outages(this.#timers).map((ms) => `outage(${ms})`)
      case 'truncate':
        return [
          ...cuts(this.#layout, frameBytes).map((bytes) => `truncate(${bytes},rst)`),
          `truncate(${middle(this.#layout, frameBytes)},fin)`,
        ]
      default:
        return [text]
    }
  }

  /** A frame that was overtaken arrives right behind the one that overtook it. */
  #released(direction: Direction, verdict: Verdict, text: string): Verdict {
    if (text === 'reorder' || this.#held[direction].length === 0 || verdict.deliver.length === 0) return verdict
    const late = this.#held[direction].map((bytes) => ({ afterMs: PIECE_GAP_MS, bytes }))
    this.#held = { ...this.#held, [direction]: [] }
    return { ...verdict, deliver: [...verdict.deliver, ...late] }
  }

  /** A message may have nothing that could be forged: no such field, or that value already. */
  #changes(call: FaultCall, mti: string, frame: Uint8Array): boolean {
    return !FORGERIES.has(call.name) || this.#forge(call, mti, frame) !== undefined
  }

  #strike({ name, values }: FaultCall, direction: Direction, mti: string, frame: Uint8Array): Verdict {
    const number = Number(values[0])
    switch (name) {
      case 'drop':
        return nothing
      case 'delay':
        return { deliver: [{ afterMs: number, bytes: frame }] }
      case 'duplicate':
        return after(frame, values[0] === undefined ? PIECE_GAP_MS : number, frame)
      case 'reorder':
        this.#held = { ...this.#held, [direction]: [...this.#held[direction], frame] }
        return nothing
      case 'corrupt':
        return whole(flipped(frame, values[0] === undefined ? frame.length >> 1 : number))
      case 'truncate':
        return {
          deliver: [{ afterMs: 0, bytes: frame.slice(0, before(frame, number)) }],
          then: values[1] === 'fin' ? 'fin' : 'rst',
        }
      case 'rstBefore':
        return { deliver: [], then: 'rst' }
      case 'rstAfter':
        return { ...whole(frame), then: 'rst' }
      case 'split':
        return inPieces(frame, before(frame, number))
      case 'halfOpen':
        return { deliver: [], halfOpen: true }
      case 'outage':
        return { deliver: [], outageMs: number }
      default:
        return this.#forged({ name, values }, mti, frame)
    }
  }

  #forged(call: FaultCall, mti: string, frame: Uint8Array): Verdict {
    const verdict = this.#forge(call, mti, frame)
    assert(verdict !== undefined, 'only a forgery that changes something is chosen')
    return verdict
  }

  /** Faults that need to understand the message; undefined where they change nothing. */
  #forge({ name, values }: FaultCall, mti: string, frame: Uint8Array): Verdict | undefined {
    const field = Number(values[0] ?? 11)
    const forged = (value: string | undefined, seal: Seal) => alterField(this.#spec, frame, field, value, seal)
    switch (name) {
      case 'tamper':
        return mapped(forged(values[1], sameMac), whole)
      case 'remac':
        return mapped(forged(values[1], this.#keys.sealed), whole)
      case 'foreign':
        return mapped(forged(nextOf, this.#keys.sealed), (other) => after(other, OWN_LATER_MS, frame))
      default:
        return mapped(this.#earlier[mti] ?? this.#earlier[''], (old) => after(old, OWN_LATER_MS, frame))
    }
  }
}

function mapped(frame: Uint8Array | undefined, verdict: (frame: Uint8Array) => Verdict): Verdict | undefined {
  return frame === undefined ? undefined : verdict(frame)
}

type Direction = 'request' | 'response'

const OFFERED = { request: offeredOn('link.request.0200'), response: offeredOn('link.response.0210') } as const

const FORGERIES: ReadonlySet<string> = new Set(['tamper', 'remac', 'foreign', 'stale'])
/** Fields that the offered faults forge. */
const FORGED_FIELDS = [4, 11, 39, 41, 42] as const

function offeredOn(point: string): readonly string[] {
  return familyOf(point)?.faults.flatMap(({ offered }) => offered) ?? []
}

/** Between two pieces of one frame, or two copies of it: more than none, less than anybody waits. */
const PIECE_GAP_MS = 30
/** From a wrong answer to the right one. */
const OWN_LATER_MS = 500

const nothing: Verdict = { deliver: [] }

function whole(frame: Uint8Array): Verdict {
  return { deliver: [{ afterMs: 0, bytes: frame }] }
}

function after(first: Uint8Array, ms: number, second: Uint8Array): Verdict {
  return {
    deliver: [
      { afterMs: 0, bytes: first },
      { afterMs: ms, bytes: second },
    ],
  }
}

function inPieces(frame: Uint8Array, at: number): Verdict {
  return { ...after(frame.slice(0, at), PIECE_GAP_MS, frame.slice(at)), pieces: true }
}

/** Where a frame is cut; a place behind the end means before the last byte, as frames of one type differ in length. */
function before(frame: Uint8Array, at: number): number {
  return Math.min(at, frame.length - 1)
}

/** One bit turned over; a place behind the end means the last byte. */
function flipped(frame: Uint8Array, at: number): Uint8Array {
  const copy = frame.slice()
  const index = Math.min(at, copy.length - 1)
  copy[index] = (copy[index] as number) ^ 1
  return copy
}
