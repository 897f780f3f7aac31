import { specs } from '../protocol/index.ts'
import { actorOf } from './actor.ts'
import { sortAnswer } from './answers.ts'
import { chartPath } from './chart-path.ts'
import type { Devices, KeypadInput, Prompt } from './devices.ts'
import type { Effect } from './effects.ts'
import type { Choice, TerminalEvent } from './events.ts'
import { choices } from './events.ts'
import { JournalWriter } from './journal-writer.ts'
import { Line } from './line.ts'
import type { TerminalMachine } from './machine.ts'
import { terminalMachine } from './machine.ts'
import { performer } from './performer.ts'
import type { TerminalConfig } from './profile.ts'
import { promptOf } from './prompts.ts'
import type { MayCome } from './state-text.ts'
import { stateText } from './state-text.ts'

/** A running terminal. */
export interface Terminal {
  halt(): void
  /**
   * A stable text of everything that decides what it does next, times relative to now. Any amount may come when `mayCome`
   * is absent.
   */
  state(mayCome?: MayCome): string
  /** Where the chart is, by its path such as `sale.awaiting`; a firmware without a chart has none. */
  chartState?(): string
  /** Remembers what it is at, between two events; the answer puts it back, as often as wanted. */
  save?(): () => void
}

/** What a firmware consists of: the chart, and the sorting of answers. The gallery of defects replaces parts of it. */
export interface Firmware {
  readonly machine: TerminalMachine
  readonly sortAnswer: typeof sortAnswer
}
export const firmware: Firmware = { machine: terminalMachine, sortAnswer }

/**
 * Power on. The machine decides and emits effects; this shell performs them on the devices after each step, never within
 * it, and feeds what the devices answer back as events.
 */
export function bootTerminal(devices: Devices, config: TerminalConfig, parts: Firmware = firmware): Terminal {
  const { clock } = devices
  const journal = new JournalWriter(devices.flash)
  const outbox: Effect[] = []
  let performing = false
  let prompt: Prompt = promptOf('booting')

  const line = new Line(devices.link, specs[config.profile.spec], {
    opened: () => step({ type: 'link.opened' }),
    refused: () => step({ type: 'link.refused' }),
    closed: () => step({ type: 'link.closed' }),
    spoiled: () => step({ type: 'link.spoiled' }),
    body: (bytes) => {
      const { awaited, keys } = actor.getSnapshot().context.memory
      step(parts.sortAnswer(awaited, bytes, config, keys))
    },
  })
  const { actor, thrown, save: saveActor } = actorOf(parts.machine, config, clock, after)
  const perform = performer({ devices, config, line, journal, step })
  // Before start, so that what the first state wants is heard as well.
  actor.on('*', (effect) => void outbox.push(effect))
  devices.keypad.listen((input) => {
    const event = eventOf(input, prompt)
    if (event === undefined) return devices.note('key.ignored', { key: input.kind })
    // Answered once: what is pressed before the next prompt is an answer to nothing.
    if (input.kind !== 'cancel') prompt = { ...prompt, asks: 'nothing' }
    step(event)
  })
  actor.start()
  drain()
  return {
    halt: () => actor.system.scheduler.cancelAll(actor),
    state: (mayCome = () => true) => stateText(actor.getSnapshot(), clock.now(), mayCome),
    chartState: () => chartPath(actor.getSnapshot().value),
    save,
  }

  function save(): () => void {
    const parts = [saveActor(), line.save(), journal.save()]
    const shown = prompt
    return () => {
      for (const restore of parts) restore()
      prompt = shown
      // A power cut leaves both as they were in the middle of a step.
      performing = false
      outbox.length = 0
    }
  }

  function step(event: TerminalEvent): void {
    after(() => actor.send(event))
  }

  function after(fn: () => void): void {
    fn()
    drain()
  }

  function drain(): void {
    const broken = thrown()
    if (broken !== undefined) throw broken
    if (performing) return
    performing = true
    for (let effect = outbox.shift(); effect !== undefined; effect = outbox.shift()) {
      if (effect.type === 'show') prompt = effect.prompt
      perform(effect)
    }
    performing = false
  }
}

/** What an input means to the prompt on the screen; undefined when that did not ask for it. */
function eventOf(input: KeypadInput, prompt: Prompt): TerminalEvent | undefined {
  switch (input.kind) {
    case 'cancel':
      return { type: 'cancel.pressed' }
    case 'amount':
      return prompt.asks === 'amount' ? { type: 'amount.entered', amountMinor: input.amountMinor } : undefined
    case 'pin':
      return prompt.asks === 'pin' ? { type: 'pin.entered', pin: input.pin } : undefined
    case 'choice':
      return prompt.asks === 'choice' && prompt.choices.includes(input.choice) && isChoice(input.choice)
        ? { type: `chose.${input.choice}` }
        : undefined
  }
}

function isChoice(text: string): text is Choice {
  return (choices as readonly string[]).includes(text)
}
