import { faultNumber, Node, parseFault, World } from '../../sim/index.ts'
import type { Connection, Direction, Verdict, Wire, WireOptions } from '../../sim/wire.ts'

// A tiny protocol of our own for tests of wires: a frame is [length of what follows, kind, number]. The terminal asks three
// times, waits, dials anew when it hears nothing; the host answers each question 20 ms later.

export const ASK = 0x3f
const ANSWER = 0x21
export const frameOf = (kind: number, number: number) => Uint8Array.of(2, kind, number)
const labelOf = (frame: Uint8Array) => (frame[1] === ASK ? 'ask' : frame[1] === ANSWER ? 'answer' : 'unreadable')

const LINE_FAULTS = [
  'drop',
  'delay',
  'duplicate',
  'foreign',
  'truncate',
  'reset',
  'resetAfter',
  'split',
  'alter',
  'halfOpen',
  'outage',
]

/** What each fault of this test does to a frame. */
function verdictOf(text: string, frame: Uint8Array): Verdict {
  const fault = parseFault(text)
  const ms = faultNumber({ ...fault, args: fault.args.slice(0, 1) }, 0, 0)
  const whole = { afterMs: 0, bytes: frame }
  const verdicts: Record<string, () => Verdict> = {
    pass: () => ({ deliver: [whole] }),
    drop: () => ({ deliver: [] }),
    delay: () => ({ deliver: [{ afterMs: ms, bytes: frame }] }),
    duplicate: () => ({ deliver: [whole, { afterMs: ms, bytes: frame }] }),
    foreign: () => ({ deliver: [{ afterMs: 0, bytes: frameOf(ANSWER, 99) }, whole] }),
    truncate: () => ({
      deliver: [{ afterMs: 0, bytes: frame.slice(0, ms) }],
      then: fault.args[1] === 'fin' ? 'fin' : 'rst',
    }),
    reset: () => ({ deliver: [], then: 'rst' }),
    resetAfter: () => ({ deliver: [{ afterMs: ms, bytes: frame }], then: 'rst' }),
    split: () => ({
      deliver: [
        { afterMs: 0, bytes: frame.slice(0, 1) },
        { afterMs: ms, bytes: frame.slice(1) },
      ],
      pieces: true,
    }),
    alter: () => ({ deliver: [{ afterMs: 0, bytes: frame.map((byte, at) => (at === 2 ? byte ^ 0x40 : byte)) }] }),
    halfOpen: () => ({ deliver: [], halfOpen: true }),
    outage: () => ({ deliver: [whole], outageMs: ms }),
  }
  return verdicts[fault.name]!()
}

export interface Echo {
  readonly world: World
  readonly terminal: Node
  readonly host: Node
  readonly wire: Wire
  /** Every event so far, one a line, bytes in hex. */
  readonly lines: string[]
}

/** Builds the two nodes and the wire; `schedule` is `point#occurrence=fault; …`. Nothing has fired yet. */
export function stageEcho(schedule: string, wireOf: (options: WireOptions) => Wire, latencyMs = 80): Echo {
  const faults = new Map(schedule.split('; ').map((entry) => entry.split('=') as [string, string]))
  const decide = (point: string, occurrence: number) => faults.get(`${point}#${occurrence}`) ?? 'pass'
  const world = new World({ startMs: 1_000_000, seed: 1, decide })
  const lines: string[] = []
  world.listen(({ seq, atMs, lane, kind, data }) => {
    const text = JSON.stringify(data, (_, value) => (value instanceof Uint8Array ? hexOf(value) : value))
    lines.push(`${seq} ${atMs - 1_000_000} ${lane} ${kind} ${text}`)
  })
  const terminal = new Node(world, 'terminal', { bootMs: 800 })
  const host = new Node(world, 'host', { bootMs: 300 })
  const carry = (direction: Direction, frame: Uint8Array) =>
    verdictOf(world.choose(`link.${direction}.${labelOf(frame)}`, LINE_FAULTS), frame)
  const wire = wireOf({ world, terminal, host, carry, label: labelOf, latencyMs })
  answerAt(world, host, wire)
  askAt(world, terminal, wire)
  host.start()
  terminal.start()
  return { world, terminal, host, wire, lines }
}

const hexOf = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

function answerAt(world: World, host: Node, wire: Wire): void {
  host.onStart(() =>
    wire.listen((connection) => {
      const clock = host.clock()
      const read = frameReader((kind, number) => {
        if (kind !== ASK) return
        const fault = world.choose('host.answer', ['crash', 'hangUp', 'crashAfter'])
        if (fault === 'crash') host.cut()
        if (fault === 'hangUp') connection.close()
        clock.setTimeout(() => {
          connection.send(frameOf(ANSWER, number))
          if (fault === 'crashAfter') host.cut()
        }, 20)
      })
      return { received: read, closed: (how) => world.record('host', 'closed', { how }) }
    }),
  )
}

function askAt(world: World, terminal: Node, wire: Wire): void {
  let answered = 0
  let dials = 0
  terminal.onStart(() => {
    const clock = terminal.clock()
    const dial = () => {
      dials += 1
      if (dials > 8) return
      let timer = 0
      const patience = (ms: number) => {
        clock.clearTimeout(timer)
        timer = clock.setTimeout(() => again(), ms)
      }
      const again = () => {
        clock.clearTimeout(timer)
        connection.close()
        clock.setTimeout(dial, 50)
      }
      const ask = () => {
        patience(1000)
        connection.send(frameOf(ASK, answered + 1))
      }
      const received = frameReader((kind, number) => {
        world.record('terminal', 'heard', { kind, number })
        if (kind !== ANSWER || number !== answered + 1) return
        answered += 1
        clock.clearTimeout(timer)
        if (answered < 3) ask()
        else connection.close()
      })
      const connection: Connection = wire.connect({
        opened: ask,
        refused: again,
        received,
        closed: (how) => {
          world.record('terminal', 'closed', { how })
          if (answered < 3) again()
        },
      })
      patience(500)
    }
    dial()
  })
}

function frameReader(heard: (kind: number, number: number) => void): (bytes: Uint8Array) => void {
  let held: number[] = []
  return (bytes) => {
    held.push(...bytes)
    while (held.length >= 3) {
      const [, kind, number] = held as [number, number, number]
      held = held.slice(3)
      heard(kind, number)
    }
  }
}
