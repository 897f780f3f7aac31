import pc from 'picocolors'
import { mutants } from '../../mutants/index.ts'
import { replayLine, run, seqOf, shippedScenario } from '../../scenarios/index.ts'
import { table } from './columns.ts'
import { counted } from './counted.ts'
import { handsOf, openCrew } from './crew.ts'
import type { Edges, ExitCode, Lang } from './edges.ts'
import { mutantNamed, partsOf } from './firmware.ts'
import type { Hunt } from './hunt.ts'
import { leftCase, leftLines, listenForInterrupt } from './interrupt.ts'
import type { Case } from './junit.ts'
import { junit } from './junit.ts'
import { startProgress } from './progress.ts'
import { shareOut } from './share-out.ts'

interface MutantsFlags {
  readonly jobs: number
  readonly format: 'text' | 'json' | 'junit'
  readonly lang: Lang
}

/** A hunt as the command line tells it. */
export interface Caught extends Hunt {
  /** The event at which the invariant broke, -1 when none did. */
  readonly atSeq: number
  /** The command that plays what shows it; '' when nothing does. */
  readonly replay: string
}

/** Looks for each mutant; 1 when one was not found, or when the product did not bear what was tried on it. */
export async function mutantsCommand(names: readonly string[], flags: MutantsFlags, edges: Edges): Promise<ExitCode> {
  const wanted = names.length === 0 ? mutants : names.map(mutantNamed)
  const crew = openCrew(flags.jobs)
  const progress = startProgress(wanted.length, edges)
  const isInterrupted = listenForInterrupt(edges)
  let hunts: readonly Caught[]
  try {
    hunts = await shareOut(
      wanted,
      handsOf(crew),
      () => !isInterrupted(),
      async ({ name }, _, hand) => {
        const caught = await hand.hunt(name)
        progress.at(name)
        return withReplay(caught, edges)
      },
    )
  } finally {
    progress.end()
    await crew.close()
  }
  const left = wanted.slice(hunts.length).map(({ name }) => name)
  const head = flags.lang === 'zh' ? '未完成：被中断，未尝试：' : 'incomplete: interrupted, not tried: '
  if (flags.format === 'json') edges.out(`${JSON.stringify(hunts, null, 2)}\n`)
  else if (flags.format === 'junit')
    edges.out(junit('droporder mutants', [...hunts.map(caseOf), ...left.map(leftCase)]))
  else edges.out(`${[...lines(hunts, flags.lang, edges), ...leftLines(head, left, edges)].join('\n')}\n`)
  return left.length === 0 && hunts.every(isCaught) ? 0 : 1
}

/** Found, and only on the mutant. */
function isCaught({ depth, ours }: Hunt): boolean {
  return depth >= 0 && ours.length === 0
}

function withReplay(caught: Hunt, { command }: Edges): Caught {
  const { scenario, schedule, name, depth, invariant } = caught
  if (depth < 0) return { ...caught, atSeq: -1, replay: '' }
  const faults = schedule.join('; ')
  const played = run(shippedScenario(scenario), { faults, ...partsOf(name), trace: false })
  return {
    ...caught,
    atSeq: seqOf(played, invariant),
    replay: replayLine(scenario, faults, { command, firmwareName: name }),
  }
}

/** It fails when nothing catches the mutant, or when the product does not bear the hunt. */
function caseOf({ name, depth, ours, wallMs }: Hunt): Case {
  const missed = depth < 0 ? [{ kind: 'not found', message: 'no schedule that was tried shows it', text: '' }] : []
  const broken = ours.map((schedule) => {
    return { kind: 'product', message: `the product does not bear ${schedule}`, text: '' }
  })
  return { name, seconds: wallMs / 1000, failures: [...missed, ...broken] }
}

function lines(hunts: readonly Caught[], lang: Lang, { colour }: Edges): string[] {
  const zh = lang === 'zh'
  const colours = pc.createColors(colour)
  const rows = hunts.map(({ name, invariant, depth, schedules, wallMs }) => [
    name,
    depth < 0 ? colours.red(zh ? '未发现' : 'not found') : invariant,
    depth < 0 ? '' : `${depth}`,
    `${schedules}`,
    `${(wallMs / 1000).toFixed(1)} s`,
  ])
  const head = zh ? ['变异体', '不变式', '故障数', '尝试', '时间'] : ['mutant', 'invariant', 'faults', 'tried', 'time']
  const details = hunts.flatMap(({ name, title, schedule, replay }) => [
    '',
    `${colours.bold(name)}: ${title[lang]}`,
    `  ${schedule.length === 0 ? (zh ? '无需故障' : 'without any fault') : schedule.join('; ')}`,
    `  ${replay}`,
  ])
  const ours = hunts.flatMap(({ ours: broken }) => broken)
  const notBorne = ours.map((schedule) =>
    colours.red(`${zh ? '本产品也不成立：' : 'our own does not bear: '}${schedule}`),
  )
  const caught = hunts.filter(isCaught).length
  const sum = zh
    ? `${hunts.length} 个变异体，发现 ${caught} 个`
    : `${counted(hunts.length, 'mutant')}, ${caught} caught`
  return [
    ...table([head, ...rows]),
    ...details,
    '',
    ...notBorne,
    caught === hunts.length ? colours.green(sum) : colours.red(sum),
  ]
}
