// The table of design decisions that the rules enforce: who may know whom, and which words are ours.

/** What one folder may import. `'any'` stands for everything of that kind. */
export interface Room {
  /** Pure folders know neither Node nor the DOM, no clock and no chance. */
  readonly pure: boolean
  /** Folders of ours whose values it may use. */
  readonly values: readonly string[] | 'any'
  /** Folders of ours of which it may know the types only. */
  readonly typesOnly: readonly string[]
  /** Packages, by name; `node:` modules count as packages. */
  readonly packages: readonly string[] | 'any'
}

const pure = (values: readonly string[], packages: readonly string[]): Room => {
  return { pure: true, values, typesOnly: [], packages }
}
const free: Room = { pure: false, values: 'any', typesOnly: [], packages: 'any' }

export const ROOMS: Readonly<Record<string, Room>> = {
  protocol: pure([], ['des.js', '@noble/ciphers']),
  sim: pure([], []),
  terminal: pure(['protocol'], ['xstate', '@noble/ciphers']),
  host: pure(['protocol'], []),
  scenarios: pure(
    ['protocol', 'sim', 'terminal', 'host'],
    ['yaml', 'zod', 'xstate', 'fastest-levenshtein', 'string-width'],
  ),
  mutants: pure(['protocol', 'sim', 'terminal', 'host', 'scenarios'], ['xstate']),
  drivers: { pure: false, values: ['protocol'], typesOnly: ['terminal', 'host'], packages: 'any' },
  library: free,
  'apps/cli': free,
  'apps/trainer': free,
  scripts: free,
  test: free,
  '.': free,
}

/** Only these may import the folder on the left; folders not listed are open to all whom ROOMS allows. */
export const GUESTS: Readonly<Record<string, readonly string[]>> = {
  mutants: ['apps/cli', 'apps/trainer', 'test'],
  library: ['test'],
  'apps/cli': ['test'],
  'apps/trainer': ['test'],
  scripts: ['test'],
  test: [],
  '.': ['test'],
}

/** Folders that are entered by their `index.ts` only. */
export const DOORS: readonly string[] = ['protocol', 'sim', 'terminal', 'host', 'drivers', 'scenarios', 'mutants']

/** Tests and tools look behind the doors; everyone else enters a folder by its `index.ts`. */
export const ENTER_ANYWHERE: readonly string[] = ['test', 'scripts']

export const MAX_FILE_LINES = 300
export const MAX_FUNCTION_LINES = 70

/** Files that may be longer, at most six, because they hold nothing but literals. */
export const LONG_TABLES: readonly string[] = []

/** Names that say nothing about what is inside. */
export const EMPTY_NAMES: readonly string[] = ['utils', 'helpers', 'common', 'types', 'constants', 'misc', 'manager']

/** Words that we do not use in names, and what we say instead. In camelCase as they stand inside a longer name. */
export const WORDS: readonly (readonly [word: string, instead: string])[] = [
  ['packet', 'message (decoded) or frame (bytes)'],
  ['packager', 'spec'],
  ['dialect', 'spec or profile'],
  ['dataElement', 'field'],
  ['backend', 'host'],
  ['reply', 'response'],
  ['traceNo', 'stan'],
  ['traceNumber', 'stan'],
  ['cardNumber', 'pan'],
  ['rollback', 'reversal'],
  ['chaos', 'fault'],
  ['toxic', 'fault'],
]

/** The folder of the table that a path belongs to, `.` for files at the root, undefined for a folder not in the table. */
export function roomOf(path: string): string | undefined {
  if (!path.includes('/')) return '.'
  return Object.keys(ROOMS).find((name) => path.startsWith(`${name}/`))
}
