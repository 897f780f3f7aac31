/** The gallery of what goes wrong in real shops: firmware and hosts with one small defect each. Pure. */
export { mutants } from './gallery.ts'
export type { Mutant } from './mutant.ts'
