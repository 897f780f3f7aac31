import pc from 'picocolors'
import type { Exploration, ExploreOptions, Profile, StoppedBy, Unexpected } from '../../scenarios/index.ts'
import { exploreTogether, pointNames, quote, replayLine, run, seqOf, suggest } from '../../scenarios/index.ts'
import { table } from './columns.ts'
import { CommandError } from './command-error.ts'
import { counted } from './counted.ts'
import { coverageLines } from './coverage-lines.ts'
import type { Crew } from './crew.ts'
import { openCrew, openCrews, playerOf } from './crew.ts'
import type { Edges, ExitCode, Lang } from './edges.ts'
import { partsOf } from './firmware.ts'
import { leftCase, leftLines, listenForInterrupt } from './interrupt.ts'
import type { Case } from './junit.ts'
import { junit } from './junit.ts'
import type { Countdown } from './progress.ts'
import { startCountdown } from './progress.ts'
import { shareOut } from './share-out.ts'
import type { Source } from './sources.ts'
import { profileNamed, scenariosNamed } from './sources.ts'
import { wordFor } from './trace-words.ts'

interface ExploreFlags {
  readonly tag?: string
  readonly depth: number
  readonly points?: string
  readonly beyond?: true
  readonly merge: boolean
  readonly mostSchedules?: number
  readonly profile?: string
  readonly firmware?: string
  readonly jobs: number
  readonly format: 'text' | 'json' | 'junit'
  readonly lang: Lang
}

/** An exploration as the command line tells it: with replay lines and the time it took. */
interface Told extends Omit<Exploration, 'violations' | 'unexpected'> {
  readonly violations: readonly (Exploration['violations'][number] & {
    readonly atSeq: number
    readonly replay: string
  })[]
  readonly unexpected: readonly (Unexpected & { readonly replay: string })[]
  readonly wallMs: number
}

/**
 * Tries every schedule of up to so many faults; 1 when one broke an invariant or lost money in a way nobody expects, or when
 * not all were tried. An interrupt ends the searches under way and those that were still to come, and what is known is told.
 */
export async function exploreCommand(names: readonly string[], flags: ExploreFlags, edges: Edges): Promise<ExitCode> {
  const profile = flags.profile === undefined ? undefined : profileNamed(flags.profile)
  const prefixes = flags.points?.split(',').map((prefix) => prefix.trim())
  for (const prefix of prefixes ?? []) demandPoint(prefix)
  if (flags.firmware !== undefined) partsOf(flags.firmware)
  const sources = scenariosNamed(names, flags.tag, profile)
  const isInterrupted = listenForInterrupt(edges)
  const countdown = startCountdown(edges)
  // Short searches are over before the threads have found their stride: then each thread plays searches of its own.
  const isShort = flags.depth === 1 && sources.length >= flags.jobs
  const crews = isShort ? openCrews(flags.jobs) : [openCrew(flags.jobs)]
  const reached = new Set<string>()
  let told: readonly Told[]
  try {
    told = await shareOut(
      sources,
      crews,
      () => !isInterrupted(),
      (source, search, crew) => {
        const about = { search, flags, prefixes, reached, profile, countdown, isInterrupted }
        return explored(source, about, crew, edges)
      },
    )
  } finally {
    countdown.end()
    await Promise.all(crews.map((crew) => crew.close()))
  }
  const left = sources.slice(told.length).map(({ scenario }) => scenario.id)
  const isWhole = left.length === 0 && told.every(({ complete }) => complete)
  const isClean = told.every(({ violations, unexpected }) => violations.length + unexpected.length === 0)
  const missed = prefixes?.filter((prefix) => !reached.has(prefix)) ?? []
  if (missed.length > 0 && isWhole && isClean) {
    const hint = 'droporder points SCENARIO lists those that it reaches; some are reached only after another fault'
    throw new CommandError('POINTS_NOT_REACHED', `no fault can strike at ${missed.map(quote).join(', ')} here`, hint)
  }
  if (flags.format === 'json') edges.out(`${JSON.stringify(told, null, 2)}\n`)
  else if (flags.format === 'junit') edges.out(junit('droporder explore', [...told.map(caseOf), ...left.map(leftCase)]))
  else {
    const found = told.flatMap((one) => lines(one, prefixes, flags.lang, edges))
    edges.out(`${[...found, ...leftLines(flags.lang === 'zh' ? '未开始：' : 'not begun: ', left, edges)].join('\n')}\n`)
  }
  return isWhole && isClean ? 0 : 1
}

