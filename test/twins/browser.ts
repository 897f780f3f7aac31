import { run } from '../../scenarios/run.ts'
import { catalogue } from '../../scenarios/shipped.ts'

// What a page runs: every scenario of the catalogue, and the fingerprint of its trace.

const hashes = Object.values(catalogue).map((scenario) => [scenario.id, run(scenario).traceHash])
Object.assign(globalThis, { twins: Object.fromEntries(hashes) })
