import { MAX_FILE_LINES, MAX_FUNCTION_LINES } from './house.ts'
import type { FileMap } from './source.ts'

/** A small house in order: no rule has anything to say about it. */
export const CLEAN: FileMap = {
  'index.ts': "export { run } from './scenarios/index.ts'\n",
  'vitest.config.ts': "import { defineConfig } from 'vitest/config'\nexport default defineConfig({})\n",
  'protocol/index.ts': "export { frame } from './frame.ts'\n",
  'protocol/frame.ts': "import { DES } from 'des.js'\nexport const frame = () => DES\n",
  'sim/index.ts': "export { later } from './clock.ts'\n",
  'sim/clock.ts': 'export const later = (atMs: number) => new Date(atMs + 1)\n',
  'terminal/index.ts': "export type { Devices } from './devices.ts'\nexport { machine } from './machine.ts'\n",
  'terminal/devices.ts': 'export interface Devices { process: number }\n',
  'terminal/machine.ts': "import { frame } from '../protocol/index.ts'\nexport const machine = frame\n",
  'host/index.ts': "export { decide } from './decide.ts'\n",
  'host/decide.ts': "import { frame } from '../protocol/index.ts'\nexport const decide = frame\n",
  'drivers/index.ts': "export { dial } from './tcp.ts'\n",
  'drivers/tcp.ts':
    "import { connect } from 'node:net'\nimport type { Devices } from '../terminal/index.ts'\n" +
    'export const dial = (_devices: Devices) => connect(1)\n',
  'scenarios/index.ts': "export { run } from './run.ts'\n",
  'scenarios/run.ts':
    "import { parse } from 'yaml'\nimport { decide } from '../host/index.ts'\n" +
    "import { machine } from '../terminal/index.ts'\nexport const run = () => [parse, decide, machine]\n",
  'mutants/index.ts': "export { run as mutant } from '../scenarios/index.ts'\n",
  'apps/cli/main.ts':
    "import { mutant } from '../../mutants/index.ts'\nimport { table } from './table.ts'\n" +
    'process.exitCode = Number(table(mutant))\n',
  'apps/cli/table.ts': 'export const table = (rows: unknown) => console.log(rows)\n',
  'scripts/bench.ts': "import { run } from '../scenarios/run.ts'\nconsole.log(process.argv, run)\n",
  'test/protocol/frame.test.ts': "import { frame } from '../../protocol/frame.ts'\nframe()\n",
}

/** One violation: what is put into the clean house, and the only thing that tidy then says. */
export interface Plant {
  readonly rule: string
  readonly files: FileMap
  readonly says: string
}

const plant = (rule: string, path: string, text: string, says: string): Plant => {
  return { rule, files: { [path]: text }, says: `${path}:${says}` }
}

const inPure = (code: string, name: string, instead: string): Plant =>
  plant(
    'globals',
    'sim/late.ts',
    `export const late = () =>\n  ${code}\n`,
    `2: globals: no ${name} in a pure folder: use ${instead}`,
  )

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('')

const longFunction = (count: number) => `export const long = () => {\n${lines(count - 2, () => '  go()\n')}}\n`

const ARCHITECTURE: readonly Plant[] = [
  plant(
    'layers',
    'terminal/spy.ts',
    "\nimport { decide } from '../host/index.ts'\nexport const spy = decide\n",
    '2: layers: terminal may not import host',
  ),
  plant(
    'layers',
    'terminal/spy.ts',
    "export type { Key } from '../host/index.ts'\n",
    '1: layers: terminal may not import host',
  ),
  plant(
    'layers',
    'host/spy.ts',
    "export type Spy = import('../sim/index.ts').Spy\n",
    '1: layers: host may not import sim',
  ),
  plant('layers', 'drivers/flash.ts', "export * from '../sim/index.ts'\n", '1: layers: drivers may not import sim'),
  plant(
    'layers',
    'drivers/flash.ts',
    "import { type Devices } from '../terminal/index.ts'\nexport type Flash = Devices\n",
    '1: layers: drivers may know only the types of terminal: write "import type"',
  ),
  plant(
    'layers',
    'scenarios/gallery.ts',
    "export const load = () => import('../mutants/index.ts')\n",
    '1: layers: scenarios may not import mutants',
  ),
  plant(
    'layers',
    'apps/trainer/main.ts',
    "import '../cli/table.ts'\n",
    '1: layers: apps/trainer may not import apps/cli',
  ),
  plant(
    'layers',
    'drivers/flash.ts',
    "import '../test/protocol/frame.test.ts'\n",
    '1: layers: drivers may not import test',
  ),
  plant(
    'packages',
    'host/random.ts',
    "import { randomInt } from 'node:crypto'\nexport const draw = randomInt\n",
    '1: packages: host may not import the package node:crypto',
  ),
  plant(
    'packages',
    'protocol/aes.ts',
    "export { ecb } from '@noble/ciphers/aes.js'\nexport { sha1 } from '@noble/hashes/legacy.js'\n",
    '2: packages: protocol may not import the package @noble/hashes/legacy.js',
  ),
  plant(
    'doors',
    'host/back.ts',
    "import { frame } from '../protocol/frame.ts'\nexport const back = frame\n",
    '1: doors: enter protocol by its door protocol/index.ts',
  ),
  plant(
    'doors',
    'protocol/deep/own.ts',
    "import { frame } from '../index.ts'\nexport const own = frame\n",
    '1: doors: protocol may not import its own door: import the file that has it',
  ),
  plant(
    'file-endings',
    'host/short.ts',
    "export { decide } from './decide.js'\n",
    '1: file-endings: name the file in full, ending in .ts, instead of ./decide.js',
  ),
  plant(
    'known-folders',
    'attic/box.ts',
    'export const box = 1\n',
    '1: known-folders: give its folder a row in test/tidy/house.ts',
  ),
  {
    rule: 'cycles',
    files: {
      'sim/a.ts': "import { b } from './b.ts'\nexport const a = b\n",
      'sim/b.ts': "\nimport type { C } from './c.ts'\nexport const b: C = 1\n",
      'sim/c.ts': "\n\nexport { a as c } from './a.ts'\nexport type C = number\n",
    },
    says: 'sim/c.ts:3: cycles: break the ring sim/a.ts → sim/b.ts → sim/c.ts → sim/a.ts',
  },
]

