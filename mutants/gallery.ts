import { answers } from './answers.ts'
import { doubts } from './doubts.ts'
import { hosts } from './hosts.ts'
import type { Defect, Mutant } from './mutant.ts'
import { order } from './order.ts'
import { paper } from './paper.ts'

const defects: Readonly<Record<string, Defect>> = { ...answers, ...order, ...doubts, ...paper, ...hosts }

/** All of them, by theme: what a terminal hears, in which order it acts, how it settles doubts, what it prints; the host. */
export const mutants: readonly Mutant[] = Object.entries(defects).map(([name, defect]) => ({ name, ...defect }))
