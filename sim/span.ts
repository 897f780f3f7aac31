import { faultNumber, parseFault } from './fault.ts'
import { InFlight } from './in-flight.ts'
import { Middle } from './middle.ts'
import type { Restore } from './restore.ts'
import { allOf, saveFields } from './restore.ts'
import type { SpanLine } from './span-line.ts'
import type { Connection, ConnectionEars, Ending, LinkEars, Pipe, Side, Verdict } from './wire.ts'

/**
 * One dialled connection: two ends and the middle of the line between them. Every hop is an event of the world's queue,
 * so nothing arrives in the stack of the one who sent it. A frame passes the middle half-way; there `carry` is asked.
 */
export class Span {
  readonly number: number
  private readonly line: SpanLine
  private readonly ears: LinkEars
  private readonly stage: Record<Side, 'waiting' | 'open' | 'closed'> = { terminal: 'waiting', host: 'waiting' }
  private hostEars: ConnectionEars | undefined
  private pipe: Pipe | undefined
  /** The middle passes nothing more. */
  private severed = false
  private halfOpen = false
  private readonly middle: Middle
  private readonly inFlight: InFlight

  constructor(line: SpanLine, number: number, ears: LinkEars) {
    this.line = line
    this.number = number
    const { terminal, world, describe } = line.options
    this.inFlight = new InFlight(world, describe)
    this.middle = new Middle(world.clock)
    this.ears = {
      opened: terminal.enter(() => ears.opened()),
      refused: terminal.enter(() => ears.refused()),
      received: terminal.enter((bytes: Uint8Array) => ears.received(bytes)),
      closed: terminal.enter((how: Ending) => ears.closed(how)),
    }
  }

  dial(how: string): void {
    this.record('connect.started', {})
    const { legMs } = this.line
    const throughMs = legMs.terminal + legMs.host
    if (how === 'refuse') this.inFlight.later(2 * throughMs, 'link dial refused', () => this.refuse())
    if (how !== 'pass') return
    this.inFlight.later(legMs.terminal, 'link dial half-way', () => {
      if (this.line.isDown() || this.stage.terminal === 'closed') return
      if (this.line.accept === undefined) {
        this.inFlight.later(legMs.host + throughMs, 'link dial refused', () => this.refuse())
        return
      }
      this.pipe = this.line.medium.open(this.number)
      this.inFlight.later(legMs.host, 'link dial at host', () => this.reachHost())
    })
  }

  connectionOf(side: Side): Connection {
    return { send: (bytes) => this.send(side, bytes), close: () => this.close(side) }
  }

  /** One end dies without closing. A dead terminal is silence, a dead host process is a RST from its machine. */
  die(side: Side): void {
    if (this.stage[side] === 'closed' || (side === 'host' && this.stage.host === 'waiting')) return
    this.shut(side)
    this.pipe?.close(side, 'end', 'rst')
    if (side === 'host') this.depart('host', 'rst')
    else if (this.stage.host === 'waiting') this.pipe?.close('host', 'line', 'rst')
  }

  heal(): void {
    this.halfOpen = false
  }

  /** Nothing of it is left. */
  get over(): boolean {
    return this.stage.terminal === 'closed' && this.stage.host !== 'open' && this.inFlight.isEmpty
  }

  /** Empty when nothing that this connection still does can be noticed. */
  state(): string {
    if (this.stage.terminal === 'closed' && this.inFlight.isEmpty) return ''
    const broken = `${this.severed ? ' severed' : ''}${this.halfOpen ? ' halfOpen' : ''}${this.middle.state()}`
    return ` (${this.stage.terminal} ${this.stage.host}${broken}: ${this.inFlight.state()})`
  }

  save(): Restore | undefined {
    const piped = this.pipe === undefined ? [] : [this.pipe.save?.()]
    return allOf([saveFields(this), saveFields(this.stage), this.inFlight.save(), this.middle.save(), ...piped])
  }

