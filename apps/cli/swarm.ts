import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pc from 'picocolors'
import type { Stretch } from '../../scenarios/index.ts'
import { faultKinds, joinStretches, replayLine } from '../../scenarios/index.ts'
import { table } from './columns.ts'
import { counted } from './counted.ts'
import { fewNames } from './coverage-lines.ts'
import type { Crew } from './crew.ts'
import { handsOf, openCrew } from './crew.ts'
import type { Edges, ExitCode, Lang } from './edges.ts'
import { partsOf } from './firmware.ts'
import { demandFolder, makeFolder } from './folder.ts'
import { listenForInterrupt } from './interrupt.ts'
import type { Case } from './junit.ts'
import { junit } from './junit.ts'
import { startProgress } from './progress.ts'
import type { RandomCase, SwarmErrand } from './random-case.ts'
import { shareOut } from './share-out.ts'
import { scenariosNamed } from './sources.ts'
import { wordFor } from './trace-words.ts'

interface SwarmFlags {
  readonly runs: number
  readonly seed: number
  readonly jobs: number
  readonly firmware?: string
  readonly out?: string
  readonly format: 'text' | 'json' | 'junit'
  readonly lang: Lang
}

/** A swarm as the command line tells it: the same for the same seed, so without the time that it took. */
interface Told extends Omit<Stretch, 'stories' | 'broken'> {
  readonly seed: number
  /** How many were played, and whether that is all that was asked for. */
  readonly runs: number
  readonly complete: boolean
  readonly firmware: string
  /** How many different stories there were. */
  readonly stories: number
  readonly neverStruck: readonly string[]
  readonly violations: readonly Violation[]
}

interface Violation extends Omit<RandomCase, 'file'> {
  /** How many runs broke this invariant. */
  readonly runs: number
  readonly file: string
  readonly replay: string
}

/** Plays random scenarios under random faults; 1 when one broke an invariant, which is then made small and written to a file. */
export async function swarmCommand(names: readonly string[], flags: SwarmFlags, edges: Edges): Promise<ExitCode> {
  const { seed, firmware } = flags
  if (firmware !== undefined) partsOf(firmware)
  const scenarios = names.length === 0 ? [] : scenariosNamed(names).map(({ scenario }) => scenario)
  const errand: SwarmErrand = { seed, scenarios, ...(firmware === undefined ? {} : { firmware }) }
  if (flags.out !== undefined) demandFolder(flags.out)
  const crew = openCrew(flags.jobs)
  let told: Told
  try {
    const { runs, stretch } = await play(errand, flags.runs, crew, edges)
    const { stories, broken, ...sum } = stretch
    const cases = Object.entries(broken).map(async ([invariant, { runs: times, first }]) => {
      return smallCase(await crew.shrink(errand, first, invariant), times, flags, edges)
    })
    told = {
      seed,
      runs,
      complete: runs === flags.runs,
      firmware: firmware ?? 'ours',
      stories: new Set(stories).size,
      ...sum,
      neverStruck: faultKinds.filter((kind) => sum.struck[kind] === undefined),
      violations: await Promise.all(cases),
    }
  } finally {
    await crew.close()
  }
  if (flags.format === 'json') edges.out(`${JSON.stringify(told, null, 2)}\n`)
  else if (flags.format === 'junit') edges.out(junit('droporder swarm', casesOf(told)))
  else edges.out(`${lines(told, flags.lang, edges).join('\n')}\n`)
  return told.complete && told.violations.length === 0 ? 0 : 1
}

/** Plays so many runs, or fewer when it is interrupted. */
async function play(
  errand: SwarmErrand,
  most: number,
  crew: Crew,
  edges: Edges,
): Promise<{ readonly runs: number; readonly stretch: Stretch }> {
  const isInterrupted = listenForInterrupt(edges)
  const starts = Array.from({ length: Math.ceil(most / STRETCH) }, (_, index) => index * STRETCH)
  const progress = startProgress(starts.length, edges)
  try {
    const stretches = await shareOut(
      starts,
      handsOf(crew),
      () => !isInterrupted(),
      async (from, _, hand) => {
        const stretch = await hand.swarm(errand, from, Math.min(most, from + STRETCH))
        progress.at(`${from} runs`)
        return stretch
      },
    )
    return { runs: Math.min(most, stretches.length * STRETCH), stretch: joinStretches(stretches) }
  } finally {
    progress.end()
  }
}

