import { TextHash } from '../hash.ts'
import type { Play } from '../play.ts'
import { worldText } from './worlds.ts'

/**
 * A fingerprint, 64 bits in four characters, of all that decides how a play goes on and how it will be judged: the devices, both machines, what is in
 * flight, the queue with times from now, the people's place on their list, the paper, the judge's memory. Counters of
 * occurrences and what the clock on the wall shows are left out, and trace numbers count from the latest. `lasting` is what
 * the schedule still does.
 *
 * Working keys are drawn: which they are says nothing, whether both sides have the same one does. Of trace numbers, marked
 * with `#`, it counts how far they are from each other, as every new one is one more than the last.
 */
export function worldKey(play: Pick<Play, 'state'>, lasting: string): string {
  const lines = play.state().map(readLineAt)
  let latest = 0
  for (const { stans } of lines) for (const stan of stans) if (stan > latest) latest = stan
  const keys: string[] = []
  let count = 0
  const put = (number: number) => {
    if (count === numbers.length) numbers = widened(numbers)
    numbers[count] = number
    count += 1
  }
  for (const line of lines) {
    for (const part of line.rest) put(part)
    for (const stan of line.stans) put(latest - stan)
    for (const key of line.keys) put(numberOf(keys, key))
  }
  const hash = new TextHash()
  hash.addNumbers(numbers, count)
  hash.add(lasting)
  return worldText(...hash.pair())
}

/** Room for what one world consists of, used again for the next. */
let numbers: Int32Array = new Int32Array(256)

function widened(narrow: Int32Array): Int32Array {
  const wider = new Int32Array(2 * narrow.length)
  wider.set(narrow)
  return wider
}

/** The key's number among those that were named before it. */
function numberOf(keys: string[], key: string): number {
  const known = keys.indexOf(key)
  return known < 0 ? keys.push(key) - 1 : known
}

/** A line of a state: its fingerprint without what was drawn or counted, and that in the order in which it stands there. */
interface Line {
  readonly rest: readonly number[]
  readonly stans: readonly number[]
  readonly keys: readonly string[]
}

/** From one world to the next most lines stay as they are, and where they are. */
function readLineAt(text: string, place: number): Line {
  const last = latest[place]
  if (last?.text === text) return last.line
  const line = readLine(text)
  latest[place] = { text, line }
  return line
}
const latest: { readonly text: string; readonly line: Line }[] = []

function readLine(text: string): Line {
  let line = known.get(text)
  if (line === undefined) {
    line = newLine(text)
    if (known.size >= LINES_KEPT) known.clear()
    known.set(text, line)
  }
  return line
}
const known = new Map<string, Line>()
const LINES_KEPT = 20_000

function newLine(text: string): Line {
  const stans: number[] = []
  const keys: string[] = []
  const rest = text.replace(/#(\d{6})|\bkey:[0-9A-F]{8}/g, (name, stan: string | undefined) => {
    if (stan === undefined) keys.push(name)
    else stans.push(Number(stan))
    return stan === undefined ? '<key>' : '<#>'
  })
  const hash = new TextHash()
  hash.add(rest)
  return { rest: hash.numbers(), stans, keys }
}