  private reachHost(): void {
    if (this.stage.terminal === 'closed') return
    const { accept, legMs, options } = this.line
    const backMs = legMs.host + legMs.terminal
    if (accept === undefined) {
      for (const leg of SIDES) this.pipe?.close(leg, 'line', 'rst')
      this.inFlight.later(backMs, 'link dial refused', () => this.refuse())
      return
    }
    this.stage.host = 'open'
    this.inFlight.later(backMs, 'link dial opened', () => this.open())
    options.host.enter(() => {
      const ears = accept(this.connectionOf('host'))
      this.hostEars = {
        received: options.host.enter((bytes: Uint8Array) => ears.received(bytes)),
        closed: options.host.enter((how: Ending) => ears.closed(how)),
      }
    })()
  }

  private open(): void {
    if (this.stage.terminal !== 'waiting' || this.answerWasLost()) return
    this.stage.terminal = 'open'
    this.record('connect.opened', {})
    this.ears.opened()
  }

  private refuse(): void {
    if (this.stage.terminal !== 'waiting' || this.answerWasLost()) return
    this.shut('terminal')
    this.record('connect.refused', {})
    this.ears.refused()
  }

  /** The host's answer to a dial passed the middle a leg ago. */
  private answerWasLost(): boolean {
    return this.line.wasDownAt(this.line.options.world.clock.now() - this.line.legMs.terminal)
  }

  private send(from: Side, bytes: Uint8Array): void {
    if (this.stage[from] !== 'open') return
    const { world, terminal, label } = this.line.options
    const faults = ['cutBefore', 'cutAfter']
    const text = from === 'host' ? 'pass' : world.choose(`link.send.${label(bytes)}`, faults)
    if (text === 'pass') this.leave(from, bytes.slice(), true)
    else {
      const fault = parseFault(text)
      const left = bytes.slice(0, fault.name === 'cutBefore' ? 0 : faultNumber(fault, 0, bytes.length))
      if (left.length > 0) this.leave(from, left, left.length === bytes.length)
      terminal.cut()
    }
  }

  private leave(from: Side, bytes: Uint8Array, whole: boolean): void {
    this.record('frame.left', { from, bytes })
    this.pipe?.put(IN[from], bytes)
    const passHalfWay = () => {
      if (this.severed || this.pipe === undefined) return
      const frame = this.pipe.take(IN[from], bytes.length)
      if (!this.passesTo(PEER[from])) return
      if (whole) this.apply(PEER[from], this.line.options.carry(from === 'terminal' ? 'request' : 'response', frame))
      else this.release(PEER[from], frame)
    }
    this.inFlight.later(this.line.legMs[from], LABELS.frameFrom[from], passHalfWay, {
      bytes,
      to: PEER[from],
      at: 'before',
    })
  }

  private apply(to: Side, verdict: Verdict): void {
    const { deliver, pieces, then, outageMs, halfOpen } = verdict
    if (outageMs !== undefined) this.line.goDown(outageMs)
    const lastMs = Math.max(0, ...deliver.map(({ afterMs }) => afterMs))
    const startMs = pieces ? this.middle.queue(to, lastMs) : 0
    for (const { afterMs, bytes } of deliver) {
      const inMs = startMs + afterMs
      const release = () => (pieces ? this.pass(to, bytes) : this.release(to, bytes))
      if (inMs === 0) release()
      else this.hold(inMs, to, bytes, release)
    }
    if (then !== undefined) this.inTime(startMs + lastMs, `link ${then} by line`, () => this.end(to, then))
    if (halfOpen) this.halfOpen = true
  }

  private inTime(ms: number, what: string, fn: () => void): void {
    if (ms === 0) fn()
    else this.inFlight.later(ms, what, fn)
  }

  private hold(ms: number, to: Side, bytes: Uint8Array, release: () => void): void {
    this.inFlight.later(ms, LABELS.frameHeld[to], release, { bytes, to, at: 'middle' })
  }

  /** Passes on what does not belong to the frame that is under way in pieces, if there is one: behind it. */
  private release(to: Side, bytes: Uint8Array): void {
    if (bytes.length === 0 || !this.passesTo(to)) return
    const inMs = this.middle.queue(to)
    if (inMs === 0) this.pass(to, bytes)
    else this.hold(inMs, to, bytes, () => this.pass(to, bytes))
  }

