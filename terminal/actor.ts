import type { EventObject } from 'xstate'
import { createActor } from 'xstate'
import type { Clock } from './devices.ts'
import type { TerminalMachine } from './machine.ts'
import type { TerminalConfig } from './profile.ts'

/**
 * The chart as XState runs it, on our clock, with its timers where they can be put back. `after` performs what a timer's
 * step asks for.
 */
export function actorOf(
  machine: TerminalMachine,
  config: TerminalConfig,
  clock: Clock,
  after: (fn: () => void) => void,
) {
  const actor = createActor(machine, { input: { config, now: () => clock.now() } })
  const timers = new Timers(clock, (event) => after(() => actor.send(event as never)))
  actor.system.scheduler = timers
  // A throw inside the machine would be swallowed by the actor and reported nowhere that we know.
  let broken: unknown
  const hearError = (error: unknown) => {
    broken = error
  }
  actor.subscribe({ error: hearError })
  return {
    actor,
    /** What the machine threw, if it did. */
    thrown: () => broken,
    /** Remembers the state of the chart and its timers; the answer puts both back, as often as wanted. */
    save() {
      const snapshot = actor.getSnapshot()
      const restore = timers.save()
      return () => {
        // A snapshot never changes, and between two events it is all that an actor has.
        actor['_snapshot'] = snapshot
        restore()
      }
    },
  }
}

/** XState's own keeps ids of timers where nobody can reach them. One machine, so an event always goes to the one who asked. */
class Timers {
  private readonly clock: Clock
  private readonly send: (event: EventObject) => void
  private pending = new Map<string, number>()

  constructor(clock: Clock, send: (event: EventObject) => void) {
    this.clock = clock
    this.send = send
  }

  schedule(_source: unknown, _target: unknown, event: EventObject, delayMs: number, id = event.type): void {
    const timer = this.clock.setTimeout(() => {
      this.pending.delete(id)
      this.send(event)
    }, delayMs)
    this.pending.set(id, timer)
  }

  cancel(_source: unknown, id: string): void {
    const timer = this.pending.get(id)
    this.pending.delete(id)
    if (timer !== undefined) this.clock.clearTimeout(timer)
  }

  cancelAll(): void {
    for (const timer of this.pending.values()) this.clock.clearTimeout(timer)
    this.pending.clear()
  }

  save(): () => void {
    const pending = new Map(this.pending)
    return () => {
      this.pending = new Map(pending)
    }
  }
}
