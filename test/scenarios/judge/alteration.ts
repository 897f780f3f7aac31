import type { InvariantId } from '../../../scenarios/judge/invariant-ids.ts'
import type { GoodName } from './good-traces.ts'
import type { Played } from './played.ts'

/** One change to one good trace, and who must speak. */
export interface Alteration {
  readonly invariant: InvariantId
  readonly change: string
  readonly of: GoodName
  readonly alter: (played: Played) => Played
}