/** Notes at which of these points a fault was tried. */
function noteReached(prefixes: readonly string[], reached: Set<string>): NonNullable<ExploreOptions['entered']> {
  return (schedule) => {
    const { point = '' } = schedule.at(-1) ?? {}
    for (const prefix of prefixes) if (point.startsWith(prefix)) reached.add(prefix)
  }
}

function demandPoint(prefix: string): void {
  if (prefix === '')
    throw new CommandError('POINTS_UNKNOWN', 'one of the prefixes is empty', 'write --points link,flash.sync')
  if (pointNames.some((name) => name.startsWith(prefix))) return
  const hint = suggest(prefix, pointNames, 'points')
  throw new CommandError('POINTS_UNKNOWN', `no point begins with ${quote(prefix)}`, hint)
}

interface About {
  readonly search: number
  readonly flags: ExploreFlags
  readonly prefixes: readonly string[] | undefined
  /** Those of the prefixes at which a fault was tried somewhere. */
  readonly reached: Set<string>
  readonly profile: Profile | undefined
  readonly countdown: Countdown
  isInterrupted(): boolean
}

async function explored({ scenario, scenarioFile }: Source, about: About, crew: Crew, edges: Edges): Promise<Told> {
  const { search, flags, prefixes, reached, profile, countdown, isInterrupted } = about
  const { firmware, merge } = flags
  const begun = performance.now()
  const where = {
    ...(prefixes === undefined ? {} : { points: prefixes }),
    ...(flags.beyond ? { beyond: true } : {}),
  }
  const options: ExploreOptions = {
    ...where,
    depth: flags.depth,
    merge,
    ...(firmware === undefined ? {} : { parts: partsOf(firmware) }),
    ...(flags.mostSchedules === undefined ? {} : { mostSchedules: flags.mostSchedules }),
    ...(profile === undefined ? {} : { profile }),
    ...(prefixes === undefined ? {} : { entered: noteReached(prefixes, reached) }),
    progress: ({ depth, ran, left, violations, worlds }) => {
      const name = `${scenario.id} #${depth}: ${worlds} worlds, ${violations} violations`
      countdown.at({ search, begun, done: ran, total: ran + left, name })
      return !isInterrupted()
    },
  }
  const errand = {
    search,
    scenario,
    depth: flags.depth,
    where,
    merge,
    ...(profile === undefined ? {} : { profile }),
    ...(firmware === undefined ? {} : { firmware }),
  }
  const found = await exploreTogether(scenario, options, playerOf(crew, errand), crew.ahead)
  const wallMs = Math.round(performance.now() - begun)
  countdown.over(search)
  const replay = {
    command: edges.command,
    ...(scenarioFile === undefined ? {} : { scenarioFile }),
    ...(flags.profile === undefined ? {} : { profileFile: flags.profile }),
    ...(firmware === undefined ? {} : { firmwareName: firmware }),
  }
  const violations = found.violations.map((one) => {
    const faults = one.schedule.join('; ')
    const played = run(scenario, {
      ...options.parts,
      ...(profile === undefined ? {} : { profile }),
      faults,
      trace: false,
    })
    return { ...one, atSeq: seqOf(played, one.invariant), replay: replayLine(scenario.id, faults, replay) }
  })
  const unexpected = found.unexpected.map((one) => {
    return { ...one, replay: replayLine(scenario.id, one.schedule.join('; '), replay) }
  })
  return { ...found, violations, unexpected, wallMs }
}

/** One failure for each counterexample and each loss that nobody expects, and one for a search that did not come to its end. */
function caseOf({ id, violations, unexpected, stoppedBy, stoppedAt, wallMs }: Told): Case {
  const broken = violations.map(({ invariant, schedule, replay }) => {
    return { kind: invariant, message: schedule.join('; '), text: replay }
  })
  const lost = unexpected.map(({ cause, schedule, replay }) => {
    return { kind: 'difference', message: `money is lost by ${cause}: ${schedule.join('; ')}`, text: replay }
  })
  const stopped =
    stoppedBy === '' ? [] : [{ kind: 'incomplete', message: STOPS[stoppedBy].en, text: stoppedAt.join('; ') }]
  return { name: id, seconds: wallMs / 1000, failures: [...broken, ...lost, ...stopped] }
}

