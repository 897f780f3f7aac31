import { testCards } from '../host/index.ts'

/** Names of the test cards, each of which says how its issuer behaves. */
export const testCardAliases: readonly string[] = testCards.map(({ alias }) => alias)
