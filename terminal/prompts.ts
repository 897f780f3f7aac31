import type { Prompt } from './devices.ts'

type Shape = Pick<Prompt, 'asks' | 'choices' | 'tone'>
const says = (tone: Prompt['tone'] = 'none'): Shape => ({ asks: 'nothing', choices: [], tone })
const asks = (what: 'amount' | 'card' | 'pin'): Shape => ({ asks: what, choices: [], tone: 'none' })
const offers = (tone: Prompt['tone'], ...choices: readonly string[]): Shape => ({ asks: 'choice', choices, tone })

/** Every prompt: what it asks, what may be chosen (the usual answer first), how it sounds. */
const shapes = {
  booting: says(),
  signingOn: says(),
  signOnFailed: offers('alarm', 'signOn', 'supervisor'),
  keyCheckFailed: offers('alarm', 'signOn', 'supervisor'),
  signedOff: offers('none', 'signOn', 'reprint', 'supervisor'),
  idle: offers('none', 'sale', 'balance', 'reprint', 'signOn', 'supervisor'),
  printerBusy: says(),
  printerNotReady: offers('alarm', 'confirm', 'goOn', 'cancel'),
  batteryLow: offers('alarm', 'confirm', 'cancel'),
  enterAmount: asks('amount'),
  presentCard: asks('card'),
  cardMisread: asks('card'),
  insertCard: asks('card'),
  enterPin: asks('pin'),
  readingChip: says(),
  completingChip: says(),
  cardDeclined: says('alarm'),
  cardRemoved: says('alarm'),
  duplicateSuspected: offers('alarm', 'goOn', 'cancel'),
  connecting: says(),
  sending: says(),
  awaiting: says(),
  connectFailed: says('alarm'),
  storageFull: says('alarm'),
  approved: says('success'),
  partiallyApproved: offers('alarm', 'goOn', 'cancel'),
  declined: says('alarm'),
  inDoubt: says('alarm'),
  querying: says('alarm'),
  reversing: says('alarm'),
  reversalRefused: says('alarm'),
  reversed: says('alarm'),
  cancelled: says('alarm'),
  printing: says(),
  signature: offers('none', 'signed', 'refused'),
  paperOut: offers('alarm', 'confirm', 'cancel'),
  printerFault: offers('alarm', 'confirm', 'cancel'),
  slipIncomplete: offers('alarm', 'reprint', 'later'),
  noTransaction: says('alarm'),
  blocked: offers('alarm', 'sendAgain', 'supervisor'),
  supervisorCode: asks('pin'),
  supervisor: offers('none', 'back'),
  wrongCode: says('alarm'),
  recorded: says(),
  cleared: says(),
  outOfService: says('alarm'),
  balance: says(),
  balanceFailed: says('alarm'),
  settleFirst: says('alarm'),
} as const satisfies Record<string, Shape>

export type PromptName = keyof typeof shapes
export const promptNames = Object.keys(shapes) as readonly PromptName[]

/** What may be chosen at each prompt that asks for a choice, as long as nothing says otherwise. */
export const promptChoices: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(shapes).flatMap(([name, { asks, choices }]) => (asks === 'choice' ? [[name, choices]] : [])),
)

/** A prompt with its values; `choices` replaces the usual ones. */
export function promptOf(name: PromptName, values: Prompt['values'] = {}, choices?: readonly string[]): Prompt {
  const shape = shapes[name]
  if (choices === undefined) return { name, values, ...shape }
  return { name, values, tone: shape.tone, asks: choices.length > 0 ? 'choice' : 'nothing', choices }
}
