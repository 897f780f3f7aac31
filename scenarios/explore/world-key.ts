import { TextHash } from '../hash.ts'
import type { Play } from '../play.ts'

/**
 * A fingerprint of all that decides how a play goes on and how it will be judged: the devices, both machines, what is in
 * flight, the queue with times from now, the people's place on their list, the paper, the judge's memory. Counters of
 * occurrences and what the clock on the wall shows are left out, and trace numbers count from the latest. `lasting` is what
 * the schedule still does.
 */
export function worldKey(play: Pick<Play, 'state'>, lasting: string): string {
  const hash = new TextHash()
  hash.add(renamed(play.state()))
  hash.add(lasting)
  return hash.value()
}

/**
 * Working keys are drawn: which they are says nothing, whether both sides have the same one does. Of trace numbers, marked
 * with `#`, it counts how far they are from each other, as every new one is one more than the last.
 */
function renamed(text: string): string {
  const names = new Map<string, string>()
  let latest = 0
  for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
    const stan = Number(text.slice(at + 1, at + 7))
    if (stan > latest) latest = stan
  }
  return text.replace(/#(\d{6})|\bkey:[0-9A-F]{8}/g, (drawn, stan: string | undefined) => {
    if (stan !== undefined) return `#${latest - Number(stan)}`
    const name = names.get(drawn) ?? `key ${names.size}`
    names.set(drawn, name)
    return name
  })
}
