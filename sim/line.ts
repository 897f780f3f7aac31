import { assert } from './assert.ts'
import type { Restore } from './restore.ts'
import { allOf, saveData, saveFields } from './restore.ts'
import { Span } from './span.ts'
import type { Accept, Connection, LinkEars, Medium, Side, Wire, WireOptions } from './wire.ts'

/**
 * The line between terminal and host, over any medium.
 *
 * Fault model. A dial may be refused (by choice, or because nobody listens), may hang until the dialler loses patience, or
 * the terminal may lose its power before it dials. Sending may cut the terminal before a byte has left, after the first n,
 * or after the last; then the host keeps a half-open connection and hears silence. What the line does to a frame on its
 * way, `carry` says: late, twice, altered, in part, not at all, the connection ended, forgotten (half-open), or the whole
 * line silent for a while. In an outage dials hang, and bytes, FIN and RST vanish where they pass the middle of the line.
 * Bytes for an end that is closed or dead vanish.
 * Never: bytes in another order than they left, unless `carry` delays some; bytes that nobody sent and `carry` did not make;
 * an answer before the call has returned.
 *
 * Whatever is decided is decided here, on the world's queue. The medium only moves bytes, so the events, their order and
 * their virtual times are the same on every wire.
 */
export class Line implements Wire {
  readonly options: WireOptions
  readonly medium: Medium
  readonly legMs: Readonly<Record<Side, number>>
  accept: Accept | undefined
  private spans: Span[] = []
  private dials = 0
  private downFromMs = 0
  private downUntilMs = 0

  constructor(options: WireOptions & { readonly medium: Medium }) {
    const { world, terminal, host, latencyMs, medium } = options
    assert(Number.isSafeInteger(latencyMs) && latencyMs >= 0, 'the latency of a line is a whole number of ms')
    this.options = options
    this.medium = medium
    const half = Math.floor(latencyMs / 2)
    this.legMs = { terminal: half, host: latencyMs - half }
    terminal.onLose(() => this.abandon())
    host.onLose(() => {
      this.resetAll()
      this.unlisten()
    })
    world.join(this)
  }

  connect(ears: LinkEars): Connection {
    const { world, terminal } = this.options
    const fault = world.choose('link.connect', ['refuse', 'hang', 'cutBefore'])
    if (fault === 'cutBefore') terminal.cut()
    this.dials += 1
    const span = new Span(this, this.dials, ears)
    this.spans = this.spans.filter((old) => !old.over)
    this.spans.push(span)
    span.dial(fault)
    return span.connectionOf('terminal')
  }

  listen(accept: Accept): void {
    this.accept = accept
  }

  unlisten(): void {
    this.accept = undefined
  }

  abandon(): void {
    for (const span of this.spans) span.die('terminal')
  }

  resetAll(): void {
    for (const span of this.spans) span.die('host')
  }

  isDown(): boolean {
    return this.wasDownAt(this.options.world.clock.now())
  }

  wasDownAt(atMs: number): boolean {
    return this.downFromMs <= atMs && atMs < this.downUntilMs
  }

  goDown(ms: number): void {
    const now = this.options.world.clock.now()
    if (!this.isDown()) this.downFromMs = now
    this.downUntilMs = Math.max(this.downUntilMs, now + ms)
  }

  heal(): void {
    this.downUntilMs = Math.min(this.downUntilMs, this.options.world.clock.now())
    for (const span of this.spans) span.heal()
  }

  save(): Restore | undefined {
    return allOf([saveFields(this), saveData(this.spans), ...this.spans.map((span) => span.save())])
  }

  /** What is on the line and how it is broken; times relative to now, connections in order of age without their numbers. */
  state(): string {
    const downMs = Math.max(0, this.downUntilMs - this.options.world.clock.now())
    return `link ${this.accept ? 'listening' : 'deaf'} down ${downMs}${this.spans.map((span) => span.state()).join('')}`
  }
}