function lines(told: Told, prefixes: Prefixes, lang: Lang, { colour, columns }: Edges): string[] {
  const zh = lang === 'zh'
  const colours = pc.createColors(colour)
  const { id, depth, faults, schedules, ran, merged, distinctOutcomes, wallMs } = told
  const head = zh
    ? `${id}：深度 ${depth}，单个故障 ${faults} 种，判定 ${schedules} 个故障表`
    : `${id}: depth ${depth}, ${counted(faults, 'single fault')}, ${counted(schedules, 'schedule')} decided`
  const how = zh
    ? `运行 ${ran}（其中 ${merged} 次进入已知状态），不同结局 ${distinctOutcomes}，${(wallMs / 1000).toFixed(1)} 秒`
    : `${ran} played, ${merged} of them came into a known world, ${counted(distinctOutcomes, 'different end')}, ${(wallMs / 1000).toFixed(1)} s`
  return [
    head,
    `  ${how}`,
    ...coverageLines(told, lang, columns),
    ...losses(told, lang),
    ...counterexamples(told, zh),
    `  ${verdict(told, prefixes, lang, colours)}`,
  ]
}

function losses({ differences, unexpected }: Told, lang: Lang): string[] {
  const zh = lang === 'zh'
  return Object.entries(differences).flatMap(([cause, count]) => {
    const mark = zh ? '，场景未预期，例如：' : ', which the scenario does not expect, by'
    const first = unexpected.find((one) => one.cause === cause)
    const head = zh
      ? `  按规则的差额 ${wordFor(cause, lang)}（${cause}）：${count} 个故障表`
      : `  lost by rule, ${cause}: ${counted(count, 'schedule')}`
    if (first === undefined) return [head]
    const again = zh ? '  重放：' : '  replay: '
    return [`${head}${mark}`, `    ${scheduleText(first.schedule, zh)}`, `${again}${first.replay}`]
  })
}

function counterexamples({ violations }: Told, zh: boolean): string[] {
  if (violations.length === 0) return []
  const shown = violations.slice(0, MOST_SHOWN)
  const rows = shown.map(({ invariant, schedule }) => [`  ${invariant}`, scheduleText(schedule, zh)])
  const more = violations.length - shown.length
  const rest = zh ? `  另有 ${more} 个` : `  and ${more} more`
  const again = zh ? '  重放：' : '  replay: '
  return [...table(rows), ...(more > 0 ? [rest] : []), `${again}${shown[0]!.replay}`]
}

function verdict(told: Told, prefixes: Prefixes, lang: Lang, colours: Colours): string {
  const { violations, unexpected, complete, stoppedBy, stoppedAt, depth } = told
  const zh = lang === 'zh'
  if (violations.length > 0)
    return colours.red(
      zh ? `不成立：${violations.length} 个反例` : `violated: ${counted(violations.length, 'counterexample')}`,
    )
  if (unexpected.length > 0)
    return colours.red(
      zh
        ? '不成立：规则均成立，但有场景未预期的差额'
        : 'not held: no invariant is broken, but money is lost by a rule that the scenario does not expect',
    )
  if (!complete && stoppedBy !== '') {
    const why = stoppedBy === 'events' || stoppedBy === 'time' ? ` (${scheduleText(stoppedAt, zh)})` : ''
    return colours.yellow(
      zh
        ? `未完成：${STOPS[stoppedBy].zh}${why}；至此无违例`
        : `incomplete: ${STOPS[stoppedBy].en}${why}; no violation so far`,
    )
  }
  const where = prefixes === undefined ? '' : zh ? `（仅限 ${prefixes.join('、')}）` : ` at ${prefixes.join(', ')}`
  return colours.green(
    zh
      ? `成立：至多 ${depth} 个故障的每个故障表${where}`
      : `held for every schedule of up to ${counted(depth, 'fault')}${where}`,
  )
}

function scheduleText(schedule: readonly string[], zh: boolean): string {
  if (schedule.length > 0) return schedule.join('; ')
  return zh ? '无需故障' : 'without any fault'
}

/** Why a search ended early, and how to go on. */
const STOPS: Readonly<Record<StoppedBy, { readonly en: string; readonly zh: string }>> = {
  schedules: {
    en: 'as many schedules were played as --most-schedules allows; give more, or fewer --points',
    zh: '已达到 --most-schedules 的次数；请加大，或用 --points 缩小范围',
  },
  events: { en: 'a run took more events than any run may', zh: '有一次运行的事件过多' },
  time: { en: 'a run took more virtual time than any run may', zh: '有一次运行的虚拟时间过长' },
  interrupt: {
    en: 'interrupted; the same command finds this again and goes on, fewer --points or a smaller --depth ends sooner',
    zh: '被中断；同样的命令会重新得到这些结果并继续，缩小 --points 或 --depth 会更快结束',
  },
  violation: { en: 'a violation was found', zh: '已发现违例' },
}

type Prefixes = readonly string[] | undefined
type Colours = ReturnType<typeof pc.createColors>

/** Shortest ones first; the rest stands in the JSON. */
const MOST_SHOWN = 10
