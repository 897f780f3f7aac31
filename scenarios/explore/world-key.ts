import { TextHash } from '../hash.ts'
import type { Play } from '../play.ts'

/**
 * A fingerprint of all that decides how a play goes on and how it will be judged: the devices, both machines, what is in
 * flight, the queue with times from now, the people's place on their list, the paper, the judge's memory. Counters of
 * occurrences and what the clock on the wall shows are left out, and trace numbers count from the latest. `lasting` is what
 * the schedule still does.
 *
 * Working keys are drawn: which they are says nothing, whether both sides have the same one does. Of trace numbers, marked
 * with `#`, it counts how far they are from each other, as every new one is one more than the last.
 */
export function worldKey(play: Pick<Play, 'state'>, lasting: string): string {
  const lines = play.state().map(readLine)
  const names = new Map<string, number>()
  let latest = 0
  for (const { drawn } of lines) for (const one of drawn) if (typeof one === 'number' && one > latest) latest = one
  const hash = new TextHash()
  for (const { rest, drawn } of lines) {
    hash.add(rest)
    for (const one of drawn) hash.add(typeof one === 'number' ? ` ${latest - one}` : ` key ${numberOf(names, one)}`)
  }
  hash.add(lasting)
  return hash.value()
}

/** The key's number among those that were named before it. */
function numberOf(names: Map<string, number>, key: string): number {
  const number = names.get(key) ?? names.size
  names.set(key, number)
  return number
}

/** A line of a state without what was drawn or counted, as a fingerprint, and that in the order in which it stands there. */
interface Line {
  readonly rest: string
  /** Trace numbers and names of keys. */
  readonly drawn: readonly (number | string)[]
}

/** From one world to the next most lines stay as they are. */
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
  const drawn: (number | string)[] = []
  const rest = text.replace(/#(\d{6})|\bkey:[0-9A-F]{8}/g, (name, stan: string | undefined) => {
    drawn.push(stan === undefined ? name : Number(stan))
    return stan === undefined ? '<key>' : '<#>'
  })
  const hash = new TextHash()
  hash.add(rest)
  return { rest: hash.value(), drawn }
}
