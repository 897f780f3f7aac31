import pc from 'picocolors'
import { panHashOf } from '../../host/index.ts'
import type { Difference, FullRun, RunResult, Scenario, Violation } from '../../scenarios/index.ts'
import { probeCard } from '../../scenarios/index.ts'
import { hanging, padTo, setIn, table, widthOf } from './columns.ts'
import { counted } from './counted.ts'
import type { Edges, Lang } from './edges.ts'
import { accountsTable, amountText, outcomeText, salesTable } from './money.ts'
import { wordFor } from './trace-words.ts'

/** Everything below the ladder: the money, what the judge says, what was expected, and the line that replays it. */
export function drawReport(
  scenario: Pick<Scenario, 'startAtMs' | 'cards'>,
  { result: played, books, trace }: FullRun,
  lang: Lang,
  edges: Pick<Edges, 'colour' | 'columns'>,
): string[] {
  const zh = lang === 'zh'
  const colours = pc.createColors(edges.colour)
  const bold = (text: string) => colours.bold(text)
  const titled = (title: string, text: string) => {
    const [first = '', ...more] = hanging(`${title}  ${text}`, edges.columns)
    return [first.replace(title, bold), ...more]
  }
  const { violations, differences, expected, schedule, fired } = played
  return [
    bold(zh ? '资金' : 'Money'),
    ...salesTable(played.sales, lang),
    '',
    ...accountsTable(books, scenario.cards, lang),
    ...(isProbePaid(books)
      ? [zh ? '（账户含每次运行末尾的试刷 0.07）' : '(the accounts include the probe sale of 0.07 that ends every run)']
      : []),
    '',
    ...titled(zh ? '故障' : 'Faults', schedule.length === 0 ? (zh ? '无' : 'none') : schedule.join('; ')),
    ...struckLines(fired, scenario.startAtMs, zh),
    ...differences.flatMap((difference) => titled(zh ? '差额' : 'Difference', differenceText(difference, lang))),
    ...violations.flatMap((violation) => {
      const { invariant, atSeq } = violation
      const atMs = (trace.find(({ seq }) => seq === atSeq)?.atMs ?? scenario.startAtMs) - scenario.startAtMs
      const said = violationText(violation, lang)
      return hanging(`${invariant} @${atSeq} (${secondsText(atMs)})  ${said}`, edges.columns).map(colours.red)
    }),
    ...expected.missed.flatMap(({ path, wanted, got }) =>
      hanging(
        zh ? `期望不符 ${path}：应为 ${wanted}，实为 ${got}` : `missed ${path}: expected ${wanted}, got ${got}`,
        edges.columns,
      ).map(colours.red),
    ),
    `${bold(zh ? '判定' : 'Verdict')} ${verdictText(played, lang, edges)}`,
    `${bold(zh ? '重放' : 'Replay')}  ${played.replay}`,
  ]
}

/** What the judge found, in the language asked for. */
export function violationText({ message, messageZh }: Violation, lang: Lang): string {
  return lang === 'zh' ? messageZh : message
}

function isProbePaid({ accounts }: FullRun['books']): boolean {
  return (accounts[`cardholder:${panHashOf(probeCard.pan)}`] ?? 0) !== 0
}

/** When each fault struck; one that strikes again and again only at first. */
function struckLines(fired: RunResult['fired'], startAtMs: number, zh: boolean): string[] {
  const lines = fired.slice(0, MOST_STRUCK).map(({ fault, atMs }) => {
    return `        ${zh ? '发生于' : 'struck at'} ${secondsText(atMs - startAtMs)}: ${fault}`
  })
  const more = fired.length - lines.length
  if (more > 0) lines.push(zh ? `        另有 ${more} 次` : `        and ${more} more`)
  return lines
}
const MOST_STRUCK = 20

/** How much, why, whose it is, who holds it and where it was announced. */
function differenceText({ cause, amountMinor, owedTo, heldBy, announcedIn }: Difference, lang: Lang): string {
  const [why, whose, holder, where] = [cause, owedTo, heldBy, announcedIn].map((name) => wordFor(name, lang))
  const named = why === cause ? cause : `${cause}, ${why}`
  const amount = amountText(amountMinor)
  return lang === 'zh'
    ? `${amount} ${why}（${cause}）：应归${whose}，现由${holder}持有，见于${where}`
    : `${amount} ${named}: owed to the ${whose}, held by the ${holder}, announced in ${where}`
}

/** `held` in green or `violated` in red, with how much was checked. */
function verdictText(
  { verdict, violations, checked, expected }: RunResult,
  lang: Lang,
  edges: Pick<Edges, 'colour' | 'columns'>,
): string {
  const colours = pc.createColors(edges.colour)
  const invariants = Object.values(checked).filter((times) => times > 0).length
  const zh = lang === 'zh'
  const counts = zh
    ? `（核对了 ${invariants} 条规则，${expected.checked} 项期望）`
    : ` (${invariants} invariants and ${expected.checked} expectations checked)`
  if (verdict === 'held') return colours.green(zh ? `成立${counts}` : `held${counts}`)
  const onlyMissed = violations.length === 0
  const why = onlyMissed
    ? zh
      ? '：规则均成立，期望不符'
      : ': no invariant is broken, but an expectation is missed'
    : ''
  return colours.red(zh ? `不成立${counts}${why}` : `violated${counts}${why}`)
}

/** One line a scenario, and a last line that counts. */
export function verdictTable(
  results: readonly RunResult[],
  lang: Lang,
  edges: Pick<Edges, 'colour' | 'columns'>,
): string[] {
  const zh = lang === 'zh'
  const colours = pc.createColors(edges.colour)
  const rows = results.map(({ id, verdict, sales }) => [
    id,
    verdict === 'held' ? colours.green(zh ? '成立' : 'held') : colours.red(zh ? '不成立' : 'violated'),
    sales.map(({ outcome }) => outcomeText(outcome, lang)).join(zh ? '，' : ', '),
  ])
  const notes = results.map(({ differences, violations, expected }) =>
    [
      ...violations.map(({ invariant }) => invariant),
      ...expected.missed.map(({ path }) => path),
      ...differences.map(({ cause, amountMinor }) => `${zh ? wordFor(cause, lang) : cause} ${amountText(amountMinor)}`),
    ].join(' '),
  )
  const held = results.filter(({ verdict }) => verdict === 'held').length
  const head = zh ? ['场景', '判定', '交易结果'] : ['scenario', 'verdict', 'sales']
  const lines = table([head, ...rows])
  return [
    ...[zh ? '违例与差额' : 'violations, differences', ...notes].flatMap((note, row) =>
      beside(lines[row] ?? '', note, edges.columns),
    ),
    '',
    zh
      ? `${results.length} 个场景，${held} 个成立，${results.length - held} 个不成立`
      : `${counted(results.length, 'scenario')}: ${held} held, ${results.length - held} violated`,
  ]
}

/** A note at the end of a line if the page has room for it, below the line otherwise. */
function beside(line: string, note: string, columns: number): string[] {
  if (note === '') return [line]
  const both = `${padTo(line, NOTES_AT)}  ${note}`
  return widthOf(both) <= columns ? [both] : [line, ...setIn(note, columns)]
}

/** Behind two sales of a scenario with a long name. */
const NOTES_AT = 67

/** Virtual milliseconds as seconds with three decimals. */
function secondsText(ms: number): string {
  return `${(ms / 1000).toFixed(3)} s`
}
