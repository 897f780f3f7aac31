import type { Decide, Random } from '../../sim/index.ts'
import type { Fault } from '../fault.ts'
import { readFault } from '../fault.ts'
import { offeredTexts } from '../offer.ts'
import { familyOf, faultAt, pointFamilies } from '../point.ts'
import type { Scenario } from '../scenario.ts'
import { one } from './draw.ts'

/**
 * Decides by chance what goes wrong in one run: it draws first which families of points are in trouble at all, how often,
 * with which of their faults, and how many faults there will be; then each of them as the run comes by.
 */
export function throwDice(random: Random, scenario: Scenario): Decide {
  const rates = drawRates(random)
  const isBelieved = scenario.switches.terminal['declineMac'] === 'ignore'
  let left = 1 + random.next(MOST_FAULTS)
  return (point, _, offered) => {
    const family = familyOf(point)
    const rate = family === undefined ? undefined : rates.get(family.stem)
    if (left === 0 || rate === undefined || random.next(rate.oneIn) !== 0) return 'pass'
    const texts = offeredTexts(point, offered).filter((text) => {
      return rate.faults.has(nameOf(text)) && !(isBelieved && isForgery(point, text))
    })
    if (texts.length === 0) return 'pass'
    left -= 1
    return withOtherTimes(random, point, one(random, texts))
  }
}

interface Rate {
  readonly oneIn: number
  readonly faults: ReadonlySet<string>
}

/** A third of the families, each with its own rate and half of its faults. */
function drawRates(random: Random): ReadonlyMap<string, Rate> {
  const rates = new Map<string, Rate>()
  for (const { stem, faults } of pointFamilies) {
    const isIn = random.next(3) === 0
    const oneIn = one(random, [2, 8, 32, 128])
    const names = faults.filter(() => random.next(2) === 0).map(({ name }) => name)
    if (isIn) rates.set(stem, { oneIn, faults: new Set(names) })
  }
  return rates
}

/**
 * Who believes a decline without a right MAC loses money to whoever forges one: S8 says so, and that is known. Such a
 * terminal is not given forged answers.
 */
function isForgery(point: string, text: string): boolean {
  return point.startsWith('link.response') && FORGERIES.has(nameOf(text))
}

/** Half of the times that a fault is given are others than those of its classes. */
function withOtherTimes(random: Random, point: string, text: string): string {
  const call = readFault(text)
  const fault = faultAt(point, text)
  if (call === undefined || fault === undefined || call.values.length === 0) return text
  const values = call.values.map((value, at) =>
    isTime(fault, at) && random.next(2) === 0 ? `${one(random, TIMES_MS)}` : value,
  )
  return `${call.name}(${values.join(',')})`
}

function isTime(fault: Fault, at: number): boolean {
  return fault.arguments[at]?.kind === 'ms'
}

function nameOf(text: string): string {
  return readFault(text)?.name ?? text
}

const FORGERIES: ReadonlySet<string> = new Set(['tamper', 'corrupt'])
const TIMES_MS = [1, 100, 900, 3000, 12_000, 29_000, 59_000, 61_000, 90_000, 600_000]
const MOST_FAULTS = 6
