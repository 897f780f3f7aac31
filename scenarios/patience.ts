import type { Prompt } from '../sim/index.ts'
import type { Act } from './act.ts'

/** After so long a clerk gives a step up. */
export const PATIENCE_MS = 45 * 60_000

/** What was answered last, and how many times one after the other. */
export interface Tries {
  readonly prompt: string
  readonly times: number
}

export const noTries: Tries = { prompt: '', times: 0 }

/** The same prompt again is another try; a different one is progress. */
export function triedAgain({ prompt, times }: Tries, name: string): Tries {
  return { prompt: name, times: prompt === name ? times + 1 : 1 }
}

/** How long it takes to answer what is on the screen: whoever is asked the same thing again gives it time to pass. */
export function pauseMs({ prompt }: Tries, shown: Prompt | undefined): number {
  return shown?.asks === 'choice' && shown.name === prompt ? AGAIN_MS : ACT_MS
}

/** Whoever has answered one prompt so many times in vain does something else. */
export function isTired({ times }: Tries): boolean {
  return times > MOST_TRIES
}

/**
 * How much is used up, for comparing worlds. In time it is no exact thing: that one clerk gives up some minutes before another
 * tells no other story. In tries it is, because the device that is waited for may be ready at the very next one.
 */
export function patienceText({ prompt, times }: Tries, forMs: number): string {
  return `${Math.floor(forMs / COARSE_MS)} ${prompt} ${times}`
}

/** How often each prompt of a step was answered. */
export type Answered = Readonly<Record<string, number>>

/** Which of the planned answers of a step comes next, for comparing worlds: the last one is given for good. */
export function plannedText(answered: Answered, step: Act['step'] | undefined): string {
  const planned = Object.entries(plannedIn(step))
  return planned.map(([prompt, count]) => Math.min(answered[prompt] ?? 0, count)).join(',')
}

/** How many answers a step has for each prompt that it has any for. */
function plannedIn(step: Act['step'] | undefined): Answered {
  if (step?.kind === 'supervisor') return { supervisor: 1 }
  if (step?.kind !== 'sale') return {}
  return Object.fromEntries(Object.entries(step.answers ?? {}).map(([prompt, { length }]) => [prompt, length]))
}

const ACT_MS = 1000
const AGAIN_MS = 10_000
/** More than any trouble of ours takes which ends by itself. */
const MOST_TRIES = 8
const COARSE_MS = 15 * 60_000
