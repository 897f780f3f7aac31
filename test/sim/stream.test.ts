import { describe, expect, it } from 'vitest'
import { Node, SimulatedWire, World } from '../../sim/index.ts'
import type { Ending, Verdict } from '../../sim/wire.ts'
import * as fc from '../fast-check.ts'

/** One frame of three bytes that the host sends, and what the line does to it. */
interface Sent {
  readonly afterMs: number
  readonly how: 'whole' | 'split' | 'twice' | 'rstAfter' | 'cutShort'
}

interface Heard {
  readonly bytes: string
  readonly end: Ending | undefined
}

/** What a terminal hears of frames that the host sends one after the other before it closes. */
function hear(frames: readonly Sent[]): Heard {
  const world = new World({ startMs: 0, seed: 1, decide: () => 'pass' })
  const terminal = new Node(world, 'terminal', { bootMs: 1 })
  const host = new Node(world, 'host', { bootMs: 1 })
  const heard = { bytes: '', end: undefined as Ending | undefined }
  let carried = 0
  const carry = (_: string, frame: Uint8Array) => verdicts[(frames[carried++] as Sent).how](frame)
  const wire = new SimulatedWire({ world, terminal, host, carry, label: () => 'frame', latencyMs: 80 })
  host.onStart(() =>
    wire.listen((connection) => {
      let atMs = 0
      frames.forEach(({ afterMs }, index) => {
        atMs += afterMs
        host.later(atMs, 'send', () => connection.send(new TextEncoder().encode(nameOf(index))))
      })
      host.later(atMs, 'close', () => connection.close())
      return { received: () => {}, closed: () => {} }
    }),
  )
  terminal.onStart(() => {
    wire.connect({
      opened: () => {},
      refused: () => {},
      received: (bytes) => {
        heard.bytes += new TextDecoder().decode(bytes)
      },
      closed: (how) => {
        heard.end = how
      },
    })
  })
  host.start()
  terminal.start()
  while (world.clock.step()) {}
  return heard
}

const verdicts: Readonly<Record<Sent['how'], (bytes: Uint8Array) => Verdict>> = {
  whole: (bytes) => ({ deliver: [{ afterMs: 0, bytes }] }),
  split: (bytes) => ({
    deliver: [
      { afterMs: 0, bytes: bytes.slice(0, 1) },
      { afterMs: 20, bytes: bytes.slice(1) },
    ],
    pieces: true,
  }),
  twice: (bytes) => ({
    deliver: [
      { afterMs: 0, bytes },
      { afterMs: 0, bytes },
    ],
  }),
  rstAfter: (bytes) => ({ deliver: [{ afterMs: 0, bytes }], then: 'rst' }),
  cutShort: (bytes) => ({ deliver: [{ afterMs: 0, bytes: bytes.slice(0, 2) }], then: 'fin' }),
}

const nameOf = (index: number) => String.fromCharCode(65 + index).repeat(3)

const sent = (...hows: readonly Sent['how'][]) =>
  fc.record({ afterMs: fc.integer({ min: 0, max: 25 }), how: fc.constantFrom(...hows) })

describe('a stream of bytes', () => {
  it('arrives whole and in order before its end, however its frames are split', () => {
    fc.assert(
      fc.property(fc.array(sent('whole', 'split', 'twice'), { maxLength: 7 }), (frames) => {
        const all = frames.map(({ how }, index) => nameOf(index).repeat(how === 'twice' ? 2 : 1))
        expect(hear(frames)).toEqual({ bytes: all.join(''), end: 'fin' })
      }),
    )
  })

  it('has all that came before the line broke it, and nothing of what came later', () => {
    const before = fc.array(sent('whole', 'split'), { maxLength: 4 })
    const after = fc.array(sent('whole', 'split'), { maxLength: 2 })
    fc.assert(
      fc.property(before, sent('rstAfter', 'cutShort'), after, (frames, last, lost) => {
        const name = nameOf(frames.length)
        const all = frames.map((_, index) => nameOf(index)).join('') + name.slice(0, last.how === 'cutShort' ? 2 : 3)
        const heard = hear([...frames, last, ...lost])
        expect(heard.end).toBe(last.how === 'cutShort' ? 'fin' : 'rst')
        expect(heard.bytes).toBe(all)
      }),
    )
  })
})
