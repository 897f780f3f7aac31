import type { Host, Store } from '../host/index.ts'
import { hostState, memoryStore, serve } from '../host/index.ts'
import type { Spec } from '../protocol/index.ts'
import { decodeText, labelFrame, specs } from '../protocol/index.ts'
import type { Decide, Medium, Prompt, Restore, Wire } from '../sim/index.ts'
import {
  allOf,
  Line,
  Node,
  SimulatedBattery,
  SimulatedCardReader,
  SimulatedDisplay,
  SimulatedFlash,
  SimulatedKeypad,
  SimulatedPrinter,
  SimulatedWire,
  saveFields,
  World,
} from '../sim/index.ts'
import type { CardData, ChipTerms, Devices, MayCome, Terminal } from '../terminal/index.ts'
import { agesText, bootTerminal, factoryBanks, mediumText, settledOn } from '../terminal/index.ts'
import { tears } from './argument-classes.ts'
import { Carrier } from './carry.ts'
import type { Lab } from './lab.ts'
import { LATENCY_MS } from './lab.ts'

/** Two machines, the line between them and everything that hangs on them, not yet switched on. */
export interface Stage {
  readonly world: World
  readonly spec: Spec
  readonly nodes: { readonly terminal: Node; readonly host: Node }
  readonly flash: SimulatedFlash
  readonly printer: SimulatedPrinter
  readonly display: SimulatedDisplay
  readonly keypad: SimulatedKeypad
  readonly reader: SimulatedCardReader<CardData, ChipTerms>
  readonly battery: SimulatedBattery
  readonly wire: Wire
  readonly store: Store
  /** The state of the terminal's chart by its path, `dark` without power. */
  chartState(): string
  /** Switches both machines on, the host first. */
  start(): void
}

/** What may be put in place of ours. */
export interface StageParts {
  /** The firmware. */
  readonly firmware?: typeof bootTerminal
  /** The host. */
  readonly serve?: typeof serve
  /** Where the host keeps its books; they outlive its crashes. */
  readonly store?: (lab: Lab) => Store
  /**
   * Firmware and host are ours but for pure parts: nothing in them remembers anything that ours do not. Then a search goes
   * back in a run instead of playing it again from the beginning.
   */
  readonly remembersNothing?: true
  /** How bytes travel between terminal and host; through memory when absent. */
  readonly medium?: Medium
}

export interface StageOptions extends StageParts {
  readonly lab: Lab
  readonly startAtMs: number
  readonly seed: number
  readonly decide: Decide
  readonly keepPoints: boolean
  /** For which amounts somebody may still come to the terminal. */
  readonly mayCome: MayCome
  /** Bytes of one bank of the terminal's flash. */
  readonly bankBytes: number
}

/** Builds the stage for one run. */
export function buildStage(options: StageOptions): Stage {
  const { lab, startAtMs, seed, decide, keepPoints } = options
  const world = new World({ startMs: startAtMs, seed, decide, keepPoints })
  const spec = specs[lab.terminal.profile.spec]
  const terminal = new Node(world, 'terminal', { bootMs: BOOT_MS, clockPoint: 'clock.boot' })
  const host = new Node(world, 'host', { bootMs: HOST_RESTART_MS })
  const flash = new SimulatedFlash(world, terminal, {
    bankBytes: options.bankBytes,
    banks: factoryBanks(),
    describe: mediumText,
    tears,
  })
  const printer = new SimulatedPrinter(world, terminal, {
    paperLines: PAPER_LINES,
    decodeText: textOnPaper,
  })
  const display = new SimulatedDisplay(world, terminal, promptText)
  const keypad = new SimulatedKeypad(world, terminal)
  const reader = new SimulatedCardReader<CardData, ChipTerms>(world, terminal)
  const battery = new SimulatedBattery(world, terminal)
  const wire = layLine(options, world, spec, terminal, host)
  const store = (options.store ?? (() => memoryStore()))(lab)

  const devices = { flash, link: wire, printer, display, reader, keypad, battery }
  const chartState = installFirmware(options, world, terminal, devices)
  openHost(options, world, host, wire, store)
  return {
    world,
    spec,
    nodes: { terminal, host },
    flash,
    printer,
    display,
    keypad,
    reader,
    battery,
    wire,
    store,
    chartState,
    start() {
      host.start()
      terminal.start()
    },
  }
}

