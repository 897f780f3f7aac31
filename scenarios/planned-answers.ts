import { promptChoices } from '../terminal/index.ts'
import { quote, suggest } from './nearest.ts'
import type { SaleStep, Step } from './step.ts'
import type { Place } from './usage-error.ts'
import { UsageError } from './usage-error.ts'
import type { YamlFile } from './yaml-file.ts'

/** Makes sure that every planned answer names a prompt that asks for a choice, and a choice that there is. */
export function checkPlannedAnswers(steps: readonly unknown[], yaml: YamlFile): void {
  for (const [index, step] of steps.entries()) {
    const { sale } = (typeof step === 'object' && step !== null ? step : {}) as { sale?: PlannedSale }
    for (const [prompt, planned] of Object.entries(sale?.answers ?? {}))
      checkAnswer(prompt, [planned].flat(), ['steps', index, 'sale', 'answers', prompt], yaml)
  }
}

interface PlannedSale {
  readonly answers?: Readonly<Record<string, string | readonly string[]>>
}

function checkAnswer(prompt: string, choices: readonly string[], path: readonly PropertyKey[], yaml: YamlFile): void {
  const allowed = promptChoices[prompt]
  if (allowed === undefined) {
    const hint = suggest(prompt, Object.keys(promptChoices), 'prompts with a choice')
    throw new UsageError('KEY_UNKNOWN', `no prompt ${quote(prompt)} asks for a choice`, hint, yaml.placeOf(path, 'key'))
  }
  // The supervisor's menu changes with what there is to do.
  const known = prompt === 'supervisor' ? [...new Set([...allowed, ...EVERY_CHOICE])] : allowed
  const wrong = choices.find((choice) => !known.includes(choice))
  if (wrong === undefined) return
  const message = `${quote(wrong)} is no choice at ${prompt}`
  throw new UsageError('VALUE_UNKNOWN', message, suggest(wrong, known), yaml.placeOf(path))
}

const EVERY_CHOICE = [...Object.values(promptChoices).flat(), 'clear', 'accept', 'decline']

/** Keeps where the answers of a step stand in the file, for the error when one is never given. */
export function rememberAnswers(step: SaleStep, path: readonly PropertyKey[], yaml: YamlFile): void {
  if (step.answers !== undefined) places.set(step, (prompt) => yaml.placeOf([...path, 'answers', prompt], 'key'))
}

/** Beside the steps: where one was written makes it no other one. */
const places = new WeakMap<SaleStep, (prompt: string) => Place>()

/** Prompts with a choice that came while a step was played, and how often its planned answer was given there. */
export type PromptsOfStep = ReadonlyMap<string, number>

/**
 * Throws ANSWER_UNUSED when a sale plans answers for a prompt and none of them was given: the run did not show what was
 * asked for. A second answer may be there for a prompt that must not come again.
 */
export function demandAnswers(steps: readonly Step[], came: ReadonlyMap<Step, PromptsOfStep>): void {
  for (const step of steps) {
    if (step.kind !== 'sale') continue
    for (const [prompt, planned] of Object.entries(step.answers ?? {})) {
      const prompts = came.get(step)
      if ((prompts?.get(prompt) ?? 0) === 0) throw unused(step, prompt, planned[0] ?? '', [...(prompts?.keys() ?? [])])
    }
  }
}

function unused(step: SaleStep, prompt: string, answer: string, came: readonly string[]): UsageError {
  const message = `never answered: ${quote(answer)} at ${prompt}`
  const hint = `prompts with a choice in this sale: ${came.length === 0 ? 'none' : came.join(', ')}`
  return new UsageError('ANSWER_UNUSED', message, hint, places.get(step)?.(prompt))
}
