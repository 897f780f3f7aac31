import { z } from 'zod'
import { profileSchema, scenarioSchema } from './format.ts'

/** The JSON Schema of scenario files, for editors. */
export function scenarioJsonSchema(): object {
  return z.toJSONSchema(scenarioSchema, { io: 'input' })
}

/** The JSON Schema of profile files, for editors. */
export function profileJsonSchema(): object {
  return z.toJSONSchema(profileSchema, { io: 'input' })
}