/** Boots the firmware whenever the terminal gets power; answers what says where its chart is. */
function installFirmware(
  options: StageOptions,
  world: World,
  node: Node,
  devices: Omit<Devices, 'clock' | 'note'> & { readonly flash: SimulatedFlash },
): () => string {
  const { lab } = options
  const place: Place<Terminal> = { running: undefined }
  node.onStart(() => {
    const note = (kind: string, data: Readonly<Record<string, unknown>>) => world.record('terminal', kind, data)
    place.running = (options.firmware ?? bootTerminal)({ ...devices, clock: node.clock(), note }, lab.terminal)
  })
  node.onLose(() => {
    place.running?.halt()
    place.running = undefined
  })
  const { suspectWithinMs } = lab.terminal.profile
  const settled = devices.flash.reading(settledOn)
  const dark = () => {
    const suspects = settled().filter(({ amountMinor }) => options.mayCome(amountMinor, 'now'))
    return `dark ${agesText(suspects, world.clock.now() - suspectWithinMs)}`
  }
  world.join({ state: () => place.running?.state(options.mayCome) ?? dark(), save: () => saveProcess(place) })
  return () => {
    if (place.running !== undefined) return place.running.chartState?.() ?? 'unknown'
    return node.powered ? 'booting' : 'dark'
  }
}

function layLine({ lab, medium }: StageOptions, world: World, spec: Spec, terminal: Node, host: Node): Wire {
  const carrier = new Carrier(world.choose, spec, lab.terminal.masterKeyHex, lab.terminal.profile)
  world.join(carrier)
  const label = (frame: Uint8Array) => labelFrame(spec, frame)
  const describe = carrier.words.of
  const options = { world, terminal, host, carry: carrier.carry, label, describe, latencyMs: LATENCY_MS }
  return medium === undefined ? new SimulatedWire(options) : new Line({ ...options, medium })
}

function openHost(options: StageOptions, world: World, node: Node, wire: Wire, store: Store): void {
  const random = world.random.fork('host')
  const place: Place<Host> = { running: undefined }
  node.onStart(() => {
    const door = {
      clock: node.clock(),
      choose: world.choose,
      note: (lane: 'host' | 'issuer' | 'ledger', kind: string, data: Readonly<Record<string, unknown>>) =>
        world.record(lane, kind, data),
      crash: (restartAfterMs?: number): never => node.cut(restartAfterMs),
      randomBytes: (count: number) => random.bytes(count),
    }
    const process = (options.serve ?? serve)(store, door, options.lab.host)
    place.running = process
    wire.listen((connection) => process.accept(connection))
  })
  node.onLose(() => {
    place.running = undefined
  })
  // The books outlive the process.
  const down = () => hostState(store.books(), 'down', world.clock.now(), options.lab.host)
  world.join({
    state: () => place.running?.state() ?? down(),
    save: () => allOf([saveProcess(place), random.save(), store.save?.()]),
  })
}

/** Where one process runs while its machine has power. */
interface Place<P> {
  running: P | undefined
}

/** Remembers which process runs and what it is at; undefined when that cannot be put back. */
function saveProcess(place: Place<{ save?(): Restore }>): Restore | undefined {
  const inside = place.running === undefined ? [] : [place.running.save?.()]
  return allOf([saveFields(place), ...inside])
}

/** A prompt for comparing worlds: what people go by when they answer it, which of its values is only how another sale ended. */
function promptText({ name, asks, choices, values }: Prompt): string {
  return `${name} ${asks} ${choices.join(',')} ${values['end'] ?? ''}`
}

/** One function for all runs: the printer remembers by it what it has decoded before. */
function textOnPaper(bytes: Uint8Array): string {
  return decodeText(bytes) ?? ''
}

const BOOT_MS = 8000
const HOST_RESTART_MS = 5000
const PAPER_LINES = 1200
