/** Prompts that tell how a sale ended, and what they say of the money. */
export const finalPrompts: ReadonlyMap<string, string> = new Map([
  ['approved', 'approved'],
  ['declined', 'declined'],
  ['reversed', 'reversed'],
  ['cancelled', 'cancelled'],
  ['connectFailed', 'cancelled'],
  ['storageFull', 'cancelled'],
  ['cleared', 'cleared'],
])

/** Prompts that say by name why nothing can be sold. */
export const namedBlocks: ReadonlySet<string> = new Set(['blocked', 'outOfService', 'settleFirst'])

/** Prompts about a slip that could not be printed. */
export const paperTrouble: ReadonlySet<string> = new Set(['paperOut', 'printerFault', 'slipIncomplete'])