const SIZE: readonly Plant[] = [
  plant(
    'file-size',
    'sim/tall.ts',
    lines(MAX_FILE_LINES + 1, (at) => `export const a${at} = 1\n`),
    '301: file-size: split it: 301 lines, 300 are allowed',
  ),
  plant(
    'function-size',
    'sim/long.ts',
    `\n${longFunction(MAX_FUNCTION_LINES + 1)}`,
    '2: function-size: split the function: 71 lines, 70 are allowed',
  ),
]

const PURITY: readonly Plant[] = [
  inPure('Date.now()', 'Date.now', 'the clock device'),
  inPure("Date['now']()", 'Date.now', 'the clock device'),
  inPure('new Date()', 'Date without an argument', 'the clock device'),
  inPure('Date()', 'Date without an argument', 'the clock device'),
  inPure('Math.random()', 'Math.random', 'the choose seam'),
  inPure('setTimeout(late, 1)', 'setTimeout', 'the clock device'),
  inPure('setInterval(late, 1)', 'setInterval', 'the clock device'),
  inPure('setImmediate(late)', 'setImmediate', 'the clock device'),
  inPure('queueMicrotask(late)', 'queueMicrotask', 'the queue of the world'),
  inPure('performance.now()', 'performance', 'the clock device'),
  inPure('globalThis.fetch', 'globalThis', 'a parameter'),
  inPure('process.pid', 'process', 'a parameter'),
  inPure('document.title', 'document', 'a parameter'),
  inPure('Buffer.alloc(1)', 'Buffer', 'Uint8Array'),
  inPure('({ crypto })', 'crypto', 'protocol, or the choose seam for chance'),
  plant(
    'console',
    'drivers/loud.ts',
    "\nexport const loud = () => console.log('here')\n",
    '2: console: only apps/ and scripts/ print: return the text instead',
  ),
  plant(
    'process',
    'apps/cli/exit.ts',
    '\nexport const leave = () => process.exit(1)\n',
    '2: process: only apps/cli/main.ts touches process: take what you need as a parameter',
  ),
  plant(
    'process',
    'drivers/exit.ts',
    "export { exit } from 'node:process'\n",
    '1: process: only apps/cli/main.ts touches process: take what you need as a parameter',
  ),
]

const STYLE: readonly Plant[] = [
  plant(
    'default-export',
    'host/one.ts',
    'const one = 1\nexport default one\n',
    '2: default-export: export it by its name',
  ),
  plant(
    'default-export',
    'host/one.ts',
    'const one = 1\nexport { one as default }\n',
    '2: default-export: export it by its name',
  ),
  plant(
    'enum',
    'sim/colour.ts',
    '\n\nexport enum Colour { red }\n',
    '3: enum: write a union of literals instead of an enum',
  ),
  plant(
    'catch',
    'terminal/brave.ts',
    'export const brave = (go: () => void) => {\n  try { go() }\n  catch {}\n}\n',
    '3: catch: terminal code never catches: let a device answer with data',
  ),
  plant(
    'promise',
    'terminal/later.ts',
    'export const later = async (go: () => void) => go()\n',
    '1: promise: no promise here: let the clock or a device call back',
  ),
  plant(
    'empty-names',
    'sim/utils.ts',
    'export const a = 1\n',
    '1: empty-names: "utils" says nothing: name it for what is in it',
  ),
  plant(
    'empty-names',
    'test/helpers/a.ts',
    'export const a = 1\n',
    '1: empty-names: "helpers" says nothing: name it for what is in it',
  ),
  plant(
    'words',
    'sim/a.ts',
    '\nexport const lastPacketAt = 1\n',
    '2: words: say message (decoded) or frame (bytes) instead of packet (in lastPacketAt)',
  ),
  plant(
    'words',
    'sim/a.ts',
    'export interface A {\n  CARD_NUMBERS: 1\n}\n',
    '2: words: say pan instead of cardNumber (in CARD_NUMBERS)',
  ),
  plant(
    'words',
    'sim/chaos-monkey.ts',
    'export const a = 1\n',
    '1: words: say fault instead of chaos (in sim/chaos-monkey.ts)',
  ),
]

export const PLANTS: readonly Plant[] = [...ARCHITECTURE, ...SIZE, ...PURITY, ...STYLE]