  private pass(to: Side, bytes: Uint8Array): void {
    if (bytes.length === 0 || !this.passesTo(to)) return
    this.pipe?.put(OUT[to], bytes)
    this.inFlight.later(this.line.legMs[to], LABELS.frameTo[to], () => this.arrive(to, bytes.length), {
      bytes,
      to,
      at: 'behind',
    })
  }

  private arrive(to: Side, length: number): void {
    if (this.stage[to] !== 'open' || this.pipe === undefined) return
    const bytes = this.pipe.take(OUT[to], length)
    this.record('frame.arrived', { at: to, bytes })
    this.earsOf(to)?.received(bytes)
  }

  private close(side: Side): void {
    const before = this.stage[side]
    if (before === 'closed') return
    this.shut(side)
    this.pipe?.close(side, 'end', 'fin')
    if (before === 'open') this.record('connection.closed', { at: side, how: 'fin', by: side })
    if (side === 'terminal' && this.stage.host === 'waiting') this.pipe?.close('host', 'line', 'fin')
    else this.depart(side, 'fin')
  }

  /** A FIN travels to the other end behind the frames that are on their way without delay; a RST waits for nothing. */
  private depart(from: Side, how: Ending): void {
    const to = PEER[from]
    const passHalfWay = () => {
      if (!this.passesTo(to)) return
      this.cutOff()
      this.pipe?.close(to, 'line', how)
      this.inFlight.later(this.line.legMs[to], `link ${how} to ${to}`, () => this.learn(to, how, from))
    }
    const reachMiddle = () => this.inTime(how === 'fin' ? this.middle.queue(to) : 0, `link ${how} waits`, passHalfWay)
    this.inFlight.later(this.line.legMs[from], `link ${how} from ${from}`, reachMiddle)
  }

  /** The line ends the connection behind what it has delivered to one side. */
  private end(to: Side, how: Ending): void {
    this.inTime(this.middle.queue(to), `link ${how} by line`, () => this.sever(how))
  }

  private sever(how: Ending): void {
    if (this.severed || this.halfOpen || this.line.isDown()) return
    this.cutOff()
    for (const side of SIDES) {
      if (this.stage[side] === 'closed') continue
      this.pipe?.close(side, 'line', how)
      this.inFlight.later(this.line.legMs[side], `link ${how} to ${side}`, () => this.learn(side, how, 'line'))
    }
  }

  private learn(side: Side, how: Ending, by: Side | 'line'): void {
    // Only a terminal can still be waiting here: the host's answer was lost, and an end during a dial means "refused".
    if (this.stage[side] === 'waiting') this.refuse()
    if (this.stage[side] === 'closed') return
    this.shut(side)
    this.record('connection.closed', { at: side, how, by })
    this.earsOf(side)?.closed(how)
  }

  private shut(side: Side): void {
    this.stage[side] = 'closed'
    this.forgetLost()
  }

  private cutOff(): void {
    this.severed = true
    this.forgetLost()
  }

  private forgetLost(): void {
    this.inFlight.forget(({ to, at }) => {
      // What has yet to come to the middle is still in the pipe.
      if (at === 'before') return false
      return this.stage[to] === 'closed' || (this.severed && at === 'middle')
    })
  }

  private passesTo(to: Side): boolean {
    return !this.severed && !this.halfOpen && !this.line.isDown() && this.stage[to] !== 'closed'
  }

  private earsOf(side: Side): ConnectionEars | undefined {
    return side === 'terminal' ? this.ears : this.hostEars
  }

  private record(kind: string, data: Readonly<Record<string, unknown>>): void {
    this.line.options.world.record('link', kind, { connection: this.number, ...data })
  }
}

const SIDES = ['terminal', 'host'] as const
const PEER = { terminal: 'host', host: 'terminal' } as const
const IN = { terminal: 'terminal>line', host: 'host>line' } as const
const OUT = { terminal: 'line>terminal', host: 'line>host' } as const

const LABELS = {
  frameFrom: { terminal: 'link frame from terminal', host: 'link frame from host' },
  frameHeld: { terminal: 'link frame held for terminal', host: 'link frame held for host' },
  frameTo: { terminal: 'link frame to terminal', host: 'link frame to host' },
} as const
