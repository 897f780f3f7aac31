import type { Profile, RunOptions, Scenario, WireName } from '../../scenarios/index.ts'
import { storyLines } from '../../scenarios/index.ts'
import { CommandError } from './command-error.ts'
import type { Edges, ExitCode, Lang } from './edges.ts'
import { partsOf } from './firmware.ts'
import type { Case } from './junit.ts'
import { junit } from './junit.ts'
import { drawLadder } from './ladder.ts'
import type { Played } from './player.ts'
import { openPlayer } from './player.ts'
import { startProgress } from './progress.ts'
import { drawReport, verdictTable, violationText } from './report.ts'
import type { Source } from './sources.ts'
import { profileNamed, scenariosNamed } from './sources.ts'
import { writeRun } from './write-run.ts'

export interface RunFlags {
  readonly tag?: string
  readonly faults?: string
  readonly wire: WireName
  readonly profile?: string
  readonly firmware?: string
  readonly story?: true
  readonly out?: string
  readonly format: 'text' | 'json' | 'jsonl' | 'junit'
  readonly lang: Lang
}

/** Plays scenarios one after the other; 1 when one of them did not hold or missed what it expects. */
export async function runCommand(names: readonly string[], flags: RunFlags, edges: Edges): Promise<ExitCode> {
  const profile = flags.profile === undefined ? undefined : profileNamed(flags.profile)
  const scenarios = scenariosNamed(names, flags.tag, profile)
  if (flags.faults !== undefined && scenarios.length !== 1)
    throw new CommandError('FAULTS_WITHOUT_SCENARIO', '--faults goes with exactly one scenario', 'name the scenario')
  const single = scenarios.length === 1 && names.length === 1
  const player = await openPlayer(flags.wire)
  const progress = startProgress(single ? 0 : scenarios.length, edges)
  const results: Played['result'][] = []
  try {
    for (const source of scenarios) {
      const { scenario } = source
      progress.at(scenario.id)
      const played = await player.play(scenario, runOptions(flags, profile, source, edges))
      results.push(played.result)
      if (flags.out !== undefined) writeRun(flags.out, scenario, played, flags.lang)
      edges.out(single || flags.format !== 'text' ? shown(scenario, played, flags, edges) : '')
    }
  } finally {
    progress.end()
    await player.close()
  }
  if (flags.format === 'json') edges.out(`${JSON.stringify(results, null, 2)}\n`)
  else if (flags.format === 'junit')
    edges.out(
      junit(
        'droporder run',
        results.map((result) => caseOf(result, flags.lang)),
      ),
    )
  else if (!single && flags.format === 'text') edges.out(`${verdictTable(results, flags.lang, edges).join('\n')}\n`)
  return results.every(({ verdict }) => verdict === 'held') ? 0 : 1
}

function runOptions(flags: RunFlags, profile: Profile | undefined, source: Source, edges: Edges): RunOptions {
  const { faults, firmware, profile: profileFile } = flags
  const { scenarioFile } = source
  return {
    command: edges.command,
    ...(scenarioFile === undefined ? {} : { scenarioFile }),
    ...(faults === undefined ? {} : { faults }),
    ...(profile === undefined || profileFile === undefined ? {} : { profile, profileFile }),
    ...(firmware === undefined ? {} : { ...partsOf(firmware), firmwareName: firmware }),
  }
}

function shown(scenario: Scenario, played: Played, flags: RunFlags, edges: Edges): string {
  const { trace } = played
  const { format, story, lang } = flags
  if (format === 'json' || format === 'junit') return ''
  if (story === true) return `${storyLines(trace).join('\n')}\n`
  if (format === 'jsonl') return trace.map((event) => `${JSON.stringify(event)}\n`).join('')
  const ladder = drawLadder(scenario, trace, lang, edges)
  return `${[...ladder, '', ...drawReport(scenario, played, lang, edges)].join('\n')}\n`
}

/** One failure for each invariant or expectation that did not hold. */
function caseOf({ id, violations, expected, replay }: Played['result'], lang: Lang): Case {
  const broken = violations.map((violation) => {
    return { kind: violation.invariant, message: violationText(violation, lang), text: replay }
  })
  const missed = expected.missed.map(({ path, wanted, got }) => {
    const message =
      lang === 'zh' ? `${path}：应为 ${wanted}，实为 ${got}` : `${path}: ${wanted} was expected, it is ${got}`
    return { kind: 'expected', message, text: replay }
  })
  return { name: id, seconds: 0, failures: [...broken, ...missed] }
}
