import type { Act } from './act.ts'
import { chipsOf } from './chip-card.ts'
import type { Lab } from './lab.ts'
import { readingOf, SUPERVISOR_CODE, stripeOf } from './lab.ts'
import type { Desk } from './operator.ts'
import type { Stage } from './stage.ts'

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
    typeSupervisorCode: () => keypad.typePin(SUPERVISOR_CODE),
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
      if (prompt === 'paperOut') printer.loadPaper()
      else if (prompt === 'printerFault') printer.repair()
      else if (prompt === 'batteryLow') battery.charge()
      else if (prompt === 'printerNotReady') {
        printer.loadPaper()
        printer.repair()
      }
    },
    heal() {
      world.heal()
      printer.loadPaper()
    },
    strike: () => strikePower(stage),
    isSettled: () => nodes.terminal.powered && nodes.host.powered && !world.clock.state().includes(' held for '),
    began: (act) => tell(stage, act),
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

/** How long somebody who restarts a terminal leaves it off. */
const OFF_MS = 3000
const OFF_FAULTS = ['off(1000)', 'off(600000)'] as const
