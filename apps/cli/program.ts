import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { LedgerError } from '../../drivers/index.ts'
import { UsageError } from '../../scenarios/index.ts'
import { CommandError } from './command-error.ts'
import { decodeCommand } from './decode.ts'
import type { Edges, ExitCode } from './edges.ts'
import { explainCommand } from './explain.ts'
import { exploreCommand } from './explore.ts'
import { hostCommand } from './host.ts'
import { listCommand } from './list.ts'
import { mutantsCommand } from './mutants.ts'
import { pointsCommand } from './points.ts'
import { runCommand } from './run.ts'
import { startCommand } from './start.ts'
import { swarmCommand } from './swarm.ts'
import { terminalCommand } from './terminal.ts'

/** Runs one command line and says how it ended: what it throws is explained. */
export async function main(args: readonly string[], edges: Edges): Promise<number> {
  let code = 0
  const program = commands(edges, (ended) => {
    code = ended
  })
  try {
    await program.parseAsync(args.length === 0 ? ['--help'] : args, { from: 'user' })
    return code
  } catch (error) {
    return error instanceof CommanderError ? commanderEnd(error, edges) : explain(error, edges.err)
  }
}

/** Says what was thrown, and gives the exit code for it: a user's mistake is 2, anything else is our own bug and is 3. */
export function explain(thrown: unknown, say: (text: string) => void): 2 | 3 {
  if (thrown instanceof LedgerError) {
    say(`error ${thrown.message}\n  hint: give --ledger another file\n`)
    return 2
  }
  if (thrown instanceof UsageError || thrown instanceof CommandError) {
    say(`error ${thrown.code}: ${thrown.message}\n${thrown.hint === '' ? '' : `  hint: ${thrown.hint}\n`}`)
    return 2
  }
  say(`This is a defect of droporder, not of your input. Please report it with the command you gave.\n`)
  say(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n`)
  return 3
}

/** Help and version end well; everything else that commander refuses is the user's mistake. */
function commanderEnd(error: CommanderError, edges: Edges): number {
  if (error.exitCode === 0) return 0
  // It repeats what was typed, and that may be a card number in the wrong place.
  const message = error.message.replace(/\d{8,}/g, (digits) => '*'.repeat(digits.length))
  const [what = '', ...hints] = message.replace(/^error: /, '').split('\n')
  const code = error.code.replace(/^commander\./, '').replace(/[A-Z]/g, (letter) => `_${letter}`)
  edges.err(`error ${code.toUpperCase()}: ${what}\n`)
  for (const hint of hints) edges.err(`  hint: ${hint.replace(/^\(|\)$/g, '')}\n`)
  if (hints.length === 0) edges.err('  hint: `droporder --help` and `droporder COMMAND --help` list what is allowed\n')
  return 2
}

type Ended = (code: ExitCode) => void

function commands(edges: Edges, ended: Ended): Command {
  const program = new Command('droporder')
    .description('A laboratory for dropped card transactions (掉单): break anything on purpose, see who lost money.')
    .configureOutput({ writeOut: edges.out, writeErr: () => undefined })
    .version(ownVersion(), '-V, --version', 'the version of droporder')
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nExit codes: 0 held, 1 a violation or a missed expectation, 2 a mistake in what was asked, 3 our own bug.',
    )
  addScenarioCommands(program, edges, ended)
  addSearchCommands(program, edges, ended)
  addSideCommands(program, edges, ended)
  return program
}

/** What plays scenarios, or tells about them. */
function addScenarioCommands(program: Command, edges: Edges, ended: Ended): void {
  program
    .command('list')
    .description('the scenarios: id, title, tags, rows of the coverage table')
    .option('--seeds', 'by row of the coverage table')
    .addOption(format('text', 'json'))
    .addOption(lang())
    .action((options) => ended(listCommand(options, edges)))
  program
    .command('points')
    .description('what can go wrong where: the points a run reaches, and the faults they take')
    .argument('<scenario>', 'an id or a YAML file')
    .addOption(format('text', 'json'))
    .addOption(profile())
    .action((scenario, options) => ended(pointsCommand(scenario, options, edges)))
  program
    .command('run')
    .description('plays scenarios: ladder, receipts, money, verdict and one line that replays it')
    .argument('[scenarios...]', 'ids or YAML files; none plays the whole catalogue')
    .option('--tag <tag>', 'all scenarios with this tag, beside those that are named')
    .addOption(faults('replaces the schedule: "point#occurrence=fault; …", "" for none'))
    .addOption(new Option('--wire <kind>', 'what carries the bytes').choices(['sim', 'tcp', 'ws']).default('sim'))
    .addOption(profile())
    .addOption(new Option('--story', 'print the text behind storyHash, one event a line').conflicts('format'))
    .addOption(firmware())
    .option('--out <dir>', 'write trace, ladder, paper and verdict of each run there')
    .addOption(format('text', 'json', 'jsonl', 'junit'))
    .addOption(lang())
    .action(async (names, options) => ended(await runCommand(names, options, edges)))
  program
    .command('explain')
    .description('what an invariant means, such as S8')
    .argument('[invariants...]', 'S1 to L8; none explains all')
    .addOption(format('text', 'json'))
    .addOption(lang())
    .action((names, options) => ended(explainCommand(names, options, edges)))
  program
    .command('start')
    .description('the main job: one scenario over real TCP with the ledger in a file')
    .argument('[scenario]', 'an id or a YAML file', 'response-lost')
    .addOption(lang())
    .action(async (scenario, options) => ended(await startCommand(scenario, options, edges)))
}

/** What looks for trouble by itself. */
function addSearchCommands(program: Command, edges: Edges, ended: Ended): void {
  program
    .command('explore')
    .description('every schedule of up to K faults, from the steps of a scenario without its own faults')
    .argument('[scenarios...]', 'ids or YAML files; none explores the whole catalogue')
    .option('--tag <tag>', 'all scenarios with this tag, beside those that are named')
    .option('--depth <k>', 'most faults of one schedule', depth, 1)
    .option('--points <prefixes>', 'only points that begin so, separated by commas')
    .option('--beyond', 'also faults that no firmware survives')
    .option('--no-merge', 'play every schedule to its end, also where it comes into a known world')
    .option('--most-schedules <n>', 'stop after playing so many', count)
    .addOption(jobs())
    .addOption(firmware())
    .addOption(profile())
    .addOption(format('text', 'json', 'junit'))
    .addOption(lang())
    .action(async (names, options) => ended(await exploreCommand(names, options, edges)))
  program
    .command('swarm')
    .description('random scenarios under random faults; what breaks an invariant is made small')
    .argument('[scenarios...]', 'ids or YAML files whose steps are played; none draws everything')
    .option('--runs <n>', 'how many', count, 1000)
    .option('--seed <s>', 'the same seed plays the same', seed, 1)
    .option('--out <dir>', 'write what breaks an invariant there, as scenario files (out)')
    .addOption(jobs())
    .addOption(firmware())
    .addOption(format('text', 'json', 'junit'))
    .addOption(lang())
    .action(async (names, options) => ended(await swarmCommand(names, options, edges)))
  program
    .command('mutants')
    .description('every defective terminal and host, and the fewest faults that show it')
    .argument('[mutants...]', 'names; none hunts all')
    .addOption(jobs())
    .addOption(format('text', 'json', 'junit'))
    .addOption(lang())
    .action(async (names, options) => ended(await mutantsCommand(names, options, edges)))
}

/** The two sides as processes of their own, and the reader of their messages. */
function addSideCommands(program: Command, edges: Edges, ended: Ended): void {
  program
    .command('host')
    .description('the acquirer host as a process of its own, on the real clock')
    .requiredOption('--port <port>', 'TCP port on the loopback; 0 lets the system choose', port)
    .option('--ws <port>', 'a WebSocket port beside it', port)
    .option('--ledger <file>', 'keep the books in this SQLite file')
    .addOption(faults('what goes wrong on the line, at the host or its issuer'))
    .addOption(profile())
    .action(async (options) => ended(await hostCommand(options, edges)))
  program
    .command('terminal')
    .description('the card terminal as a process of its own, on the real clock')
    .requiredOption('--connect <address>', 'HOST:PORT of the host, or ws://HOST:PORT')
    .option('--flash <file>', 'keep the journal in this file, so that a restart finds it', 'terminal.flash')
    .option('--printer <to>', 'print to a file, or to HOST:PORT of an ESC/POS printer')
    .option('--sale <card=amount...>', 'sell and end: a test card and an amount')
    .addOption(profile())
    .addOption(lang())
    .action(async (options) => ended(await terminalCommand(options, edges)))
  program
    .command('decode')
    .description('messages explained field by field, masked; one message a line')
    .argument('[input]', 'a file, - for standard input, or hex', '-')
    .option('--spec <name>', 'unionpay or iso87', 'unionpay')
    .option('--unmask', 'show card data in clear: only for a file that you brought yourself')
    .addOption(format('text', 'json'))
    .addOption(lang())
    .action(async (input, options) => ended(await decodeCommand(input, options, edges)))
}

const lang = () => new Option('--lang <lang>', 'language of what is printed').choices(['en', 'zh']).default('en')
const firmware = () => new Option('--firmware <name>', 'a mutant in place of our terminal or host')
const jobs = () => new Option('--jobs <n>', 'how many threads play').default(availableParallelism()).argParser(threads)
const profile = () => new Option('--profile <file>', 'unionpay, iso87 or a YAML file of your own')
const faults = (what: string) => new Option('--faults <schedule>', what)
const format = (...kinds: string[]) => new Option('--format <kind>', 'how to print').choices(kinds).default('text')

/** From the package itself, whether it runs from its sources or from `dist`. */
function ownVersion(): string {
  const manifest = createRequire(import.meta.url)('droporder/package.json') as { readonly version: string }
  return manifest.version
}

function depth(text: string): number {
  if (!/^[0-9]$/.test(text)) throw new InvalidArgumentError('expected a number of faults from 0 to 9.')
  return Number(text)
}

function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('expected a whole number from 1 on.')
  return Number(text)
}

function threads(text: string): number {
  const most = THREADS_A_CORE * availableParallelism()
  if (!/^[1-9]\d?$/.test(text) || Number(text) > most) {
    throw new InvalidArgumentError(`expected a number of threads from 1 to ${most}.`)
  }
  return Number(text)
}

/** More only take memory, some hundred megabytes each. */
const THREADS_A_CORE = 4

function seed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('expected a whole number of at most nine digits.')
  return Number(text)
}

function port(text: string): number {
  const number = Number(text)
  if (!/^\d{1,5}$/.test(text) || number > 65_535) throw new InvalidArgumentError('expected a port from 0 to 65535.')
  return number
}
