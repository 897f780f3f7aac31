import type { Host, HostDoor, HostProfile, TestCard } from '../../host/index.ts'
import { hostProfileOf, memoryStore, serve, testCards } from '../../host/index.ts'
import { decodeText, labelFrame, specs } from '../../protocol/index.ts'
import { chipsOf } from '../../scenarios/chip-card.ts'
import { readingOf } from '../../scenarios/lab.ts'
import type { Carry, WorldEvent } from '../../sim/index.ts'
import {
  Node,
  SimulatedBattery,
  SimulatedCardReader,
  SimulatedDisplay,
  SimulatedFlash,
  SimulatedKeypad,
  SimulatedPrinter,
  SimulatedWire,
  World,
} from '../../sim/index.ts'
import type {
  CardData,
  ChipTerms,
  Devices,
  Firmware,
  Prompt,
  Terminal,
  TerminalConfig,
  TerminalProfile,
} from '../../terminal/index.ts'
import { bootTerminal, factoryBanks, firmware, profileOf } from '../../terminal/index.ts'

const MASTER_KEY = '0123456789ABCDEFFEDCBA9876543210'

export function terminalConfig(profile: TerminalProfile = profileOf('unionpay')): TerminalConfig {
  return {
    profile,
    terminalId: '10000001',
    merchantId: '898320055110001',
    merchantName: '掉单实验室 DROP LAB',
    masterKeyHex: MASTER_KEY,
    storageKeyHex: '00112233445566778899AABBCCDDEEFF',
    operatorNo: '01',
  }
}

export interface StreetOptions {
  readonly profile?: Partial<TerminalProfile>
  readonly spec?: 'unionpay' | 'iso87'
  readonly host?: Partial<HostProfile>
  /** `point#occurrence` → fault; an occurrence `*` is any. */
  readonly faults?: Readonly<Record<string, string>>
  /** What the line does to one frame, by its direction and type; undefined lets it through. */
  readonly carry?: (
    direction: 'request' | 'response',
    mti: string,
    frame: Uint8Array,
    times: number,
  ) => ReturnType<Carry> | undefined
  readonly banks?: [Uint8Array, Uint8Array]
  readonly bankBytes?: number
  readonly firmware?: Firmware
  readonly keepPoints?: boolean
}

const LINE_FAULTS = ['drop', 'late', 'twice', 'resetBefore', 'resetAfter', 'half', 'broken', 'lying']

function lineVerdict(fault: string, frame: Uint8Array): ReturnType<Carry> {
  const bytes = frame.slice()
  switch (fault) {
    case 'late':
      return { deliver: [{ afterMs: 65_000, bytes }] }
    case 'twice':
      return {
        deliver: [
          { afterMs: 0, bytes },
          { afterMs: 10, bytes },
        ],
      }
    case 'resetBefore':
      return { deliver: [], then: 'rst' }
    case 'resetAfter':
      return { deliver: [{ afterMs: 0, bytes }], then: 'rst' }
    case 'half':
      return { deliver: [{ afterMs: 0, bytes: bytes.slice(0, bytes.length >> 1) }] }
    case 'broken':
      bytes[bytes.length - 3]! ^= 0x11
      return { deliver: [{ afterMs: 0, bytes }] }
    case 'lying':
      bytes[0] = 0xff
      return { deliver: [{ afterMs: 0, bytes }] }
    default:
      return { deliver: [] }
  }
}

/** The whole street on a simulated wire: our terminal, our host, and a clerk who does what a test says. */
export class Street {
  readonly world: World
  readonly terminalNode: Node
  readonly hostNode: Node
  readonly flash: SimulatedFlash
  readonly printer: SimulatedPrinter
  readonly keypad: SimulatedKeypad
  readonly reader: SimulatedCardReader<CardData, ChipTerms>
  readonly battery: SimulatedBattery
  readonly display: SimulatedDisplay
  readonly store = memoryStore()
  private readonly chips = chipsOf(testCards)
  readonly events: WorldEvent[] = []
  readonly config: TerminalConfig
  terminal!: Terminal

  constructor(options: StreetOptions = {}) {
    const spec = options.spec ?? 'unionpay'
    const profile: TerminalProfile = { ...profileOf(spec), ...options.profile }
    this.config = terminalConfig(profile)
    const faults = options.faults ?? {}
    const world = new World({
      startMs: Date.UTC(2026, 0, 5, 1, 0, 0),
      seed: 1,
      keepPoints: options.keepPoints ?? false,
      decide: (point, occurrence) => faults[`${point}#${occurrence}`] ?? faults[`${point}#*`] ?? 'pass',
    })
    world.listen((event) => this.events.push(event))
    const terminalNode = new Node(world, 'terminal', { bootMs: 8000 })
    const hostNode = new Node(world, 'host', { bootMs: 5000 })
    const times = new Map<string, number>()
    const label = (frame: Uint8Array) => labelFrame(specs[spec], frame)
    const wire = new SimulatedWire({
      world,
      terminal: terminalNode,
      host: hostNode,
      latencyMs: 80,
      label,
      carry: (direction, frame) => {
        const name = `${direction} ${label(frame)}`
        times.set(name, (times.get(name) ?? 0) + 1)
        const fault = world.choose(`link.${direction}.${label(frame)}`, LINE_FAULTS)
        if (fault !== 'pass') return lineVerdict(fault, frame)
        return (
          options.carry?.(direction, label(frame), frame, times.get(name)!) ?? {
            deliver: [{ afterMs: 0, bytes: frame }],
          }
        )
      },
    })
    const banks = options.banks ?? factoryBanks()
    this.flash = new SimulatedFlash(world, terminalNode, { bankBytes: options.bankBytes ?? 16384, banks })
    this.printer = new SimulatedPrinter(world, terminalNode, {
      paperLines: 2000,
      decodeText: (bytes) => decodeText(Uint8Array.from(bytes)) ?? '?',
    })
    this.keypad = new SimulatedKeypad(world, terminalNode)
    this.reader = new SimulatedCardReader(world, terminalNode)
    this.battery = new SimulatedBattery(world, terminalNode)
    this.display = new SimulatedDisplay(world, terminalNode)
    this.world = world
    this.terminalNode = terminalNode
    this.hostNode = hostNode
    hostNode.onStart(() => {
      const host = this.serve(spec, options)
      wire.listen((connection) => host.accept(connection))
    })
    terminalNode.onStart(() => this.boot(wire, options))
    hostNode.start()
    terminalNode.start()
  }

