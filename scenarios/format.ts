import { z } from 'zod'
import { INSTANT } from './duration.ts'
import { money, stepSchema } from './format-steps.ts'
import { coded } from './issue.ts'
import { differenceCauses } from './judge/judgement.ts'
import { outcomes, receipts } from './scenario.ts'
import { switchesSchema } from './switches.ts'

// What a scenario file and a profile file may say. The JSON Schemas that ship are made from these.

const text = z.string(coded('VALUE_KIND')).min(1).max(200)
const name = z
  .string(coded('VALUE_KIND'))
  .regex(/^[a-z][a-z0-9-]{0,59}$/, coded('VALUE_KIND'))
  .meta({ description: 'Lower-case letters, digits and hyphens' })
const title = z.strictObject({ en: text, zh: text })

/** A card of one's own. */
const ownCardSchema = z
  .strictObject({
    alias: name,
    pan: z
      .string(coded('PAN_UNQUOTED'))
      .regex(/^[0-9]{13,19}$/, coded('PAN_INVALID'))
      .meta({ description: 'In quotes' }),
    expiry: z
      .string(coded('VALUE_KIND'))
      .regex(/^[0-9]{2}(0[1-9]|1[0-2])$/, coded('VALUE_KIND'))
      .meta({ description: 'yymm' })
      .optional(),
    pin: z
      .string(coded('VALUE_KIND'))
      .regex(/^[0-9]{4,12}$/, coded('VALUE_KIND'))
      .meta({ description: 'In quotes; without it the card holder signs' })
      .optional(),
    balance: money.optional(),
    partial: z
      .boolean(coded('VALUE_KIND'))
      .meta({ description: 'Its issuer approves a part where the balance is not enough' })
      .optional(),
    chip: z.boolean(coded('VALUE_KIND')).meta({ description: 'It has a chip and is inserted' }).optional(),
    decline: z
      .string(coded('VALUE_KIND'))
      .regex(/^[0-9A-Z]{2}$/, coded('VALUE_KIND'))
      .meta({ description: 'The response code of its issuer; without it the issuer approves while the balance lasts' })
      .optional(),
  })
  .meta({ description: 'A card of one’s own' })

const expectedSale = z.strictObject({
  outcome: z.enum(outcomes),
  cardholder: money.meta({ description: 'What the card holder paid in the end' }),
  merchant: money.meta({ description: 'What the merchant received in the end; absent: the same' }).optional(),
  receipt: z.enum(receipts),
})
const expectation = z.strictObject({
  sales: z.array(expectedSale).max(200).meta({ description: 'One entry for each sale step' }),
  differences: z
    .array(z.strictObject({ cause: z.enum(differenceCauses), amount: money }))
    .max(50)
    .meta({ description: 'Losses by rule that this scenario is about' })
    .optional(),
})

/** A scenario file. */
export const scenarioSchema = z
  .strictObject({
    id: name,
    title,
    tags: z.array(name).max(20).optional(),
    seeds: z.array(z.int().min(1).max(999)).max(50).meta({ description: 'Rows of the table of causes' }).optional(),
    cases: z
      .array(z.string().regex(/^[A-Z]{1,2}[0-9]{2}[a-z]?$/))
      .max(50)
      .meta({ description: 'Acceptance cases' })
      .optional(),
    profile: name.meta({ description: 'unionpay, unless said otherwise' }).optional(),
    switches: switchesSchema.meta({ description: 'What terminal and host do differently from the profile' }).optional(),
    cards: z.array(ownCardSchema).max(50).optional(),
    start: z
      .string(coded('INSTANT_INVALID'))
      .regex(INSTANT, coded('INSTANT_INVALID'))
      .meta({ description: 'When the terminal is switched on: "2026-01-05T09:00:00+08:00"' })
      .optional(),
    seed: z
      .int()
      .min(0)
      .max(2 ** 32 - 1)
      .meta({ description: 'Seed of the world’s chance' })
      .optional(),
    steps: z.array(stepSchema),
    faults: z
      .array(z.string(coded('VALUE_KIND')).max(4000))
      .max(200)
      .meta({ description: 'point#occurrence=fault, one an entry' })
      .optional(),
    expect: expectation,
  })
  .meta({ title: 'A droporder scenario' })

/** A profile file: what terminal and host are, before a scenario lays its own switches over it. */
export const profileSchema = z
  .strictObject({
    id: name,
    title,
    spec: z.enum(['unionpay', 'iso87']).meta({ description: 'The message format' }),
    switches: switchesSchema.optional(),
    merchant: z
      .strictObject({
        merchantId: z.string(coded('VALUE_KIND')).regex(/^[A-Za-z0-9]{15}$/, coded('VALUE_KIND')),
        name: z.string(coded('VALUE_KIND')).min(1).max(40),
        terminalId: z.string(coded('VALUE_KIND')).regex(/^[A-Za-z0-9]{8}$/, coded('VALUE_KIND')),
      })
      .optional(),
    cards: z.array(ownCardSchema).max(50).optional(),
  })
  .meta({ title: 'A droporder profile' })

export type ScenarioText = z.infer<typeof scenarioSchema>
export type OwnCardText = z.infer<typeof ownCardSchema>
