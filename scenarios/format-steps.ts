import { z } from 'zod'
import { durationText } from './duration-text.ts'
import { coded } from './issue.ts'
import { MONEY } from './money.ts'
import { plainSteps, supervisorChoices } from './step.ts'

// What a step may look like in a file: one key, which says what it is.

/** Money in a file: text, because YAML reads 128.00 as 128 and 1e3 as 1000. */
export const money = z
  .string(coded('AMOUNT_INVALID'))
  .regex(MONEY, coded('AMOUNT_INVALID'))
  .meta({ description: 'Money with two decimals, in quotes: "128.00"' })

const paid = money.refine((text) => /[1-9]/.test(text), { error: 'AMOUNT_INVALID' })
const card = z
  .string(coded('PAN_UNQUOTED'))
  .min(1)
  .max(40)
  .meta({ description: 'The alias of a test card or of a card of this file, or a card number in quotes' })
const pin = z
  .string(coded('VALUE_KIND'))
  .regex(/^([0-9]{4,12}|none)$/, coded('VALUE_KIND'))
  .meta({ description: 'What the card holder types, in quotes; none: nothing, which asks for a signature' })
const choice = z.string().min(1).max(40)

const sale = z.strictObject({
  card,
  amount: paid,
  purchase: z
    .string()
    .min(1)
    .max(40)
    .meta({ description: 'Two sales of the same purchase: at most one may be paid' })
    .optional(),
  pin: pin.optional(),
  answers: z
    .record(z.string().min(1).max(40), z.union([choice, z.array(choice).min(1).max(20)]))
    .meta({ description: 'Choices for named prompts during this sale; every other prompt gets its first choice' })
    .optional(),
})
const plain = z.union([z.null(), z.strictObject({})]).meta({ description: 'Takes nothing' })

/** Every step by its one key. */
export const stepSchemas = {
  sale: sale.meta({ description: 'Sells' }),
  wait: durationText.meta({ description: 'Waits: 500ms, 70s, 2m' }),
  balance: z.strictObject({ card, pin: pin.optional() }).meta({ description: 'Asks for a balance' }),
  restart: z.enum(['terminal', 'host']).meta({ description: 'Switches off and on again' }),
  supervisor: z.enum(supervisorChoices).meta({ description: 'What the supervisor chooses in the menu' }),
  ...(Object.fromEntries(plainSteps.map((name) => [name, plain])) as Record<(typeof plainSteps)[number], typeof plain>),
}
export type StepName = keyof typeof stepSchemas
export const stepNames = Object.keys(stepSchemas) as readonly StepName[]

/** All steps as one schema. Reports of a union say nothing useful, so files are checked step by step before it. */
export const stepSchema = z.union([
  z.enum(plainSteps as [string, ...string[]]),
  ...stepNames.map((name) => z.strictObject({ [name]: stepSchemas[name] })),
] as const)
