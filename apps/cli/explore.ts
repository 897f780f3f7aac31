import pc from 'picocolors'
import type { Exploration, ExploreOptions, Profile } from '../../scenarios/index.ts'
import { explore, pointNames, quote, replayLine, suggest } from '../../scenarios/index.ts'
import { table } from './columns.ts'
import { CommandError } from './command-error.ts'
import type { Edges, ExitCode, Lang } from './edges.ts'
import { startCountdown } from './progress.ts'
import type { Source } from './sources.ts'
import { profileNamed, scenariosNamed } from './sources.ts'

interface ExploreFlags {
  readonly tag?: string
  readonly depth: number
  readonly points?: string
  readonly beyond?: true
  readonly merge: boolean
  readonly mostSchedules?: number
  readonly profile?: string
  readonly format: 'text' | 'json'
  readonly lang: Lang
}

/** An exploration as the command line tells it: with replay lines and the time it took. */
interface Told extends Omit<Exploration, 'violations'> {
  readonly violations: readonly (Exploration['violations'][number] & { readonly replay: string })[]
  readonly wallMs: number
}

/** Tries every schedule of up to so many faults; 1 when one broke an invariant or lost money in a way nobody expects. */
export function exploreCommand(names: readonly string[], flags: ExploreFlags, edges: Edges): ExitCode {
  const profile = flags.profile === undefined ? undefined : profileNamed(flags.profile)
  const prefixes = flags.points?.split(',').map((prefix) => prefix.trim())
  for (const prefix of prefixes ?? []) demandPoint(prefix)
  const told: Told[] = []
  for (const source of scenariosNamed(names, flags.tag, profile)) {
    told.push(explored(source, flags, prefixes, profile, edges))
  }
  if (flags.format === 'json') edges.out(`${JSON.stringify(told, null, 2)}\n`)
  else edges.out(`${told.flatMap((one) => lines(one, flags.lang, edges)).join('\n')}\n`)
  return told.every(({ violations, unexpected }) => violations.length + unexpected.length === 0) ? 0 : 1
}

function demandPoint(prefix: string): void {
  if (prefix !== '' && pointNames.some((name) => name.startsWith(prefix))) return
  const hint = suggest(prefix, pointNames, 'points')
  throw new CommandError('POINTS_UNKNOWN', `no point begins with ${quote(prefix)}`, hint)
}

function explored(
  { scenario, scenarioFile }: Source,
  flags: ExploreFlags,
  points: readonly string[] | undefined,
  profile: Profile | undefined,
  edges: Edges,
): Told {
  const countdown = startCountdown(edges)
  const options: ExploreOptions = {
    depth: flags.depth,
    merge: flags.merge,
    ...(points === undefined ? {} : { points }),
    ...(flags.beyond ? { beyond: true } : {}),
    ...(flags.mostSchedules === undefined ? {} : { mostSchedules: flags.mostSchedules }),
    ...(profile === undefined ? {} : { profile }),
    progress: ({ depth, ran, left, violations, worlds }) => {
      countdown.at(ran, ran + left, `${scenario.id} #${depth}: ${worlds} worlds, ${violations} violations`)
      return true
    },
  }
  const begun = performance.now()
  const found = explore(scenario, options)
  const wallMs = Math.round(performance.now() - begun)
  countdown.end()
  const replay = {
    command: edges.command,
    ...(scenarioFile === undefined ? {} : { scenarioFile }),
    ...(flags.profile === undefined ? {} : { profileFile: flags.profile }),
  }
  const violations = found.violations.map((one) => {
    return { ...one, replay: replayLine(scenario.id, one.schedule.join('; '), replay) }
  })
  return { ...found, violations, wallMs }
}

function lines(told: Told, lang: Lang, { colour }: Edges): string[] {
  const zh = lang === 'zh'
  const colours = pc.createColors(colour)
  const { id, depth, faults, schedules, ran, merged, distinctOutcomes, wallMs } = told
  const head = zh
    ? `${id}：深度 ${depth}，单个故障 ${faults} 种，判定 ${schedules} 个故障表`
    : `${id}: depth ${depth}, ${counted(faults, 'single fault')}, ${counted(schedules, 'schedule')} decided`
  const how = zh
    ? `运行 ${ran}（其中 ${merged} 次进入已知状态），不同结局 ${distinctOutcomes}，${(wallMs / 1000).toFixed(1)} 秒`
    : `${ran} played, ${merged} of them came into a known world, ${counted(distinctOutcomes, 'different end')}, ${(wallMs / 1000).toFixed(1)} s`
  return [head, `  ${how}`, ...losses(told, zh), ...counterexamples(told, zh), `  ${verdict(told, zh, colours)}`]
}

function losses({ differences, unexpected }: Told, zh: boolean): string[] {
  return Object.entries(differences).map(([cause, count]) => {
    const mark = unexpected.includes(cause) ? (zh ? '，场景未预期' : ', which the scenario does not expect') : ''
    return zh
      ? `  按规则的差额 ${cause}：${count} 个故障表${mark}`
      : `  lost by rule, ${cause}: ${counted(count, 'schedule')}${mark}`
  })
}

function counterexamples({ violations }: Told, zh: boolean): string[] {
  if (violations.length === 0) return []
  const shown = violations.slice(0, MOST_SHOWN)
  const rows = shown.map(({ invariant, schedule }) => [`  ${invariant}`, schedule.join('; ')])
  const more = violations.length - shown.length
  const rest = zh ? `  另有 ${more} 个` : `  and ${more} more`
  const again = zh ? '  重放：' : '  replay: '
  return [...table(rows), ...(more > 0 ? [rest] : []), `${again}${shown[0]!.replay}`]
}

function verdict({ violations, unexpected, complete, stoppedBy, depth }: Told, zh: boolean, colours: Colours): string {
  if (violations.length > 0)
    return colours.red(
      zh ? `不成立：${violations.length} 个反例` : `violated: ${counted(violations.length, 'counterexample')}`,
    )
  if (unexpected.length > 0)
    return colours.red(zh ? '不成立：有未预期的差额' : 'violated: money was lost in a way nobody expects')
  if (!complete)
    return colours.yellow(zh ? `未完成（${stoppedBy}），至此无违例` : `stopped by ${stoppedBy}, no violation so far`)
  return colours.green(
    zh ? `成立：至多 ${depth} 个故障的每个故障表` : `held for every schedule of up to ${counted(depth, 'fault')}`,
  )
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

type Colours = ReturnType<typeof pc.createColors>

/** Shortest ones first; the rest stands in the JSON. */
const MOST_SHOWN = 10
