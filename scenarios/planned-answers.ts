import { promptChoices } from '../terminal/index.ts'
import { quote, suggest } from './nearest.ts'
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
  // The cancel key is there at every prompt; the supervisor's menu changes with what there is to do.
  const known = [...allowed, 'cancel', ...(prompt === 'supervisor' ? EVERY_CHOICE : [])]
  const wrong = choices.find((choice) => !known.includes(choice))
  if (wrong === undefined) return
  const message = `${quote(wrong)} is no choice at ${prompt}`
  throw new UsageError('VALUE_UNKNOWN', message, suggest(wrong, known), yaml.placeOf(path))
}

const EVERY_CHOICE = [...new Set(Object.values(promptChoices).flat()), 'clear', 'accept', 'decline']
