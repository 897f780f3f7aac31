import { PROBE_MINOR, probeCard } from './probe.ts'
import type { SaleStep, Step } from './step.ts'

/** What the clerk has on the list: a step of the scenario, or what follows when the scenario is over. */
export type Act =
  | { readonly from: 'scenario'; readonly index: number; readonly step: Step }
  /** Faults stop and everything that is broken is put in order. */
  | { readonly from: 'rest'; readonly step: { readonly kind: 'heal' } }
  /** Waits until nothing that was delayed is still under way. */
  | { readonly from: 'rest'; readonly step: { readonly kind: 'settle' } }
  | { readonly from: 'rest'; readonly step: Extract<Step, { kind: 'balance' }> }
  | { readonly from: 'rest'; readonly step: SaleStep }

/** The list for a scenario: its steps, then the way to rest, with the profile's closing act and a probe sale. */
export function actsOf(steps: readonly Step[]): readonly Act[] {
  return [
    ...steps.map((step, index): Act => ({ from: 'scenario', index, step })),
    { from: 'rest', step: { kind: 'heal' } },
    { from: 'rest', step: { kind: 'settle' } },
    { from: 'rest', step: { kind: 'balance', card: probeCard.alias } },
    { from: 'rest', step: { kind: 'sale', card: probeCard.alias, amountMinor: PROBE_MINOR } },
  ]
}
