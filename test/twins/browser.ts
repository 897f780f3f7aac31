import { run } from '../../scenarios/run.ts'
import { catalogue } from '../../scenarios/shipped.ts'
import { smallSearch } from './small-search.ts'

// What a page runs: every scenario of the catalogue with the fingerprint of its trace, and a small search.

const hashes = Object.values(catalogue).map((scenario) => [scenario.id, run(scenario).traceHash])
Object.assign(globalThis, { twins: { hashes: Object.fromEntries(hashes), found: smallSearch() } })
