import { openSocketWires } from '../../drivers/index.ts'
import type { FullRun, RunOptions, Scenario, WireName } from '../../scenarios/index.ts'
import { runFully, runOn } from '../../scenarios/index.ts'

/** Plays scenarios over one kind of wire; listeners stay open from one run to the next. */
export interface Player {
  /** The loopback ports, undefined on the simulated wire. */
  readonly ports: { readonly host: number; readonly relay: number } | undefined
  play(scenario: Scenario, options: RunOptions): Promise<Played>
  close(): Promise<void>
}

/** A run, and how many bytes crossed real sockets in it, hop by hop. */
export interface Played extends FullRun {
  readonly socketBytes: Readonly<Record<string, number>>
}

/** Opens what the wire needs: nothing for `sim`, loopback ports of the system's choice for `tcp` and `ws`. */
export async function openPlayer(wire: WireName): Promise<Player> {
  if (wire === 'sim')
    return {
      ports: undefined,
      play: (scenario, options) => Promise.resolve({ ...runFully(scenario, options), socketBytes: {} }),
      close: () => Promise.resolve(),
    }
  const wires = await openSocketWires(wire)
  return {
    ports: wires.ports,
    play: async (scenario, options) => {
      const sockets = wires.forRun()
      try {
        const full = await runOn(scenario, { ...options, wire, medium: sockets.medium }, (clock) =>
          sockets.drive(clock),
        )
        return { ...full, socketBytes: sockets.bytes }
      } finally {
        sockets.end()
      }
    },
    close: () => wires.close(),
  }
}
