/** What a slip is about, by its TYPE line. */
export type SlipType = 'approval' | 'void' | 'cancelled' | 'reversed' | 'pending' | 'cleared' | 'other'

/** One slip as it came out of the printer, read by its printed labels. A reprint is a slip of its own. */
export interface Slip {
  readonly job: number
  type: SlipType | undefined
  batch: string
  stan: string
  merchantNo: string
  maskedPan: string
  amountMinor: number | undefined
  copy: 'M' | 'C' | ''
  /** Marked as a duplicate. */
  marked: boolean
  /** It ended with its end mark. */
  complete: boolean
  /** Named by a violation already: counts as if it were not there. */
  condemned: boolean
  lines: number
}

export function newSlip(job: number): Slip {
  return {
    job,
    type: undefined,
    batch: '',
    stan: '',
    merchantNo: '',
    maskedPan: '',
    amountMinor: undefined,
    copy: '',
    marked: false,
    complete: false,
    condemned: false,
    lines: 0,
  }
}

/** Adds one printed line to a slip. Lines that have no label of ours say nothing. */
export function readLine(slip: Slip, text: string): void {
  slip.lines += 1
  const colon = text.indexOf(':')
  if (colon >= 0) {
    labels.get(text.slice(0, colon))?.(slip, text.slice(colon + 1).trim())
    return
  }
  const line = text.trim()
  const end = END_MARK.exec(line)
  if (end !== null) {
    slip.complete = true
    if (slip.stan === '') slip.stan = end[1] as string
    slip.copy = end[2] as 'M' | 'C'
  } else if (line.includes('DUPLICATE')) slip.marked = true
  else if (line.endsWith('MERCHANT COPY')) slip.copy = 'M'
  else if (line.endsWith('CARDHOLDER COPY')) slip.copy = 'C'
}

/** A line that can only stand at the end of a slip: it may come in a print job of its own. */
export function isEndMark(text: string): boolean {
  return text.includes('*** ') && END_MARK.test(text.trim())
}

/** A line with which a new slip begins. */
export function opensSlip(text: string): boolean {
  return text.includes(MERCHANT_LABEL)
}

const MERCHANT_LABEL = '商户编号 MERCHANT NO'
const END_MARK = /^\*\*\* 完 END (\d{6}) ([MC]) \*\*\*$/

const types: readonly (readonly [ends: string, type: SlipType])[] = [
  ['VOID', 'void'],
  ['SALE', 'approval'],
  ['CANCELLED', 'cancelled'],
  ['REVERSED', 'reversed'],
  ['PENDING', 'pending'],
  ['CLEARED', 'cleared'],
]

const labels: ReadonlyMap<string, (slip: Slip, value: string) => void> = new Map([
  [
    MERCHANT_LABEL,
    (slip: Slip, value: string) => {
      slip.merchantNo = value
    },
  ],
  [
    '卡号 CARD NO',
    (slip, value) => {
      slip.maskedPan = value.split(' ')[0] as string
    },
  ],
  [
    '交易类型 TYPE',
    (slip, value) => {
      slip.type = types.find(([ends]) => value.endsWith(ends))?.[1] ?? 'other'
    },
  ],
  [
    '批次号 BATCH NO',
    (slip, value) => {
      slip.batch = value
    },
  ],
  [
    '凭证号 TRACE NO',
    (slip, value) => {
      slip.stan = value
    },
  ],
  [
    '金额 AMOUNT',
    (slip, value) => {
      slip.amountMinor = minorOf(value)
    },
  ],
])

/** `CNY 1,128.00` in minor units; undefined when it is no amount. */
function minorOf(value: string): number | undefined {
  const found = /^(?:[A-Z]{3} )?(\d[\d,]*)\.(\d{2})$/.exec(value)
  return found === null ? undefined : Number(`${found[1]?.replaceAll(',', '')}${found[2]}`)
}
