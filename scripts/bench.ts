// Measures what a run costs (`npm run bench -- run`) and what a search does (`npm run bench -- explore`). Ends with 1 when a target was missed, with 2 when asked for another bench.
import { availableParallelism } from 'node:os'
import { benchExplore } from './bench/explore.ts'
import { benchRun } from './bench/run.ts'

const benches: Readonly<Record<string, typeof benchRun>> = { run: benchRun, explore: benchExplore }
const [name = '', ...rest] = process.argv.slice(2)
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined
if (bench === undefined || rest.length > 0) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(benches).join(' | ')}\n`)
  process.exitCode = 2
} else {
  const { lines, met } = bench()
  const machine = `Node ${process.versions.node}, ${availableParallelism()} cores; trust the ratios, the rest is this machine's`
  process.stdout.write(`${[machine, ...lines].join('\n')}\n`)
  process.exitCode = met ? 0 : 1
}
