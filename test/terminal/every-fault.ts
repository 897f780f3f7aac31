import type { StreetOptions } from './street.ts'
import { mend, Street } from './street.ts'

export interface Ended {
  readonly faults: Readonly<Record<string, string>>
  readonly problems: readonly string[]
  readonly points: readonly {
    readonly point: string
    readonly occurrence: number
    readonly faults: readonly string[]
  }[]
  readonly lastFaultAt: number
}

const AMOUNT_MINOR = 12800
const PROBE_MINOR = 777

/** A sale under these faults; then the world heals, the clerk gives the usual answers, and a second sale must be approved. */
export function play(faults: Readonly<Record<string, string>>, options: StreetOptions = {}): Ended {
  const street = new Street({ ...options, faults, keepPoints: true })
  const problems: string[] = []
  let step = 'sale'
  try {
    attempt(street)
    step = 'healing'
    street.world.heal()
    street.passMs(30_000)
    street.finish()
    step = 'probe'
    street.printer.loadPaper()
    street.sell(PROBE_MINOR)
    // Whatever is still under way comes to its end.
    street.passMs(70_000)
    judge(street, problems)
  } catch (error) {
    problems.push(`${step}: ${(error as Error).message}`)
  }
  const struck = street.world.fired
  const lastFaultAt = struck.length === 0 ? -1 : struck.at(-1)!.atSeq
  const points = street.world.points.filter((visit) => visit.atSeq > lastFaultAt)
  if (struck.length < Object.keys(faults).length) problems.push('never struck')
  return { faults, problems, points, lastFaultAt }
}

/** The clerk tries until the sale is past the PIN once; a power cut takes it out of his hands. */
function attempt(street: Street): void {
  const card = street.card()
  const began = street.world.clock.now()
  let typed = false
  while (!typed || street.display.current?.name !== 'idle') {
    const prompt = street.display.current
    if (prompt?.name === 'idle') street.press('sale')
    else if (prompt?.asks === 'amount') street.keypad.typeAmount(AMOUNT_MINOR)
    else if (prompt?.asks === 'card') street.reader.present({ ...card, entryMode: 'swiped' }, card.alias)
    else if (prompt?.asks === 'pin') {
      street.keypad.typePin('')
      typed = true
    } else if (prompt?.asks === 'choice' && !stuck(street, prompt.name)) street.press(prompt.choices[0]!)
    if (street.world.clock.now() - began > 1_500_000) return
    street.passMs(1000)
  }
}

function stuck(street: Street, name: string): boolean {
  mend(street, name)
  return name === 'blocked'
}

function judge(street: Street, problems: string[]): void {
  const told = new Map<string, string[]>()
  for (const { lane, data } of street.events) {
    if (lane !== 'screen') continue
    const { name, values } = data as { name: string; values: Record<string, unknown> }
    if (!OUTCOMES.has(name)) continue
    const key = `${values['stan']}:${values['amountMinor']}`
    told.set(key, [...(told.get(key) ?? []), name])
  }
  const paper = slips(street.paper())
  const keys = new Map<string, string>()
  for (const slip of paper) {
    if (slip.copy === 'C' || !slip.complete) continue
    keys.set(slip.stan, slip.approved ? `approved ${slip.amountMinor}` : 'taken back')
  }
  let believedMinor = 0
  for (const text of keys.values()) if (text.startsWith('approved')) believedMinor += Number(text.slice(9))
  // What the clearing lost is the merchant's all the same: the list of exceptions says so.
  const owed = street.store.books().exceptions.filter(({ owedTo }) => owedTo === 'merchant')
  const merchantMinor = owed.reduce((sum, { amountMinor }) => sum + amountMinor, street.merchantMinor())
  if (believedMinor !== merchantMinor) problems.push(`paper says ${believedMinor}, the merchant's is ${merchantMinor}`)
  for (const [key, names] of told) {
    const distinct = [...new Set(names)]
    const fine =
      distinct.length === 1 ||
      distinct.join() === 'cancelled,reversed' ||
      distinct.join() === 'approved,cancelled,reversed'
    if (!fine && !key.startsWith('NaN')) problems.push(`told of ${key}: ${names.join(', ')}`)
  }
  const unmarked = paper
    .filter((slip) => slip.approved && slip.complete && !slip.marked)
    .map((slip) => slip.stan + slip.copy)
  if (new Set(unmarked).size !== unmarked.length) problems.push('two complete unmarked copies alike')
  if (!keys.has(lastStan(street))) problems.push('the probe has no complete slip')
}

function lastStan(street: Street): string {
  const shown = street.events.filter(({ lane, data }) => lane === 'screen' && data['name'] === 'approved')
  return String((shown.at(-1)?.data['values'] as Record<string, unknown> | undefined)?.['stan'])
}

const OUTCOMES = new Set(['approved', 'declined', 'reversed', 'cancelled', 'connectFailed', 'storageFull', 'cleared'])

function slips(lines: readonly string[]) {
  const found: {
    stan: string
    amountMinor: number
    approved: boolean
    marked: boolean
    copy: string
    complete: boolean
  }[] = []
  for (const line of lines) {
    if (line.startsWith('商户编号'))
      found.push({ stan: '', amountMinor: 0, approved: false, marked: false, copy: '', complete: false })
    const slip = found.at(-1)
    if (slip === undefined) continue
    if (line.startsWith('凭证号')) slip.stan = line.slice(-6)
    if (line.startsWith('金额')) slip.amountMinor = Number(line.slice(line.indexOf('CNY ') + 4).replace('.', ''))
    if (line.includes('消费 SALE')) slip.approved = true
    if (line.startsWith('重打印')) slip.marked = true
    const end = /^\*\*\* 完 END \d{6} ([MC]) \*\*\*$/.exec(line)
    if (end) {
      slip.complete = true
      slip.copy = end[1]!
    }
  }
  return found
}
