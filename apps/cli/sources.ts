import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import type { Profile, Scenario } from '../../scenarios/index.ts'
import {
  catalogue,
  holdsPan,
  isPrintable,
  loadProfile,
  loadScenario,
  profiles,
  quote,
  shippedProfile,
  shippedScenario,
  suggest,
} from '../../scenarios/index.ts'
import { CommandError } from './command-error.ts'

/** Largest YAML file that is read at all; the loader has tighter bounds of its own. */
const LARGEST_FILE_BYTES = 1_048_576

/** A scenario, and the file it came from where it is no shipped one. */
export interface Source {
  readonly scenario: Scenario
  readonly scenarioFile?: string
}

/** Scenarios by id, by file or by tag, each once; nothing at all means the whole catalogue. */
export function scenariosNamed(names: readonly string[], tag?: string, profile?: Profile): Source[] {
  const all = Object.values(catalogue).map((scenario) => ({ scenario }))
  const tagged = tag === undefined ? [] : all.filter(({ scenario }) => scenario.tags.includes(tag))
  if (tag !== undefined && tagged.length === 0) {
    const tags = [...new Set(all.flatMap(({ scenario }) => scenario.tags))].sort()
    throw new CommandError('TAG_UNKNOWN', `no scenario has the tag ${quote(tag)}`, suggest(tag, tags, 'tags'))
  }
  if (names.length === 0) return tag === undefined ? all : tagged
  const others = [...new Set(names)].filter((name) => !tagged.some(({ scenario }) => scenario.id === name))
  return [...tagged, ...others.map((name) => scenarioNamed(name, profile))]
}

/** One scenario by id, or from a file when the name looks like one; `profile` brings cards that it may use. */
export function scenarioNamed(name: string, profile?: Profile): Source {
  if (!looksLikeFile(name)) return { scenario: shippedScenario(name) }
  return { scenario: loadScenario(textOf(name), name, profile?.cards ?? []), scenarioFile: name }
}

/** A shipped profile by name, or one from a file. */
export function profileNamed(name: string): Profile {
  if (profiles[name] !== undefined || !looksLikeFile(name)) return shippedProfile(name)
  return loadProfile(textOf(name), name)
}

const looksLikeFile = (name: string) => /\.ya?ml$/i.test(name) || /[\\/]/.test(name)

function textOf(file: string): string {
  // The name stands in every error and in the replay line.
  if (holdsPan(file, []))
    throw new CommandError('FILE_UNFIT', `${quote(file)}: a card number stands in the name`, 'call the file otherwise')
  if (!isPrintable(file))
    throw new CommandError(
      'FILE_UNFIT',
      `${quote(file)}: a control character stands in the name`,
      'call the file otherwise',
    )
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat === undefined)
    throw new CommandError('FILE_MISSING', `${file}: no such file`, 'paths count from the current folder')
  if (!stat.isFile()) throw new CommandError('FILE_UNFIT', `${file}: not a file`, 'give a YAML file')
  if (stat.size > LARGEST_FILE_BYTES)
    throw new CommandError('FILE_UNFIT', `${file}: ${stat.size} bytes`, `at most ${LARGEST_FILE_BYTES} bytes are read`)
  const bytes = readFileSync(file)
  if (!isUtf8(bytes))
    throw new CommandError('FILE_UNFIT', `${file}:${lineOfGarbage(bytes)}: not UTF-8`, 'save the file as UTF-8')
  return UTF8.decode(bytes)
}

/** Leaves a byte order mark away. */
const UTF8 = new TextDecoder()

/** The first line, counted from 1, with bytes that are no text. A line end is no part of any other character. */
function lineOfGarbage(bytes: Uint8Array): number {
  let line = 1
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start)
    const stop = end < 0 ? bytes.length : end
    if (!isUtf8(bytes.subarray(start, stop))) break
    start = stop + 1
  }
  return line
}
