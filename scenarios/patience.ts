import type { Act } from './act.ts'

/** After so long a clerk gives a step up. */
export const PATIENCE_MS = 45 * 60_000

/** How often each prompt of a step was answered. */
export type Answered = Readonly<Record<string, number>>

/** Whoever has answered one prompt so many times in vain does something else. */
export function isTired(answered: Answered): boolean {
  return Object.values(answered).some((times) => times > MOST_TRIES)
}

/**
 * How much patience is left, for comparing worlds. It is no exact thing: that one clerk gives up some minutes or a few tries
 * before another tells no other story. Exact is only which of the planned answers comes next.
 */
export function patienceText(answered: Answered, step: Act['step'] | undefined, forMs: number): string {
  const tries = Math.floor(Math.max(0, ...Object.values(answered)) / COARSE_TRIES)
  const planned = Object.entries(plannedIn(step)).map(([prompt, count]) => Math.min(answered[prompt] ?? 0, count))
  return `${Math.floor(forMs / COARSE_MS)} ${tries} ${planned.join(',')}`
}

/** How many answers a step has for each prompt that it has any for. */
function plannedIn(step: Act['step'] | undefined): Answered {
  if (step?.kind === 'supervisor') return { supervisor: 1 }
  if (step?.kind !== 'sale') return {}
  return Object.fromEntries(Object.entries(step.answers ?? {}).map(([prompt, { length }]) => [prompt, length]))
}

/** More than the rounds, tries and copies that any trouble of ours takes which ends well. */
const MOST_TRIES = 20
const COARSE_TRIES = 7
const COARSE_MS = 15 * 60_000