  private serve(spec: 'unionpay' | 'iso87', options: StreetOptions): Host {
    const { world, hostNode } = this
    const door: HostDoor = {
      clock: hostNode.clock(),
      choose: world.choose,
      note: (lane, kind, data) => world.record(lane, kind, data),
      crash: (ms) => hostNode.cut(ms),
      randomBytes: (count) => world.random.bytes(count),
    }
    const { terminalId, merchantId, masterKeyHex } = this.config
    return serve(this.store, door, {
      profile: { ...hostProfileOf(spec), ...options.host },
      terminals: [{ terminalId, merchantId, masterKeyHex, active: true }],
      merchants: [{ merchantId, name: 'x', active: true }],
      cards: testCards,
      utcOffsetMinutes: 480,
    })
  }

  private boot(link: Devices['link'], options: StreetOptions): void {
    const { world, terminalNode, flash, printer, display, keypad } = this
    const devices: Devices = {
      clock: terminalNode.clock(),
      flash,
      link,
      printer,
      display,
      reader: this.reader,
      keypad,
      battery: this.battery,
      note: (kind, data) => world.record('terminal', kind, data),
    }
    this.terminal = bootTerminal(devices, this.config, options.firmware ?? firmware)
  }

  /** Lets time pass until this prompt stands on the screen; fails if it takes more than ten minutes. */
  until(name: string): Prompt {
    const limit = this.world.clock.now() + 600_000
    for (;;) {
      const prompt = this.display.current
      if (prompt?.name === name) return prompt
      if (this.world.clock.now() > limit || !this.world.clock.step()) {
        throw new Error(`no prompt ${name}; shown were ${this.shown().slice(-8).join(', ')}`)
      }
    }
  }

  press(choice: string): void {
    this.keypad.press(choice)
    // What the key starts happens in its turn.
    this.passMs(1)
  }

  passMs(ms: number): void {
    const until = this.world.clock.now() + ms
    this.world.clock.later(ms, 'pass', () => {})
    while (this.world.clock.now() < until && this.world.clock.step());
  }

  card(alias = 'credit-ok'): TestCard {
    return testCards.find((one) => one.alias === alias)!
  }

  /** A sale up to the PIN; `pin` empty means a signature. */
  beginSale(amountMinor: number, options: { readonly card?: string; readonly pin?: string } = {}): void {
    const card = this.card(options.card)
    this.until('idle')
    this.press('sale')
    this.until('enterAmount')
    this.keypad.typeAmount(amountMinor)
    this.until('presentCard')
    this.reader.present(readingOf(card), card.alias, this.chips.get(card.alias))
    this.until('enterPin')
    this.keypad.typePin(options.pin ?? card.typedPin ?? card.pin ?? '')
    this.passMs(1)
  }

  /** A sale to its end, signing where that is asked. */
  sell(amountMinor: number, options: { readonly card?: string; readonly pin?: string } = {}): void {
    this.beginSale(amountMinor, options)
    this.finish()
  }

  /** Answers every prompt with its first choice until idle. */
  finish(until = 'idle'): void {
    const limit = this.world.clock.now() + 1_200_000
    for (;;) {
      const prompt = this.display.current
      if (prompt?.name === until) return
      if (prompt?.asks === 'choice') {
        mend(this, prompt.name)
        this.press(prompt.choices[0]!)
      } else if (!this.world.clock.step() || this.world.clock.now() > limit) {
        throw new Error(`never ${until}; shown were ${this.shown().slice(-8).join(', ')}`)
      }
    }
  }

  /** Names of all prompts shown so far. */
  shown(): string[] {
    return this.events.filter(({ lane }) => lane === 'screen').map(({ data }) => String(data['name']))
  }

  /** Message types that left, with their side. */
  messages(): string[] {
    return this.events
      .filter(({ lane, kind }) => lane === 'link' && kind === 'frame.left')
      .map(({ data }) => labelFrame(specs[this.config.profile.spec], data['bytes'] as Uint8Array))
  }

  records(): string[] {
    return this.events
      .filter(({ lane, kind }) => lane === 'flash' && kind === 'synced')
      .map(({ data }) => String(data['label']))
  }

  paper(): string[] {
    return this.printer.paper().map((line) => line.text)
  }

  /** What the merchant has, in minor units. */
  merchantMinor(): number {
    return this.store.books().accounts['merchant:898320055110001'] ?? 0
  }
}

/** Does what a prompt about paper, printer or battery asks for. */
export function mend({ printer, battery }: Street, prompt: string): void {
  if (prompt === 'paperOut' || prompt === 'printerNotReady') printer.loadPaper()
  if (prompt === 'printerFault' || prompt === 'printerNotReady') printer.repair()
  if (prompt === 'batteryLow') battery.charge()
}
