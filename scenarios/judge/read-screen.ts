import type { WorldEvent } from '../../sim/index.ts'
import type { Court } from './court.ts'
import type { Dispatch } from './dispatch.ts'
import { findMatter } from './docket.ts'
import { finalPrompts, namedBlocks, paperTrouble } from './prompts.ts'
import type { ShownPrompt } from './rules.ts'

/** Reads the lane `screen`: what the people were told. */
export function readScreen(court: Court, dispatch: Dispatch, event: WorldEvent): void {
  const { data } = event
  const values = (data['values'] ?? {}) as ShownPrompt['values']
  const stan = String(values['stan'] ?? '')
  const batch = String(values['batch'] ?? '')
  const matter = findMatter(court.docket, batch, stan)
  const prompt: ShownPrompt = {
    name: String(data['name']),
    key: stan === '' ? '' : `${batch}/${stan}`,
    tone: data['tone'] as ShownPrompt['tone'],
    asks: String(data['asks']),
    choices: (data['choices'] ?? []) as readonly string[],
    values,
  }
  const isCondemned = dispatch.shown(court, prompt, matter)
  const { scene } = court.docket
  scene.prompt = prompt.name
  scene.promptAsks = prompt.asks
  scene.promptMatter = matter
  scene.promptAtMs = court.event.atMs
  if (scene.probeWanted && namedBlocks.has(prompt.name)) scene.probeBlocked = true
  if (matter === undefined || isCondemned) return
  if (paperTrouble.has(prompt.name)) matter.trouble.printer = true
  const outcome = finalPrompts.get(prompt.name)
  if (outcome === undefined) return
  if (matter.told.at(-1) !== outcome) matter.told.push(outcome)
  matter.toldUncharged = outcome === 'reversed' && values['pending'] !== 1
}