function smallCase({ file, ...found }: RandomCase, runs: number, flags: SwarmFlags, edges: Edges): Violation {
  const { seed, out = OUT, firmware } = flags
  makeFolder(out)
  const path = join(out, `swarm-${seed}-${found.run}-${found.invariant}.yaml`)
  writeFileSync(path, file)
  const replay = replayLine('random', found.schedule.join('; '), {
    command: edges.command,
    scenarioFile: path,
    ...(firmware === undefined ? {} : { firmwareName: firmware }),
  })
  return { ...found, runs, file: path, replay }
}

/** The whole, which fails when it did not come to its end, or a case for each invariant that broke. */
function casesOf({ runs, seed, complete, violations }: Told): readonly Case[] {
  const stopped = complete ? [] : [{ kind: 'incomplete', message: STOPPED.en, text: '' }]
  const whole = { name: `${counted(runs, 'run')} of seed ${seed}`, seconds: 0, failures: stopped }
  const broken = violations.map(({ invariant, schedule, replay }) => ({
    name: invariant,
    seconds: 0,
    failures: [{ kind: invariant, message: schedule.join('; '), text: replay }],
  }))
  return complete && broken.length > 0 ? broken : [whole, ...broken]
}

function lines(told: Told, lang: Lang, { colour, columns }: Edges): string[] {
  const zh = lang === 'zh'
  const colours = pc.createColors(colour)
  const { runs, seed, complete, stories, struck, neverStruck, switches, differences, violations } = told
  const values = Object.values(switches).reduce((sum, one) => sum + Object.keys(one).length, 0)
  const head = zh
    ? `${runs} 次随机运行（种子 ${seed}），${stories} 个不同的经过`
    : `${counted(runs, 'random run')} of seed ${seed}, ${stories} different stories`
  const faults = zh
    ? `  故障 ${Object.keys(struck).length} 种（共 ${faultKinds.length} 种）`
    : `  ${Object.keys(struck).length} of ${faultKinds.length} kinds of faults struck`
  const set = zh ? `，开关取值 ${values} 种` : `; the switches were set to ${values} values`
  const drawn = `${faults}${values === 0 ? '' : set}`
  const never = fewNames(zh ? '从未发生：' : 'never struck: ', neverStruck, columns)
  const lost = Object.entries(differences).map(([cause, times]) => {
    return zh
      ? `  按规则的差额 ${wordFor(cause, lang)}（${cause}）：${times} 次`
      : `  lost by rule, ${cause}: ${counted(times, 'run')}`
  })
  const found = violations.flatMap(({ invariant, runs: times, run, steps, schedule, replay }) => [
    ...table([
      [`  ${invariant}`, schedule.length === 0 ? (zh ? '无需故障' : 'without any fault') : schedule.join('; ')],
    ]),
    zh
      ? `      ${times} 次运行违反，首次为第 ${run} 次；缩减到 ${steps} 个步骤`
      : `      broken by ${counted(times, 'run')}, first by run ${run}; made small: ${counted(steps, 'step')}`,
    `      ${replay}`,
  ])
  const verdict =
    violations.length === 0
      ? complete
        ? colours.green(zh ? '  成立' : '  held')
        : colours.yellow(zh ? '  至此无违例' : '  no violation so far')
      : colours.red(
          zh ? `  不成立：违反 ${violations.length} 条规则` : `  violated: ${counted(violations.length, 'invariant')}`,
        )
  const stopped = complete ? [] : [colours.yellow(`  ${STOPPED[lang]}`)]
  return [head, drawn, ...never, ...lost, ...found, verdict, ...stopped]
}

/** What an interrupt leaves, and how to go on. */
const STOPPED = {
  en: 'incomplete: interrupted; the same command begins again, --runs with fewer ends sooner',
  zh: '未完成：被中断；同样的命令会从头开始，减小 --runs 会更快结束',
} as const
/** Where findings are written. */
const OUT = 'out'
/** Runs that are handed out at a time. */
const STRETCH = 100
