import { DOORS, ENTER_ANYWHERE, GUESTS, ROOMS, roomOf } from './house.ts'
import type { Finding, Rule } from './rule.ts'
import type { Import, Source } from './source.ts'

/** Looks at each import of each file and reports the advice that `judge` gives. */
function perImport(judge: (source: Source, found: Import) => string | undefined): Rule {
  return (sources) =>
    sources.flatMap((source) =>
      source.imports.flatMap((found): Finding[] => {
        const advice = judge(source, found)
        return advice === undefined ? [] : [{ path: source.path, line: found.line, advice }]
      }),
    )
}

/** `@scope/name/deep` and `name/deep` belong to the packages `@scope/name` and `name`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** The rooms that a file joins by this import, if it leaves its own. */
function crossing(source: Source, found: Import): { from: string; to: string } | undefined {
  if (found.path === undefined) return undefined
  const [from, to] = [roomOf(source.path), roomOf(found.path)]
  return from === undefined || to === undefined || from === to ? undefined : { from, to }
}

/** Which folder may know which: the table of the house. */
export const layers = perImport((source, found) => {
  const rooms = crossing(source, found)
  if (rooms === undefined) return undefined
  const { from, to } = rooms
  const guests = GUESTS[to]
  if (guests && !guests.includes(from)) return `${from} may not import ${to}`
  const room = ROOMS[from]
  if (room === undefined || room.values === 'any' || room.values.includes(to)) return undefined
  if (!room.typesOnly.includes(to)) return `${from} may not import ${to}`
  return found.isType ? undefined : `${from} may know only the types of ${to}: write "import type"`
})

/** Which packages, and whether Node itself, a folder may use. */
export const packages = perImport((source, found) => {
  const from = roomOf(source.path)
  const room = from === undefined ? undefined : ROOMS[from]
  if (found.path !== undefined || room === undefined || room.packages === 'any') return undefined
  if (room.packages.includes(packageOf(found.specifier))) return undefined
  return `${from} may not import the package ${found.specifier}`
})

/** Others enter by `index.ts`; the people of the house never use their own front door. */
export const doors = perImport((source, found) => {
  const [from, to] = [roomOf(source.path), roomOf(found.path ?? '')]
  if (from === undefined || to === undefined || !DOORS.includes(to)) return undefined
  const door = `${to}/index.ts`
  if (from === to)
    return found.path === door ? `${from} may not import its own door: import the file that has it` : undefined
  return found.path === door || ENTER_ANYWHERE.includes(from) ? undefined : `enter ${to} by its door ${door}`
})

/** Node runs the source as it is, so a relative import names its file in full. */
export const fileEndings = perImport((_source, found) => {
  if (found.path === undefined || /\.(ts|tsx|json|css|svg)$/.test(found.path)) return undefined
  return `name the file in full, ending in .ts, instead of ${found.specifier}`
})

/** A folder that the table does not know has no rules, so it may not hold code. */
export const knownFolders: Rule = (sources) =>
  sources
    .filter(({ path }) => roomOf(path) === undefined)
    .map(({ path }) => ({ path, line: 1, advice: 'give its folder a row in test/tidy/house.ts' }))
