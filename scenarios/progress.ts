import type { Answered, Tries } from './patience.ts'
import { noTries } from './patience.ts'
import type { PromptsOfStep } from './planned-answers.ts'
import type { Step } from './step.ts'

/** Where the clerk is. What it holds is replaced, never changed in place. */
export interface Progress {
  index: number
  stage: 'ahead' | 'asked' | 'under way'
  leftIdle: boolean
  /** How this step's sale ended was on the screen: whatever is asked for after that is another sale, and nobody's. */
  wasTold: boolean
  waitsUntil: number
  timer: number
  /** Purchases that the screen has called paid: nobody begins another sale for these. */
  paid: readonly PaidPurchase[]
  sawDoubt: boolean
  /** The amount of this step was typed: an outcome shown before is an older sale's. */
  hasTyped: boolean
  /** How often each prompt of this step was answered. */
  answered: Answered
  tries: Tries
  stepSince: number
  came: ReadonlyMap<Step, PromptsOfStep>
}

interface PaidPurchase {
  readonly purchase: string
  /** Who saw a doubt before that may try this card again, and reads what the terminal says to it. */
  readonly doubtedCard: string | undefined
}

export const beginning: Omit<Progress, 'stepSince'> = {
  index: 0,
  stage: 'ahead',
  leftIdle: false,
  wasTold: false,
  waitsUntil: 0,
  timer: 0,
  paid: [],
  sawDoubt: false,
  hasTyped: false,
  answered: {},
  tries: noTries,
  came: new Map(),
}
