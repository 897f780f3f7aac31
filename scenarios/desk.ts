import type { Prompt, Restore, VirtualClock } from '../sim/index.ts'
import { allOf } from '../sim/index.ts'
import type { Act } from './act.ts'
import { chipsOf } from './chip-card.ts'
import type { Lab } from './lab.ts'
import { readingOf, SUPERVISOR_CODE, stripeOf } from './lab.ts'
import type { Stage } from './stage.ts'

/** What lies within the operator's reach. */
export interface Desk {
  readonly clock: VirtualClock
  prompt(): Prompt | undefined
  onShow(fn: () => void): void
  press(choice: string): void
  cancel(): void
  typeAmount(amountMinor: number): void
  typePin(alias: string, pin: string | undefined): void
  typeSupervisorCode(): void
  /** Inserts a card that has a chip, unless it is `swiped`; swipes any other. */
  present(alias: string, how?: 'swiped'): void
  hasChip(alias: string): boolean
  restart(node: 'terminal' | 'host'): void
  loadPaper(): void
  repair(): void
  /** Does what a prompt about the printer asks for. */
  mend(prompt: string): void
  heal(): void
  /** Asks what goes wrong between two steps; true when power was lost. */
  strike(): boolean
  /** Both machines are on and nothing that was delayed is still on the line. */
  isSettled(): boolean
  /** Tells that an act begins. */
  began(act: Act): void
  /** Remembers the chips of the cards; everything else on the desk is a part of the world. */
  save(): Restore
}

/** Puts the devices of a stage within the operator's reach. */
export function deskOf(stage: Stage, lab: Lab): Desk {
  const { world, display, keypad, reader, printer, battery, nodes } = stage
  const chips = chipsOf(lab.cards.values())
  return {
    clock: world.clock,
    prompt: () => display.current,
    onShow: (fn) => display.onShow(fn),
    press: (choice) => keypad.press(choice),
    cancel: () => keypad.cancel(),
    typeAmount: (amountMinor) => keypad.typeAmount(amountMinor),
    typePin(alias, pin) {
      const card = lab.cards.get(alias)
      keypad.typePin(pin ?? card?.typedPin ?? card?.pin ?? '')
    },
    typeSupervisorCode: () => keypad.typeCode(SUPERVISOR_CODE),
    present(alias, how) {
      const card = lab.cards.get(alias)
      if (card === undefined) return
      if (how === 'swiped') reader.present(stripeOf(card), alias)
      else reader.present(readingOf(card), alias, chips.get(alias))
    },
    hasChip: (alias) => chips.has(alias),
    restart(node) {
      nodes[node].lose(node === 'terminal' ? OFF_MS : undefined)
    },
    loadPaper: () => printer.loadPaper(),
    repair: () => printer.repair(),
    mend(prompt) {
      if (PRINTER_PROMPTS.has(prompt)) printer.mend()
      else if (prompt === 'batteryLow') battery.charge()
    },
    heal() {
      world.heal()
      printer.loadPaper()
    },
    strike: () => strikePower(stage),
    isSettled: () => nodes.terminal.powered && nodes.host.powered && !world.clock.state().includes(' held for '),
    began: (act) => tell(stage, act),
    save: () => allOf([...chips.values()].map((chip) => chip.save())),
  }
}

/** Between two steps either machine may lose its power. */
function strikePower({ world, nodes }: Stage): boolean {
  let lost = false
  for (const name of ['terminal', 'host'] as const) {
    const fault = world.choose(`power.${name}`, OFF_FAULTS)
    if (fault === 'pass') continue
    nodes[name].lose(Number(/\d+/.exec(fault)?.[0]))
    lost = true
  }
  return lost
}

function tell({ world }: Stage, { from, step, ...act }: Act): void {
  if (step.kind !== 'sale') {
    const place = 'index' in act ? { step: act.index } : {}
    world.record('operator', 'step.began', { ...place, kind: step.kind })
    return
  }
  const { card, amountMinor, purchase } = step
  if (from === 'rest') world.record('operator', 'probe.wanted', { card, amountMinor })
  else {
    const named = purchase === undefined ? {} : { purchase }
    world.record('operator', 'sale.wanted', { step: 'index' in act ? act.index : 0, card, amountMinor, ...named })
  }
}

const PRINTER_PROMPTS: ReadonlySet<string> = new Set(['paperOut', 'printerFault', 'printerNotReady'])
/** How long somebody who restarts a terminal leaves it off. */
const OFF_MS = 3000
const OFF_FAULTS = ['off(1000)', 'off(600000)'] as const
