import { iso87 } from './specs/iso87.ts'
import { unionpay } from './specs/unionpay.ts'

/** The specs that ship, by name. */
export const specs = { unionpay, iso87 } as const
