import { TextHash } from '../hash.ts'
import type { Play } from '../play.ts'

/**
 * A fingerprint of all that decides how a play goes on and how it will be judged: the devices, both machines, what is in
 * flight, the queue with times from now, the people's place on their list, the paper, the judge's memory. Counters of
 * occurrences and what the clock on the wall shows are left out. `lasting` is what the schedule still does.
 */
export function worldKey(play: Play, lasting: string): string {
  const hash = new TextHash()
  hash.add(renamed(play.state()))
  hash.add(lasting)
  return hash.value()
}

/** Working keys are drawn: which they are says nothing, whether both sides have the same one does. */
function renamed(text: string): string {
  const names = new Map<string, string>()
  return text.replace(/\bkey:[0-9A-F]{8}/g, (drawn) => {
    const name = names.get(drawn) ?? `key ${names.size}`
    names.set(drawn, name)
    return name
  })
}
