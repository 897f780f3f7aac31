import { assert } from './assert.ts'
import type { Devices } from './devices.ts'
import type { Effect } from './effects.ts'
import { cutJob } from './escpos.ts'
import type { TerminalEvent } from './events.ts'
import type { JournalWriter } from './journal-writer.ts'
import type { Line } from './line.ts'
import type { TerminalConfig } from './profile.ts'

interface Hands {
  readonly devices: Devices
  readonly config: TerminalConfig
  readonly line: Line
  readonly journal: JournalWriter
  /** Where a device's answer goes. */
  readonly step: (event: TerminalEvent) => void
}

/** What is done for each effect: one call of a device, whose answer becomes an event. */
export function performer({ devices, config, line, journal, step }: Hands): (effect: Effect) => void {
  const performers: { readonly [K in Effect['type']]: (effect: Extract<Effect, { type: K }>) => void } = {
    show: ({ prompt }) => devices.display.show(prompt),
    writeRecord: ({ record }) =>
      journal.write(record, (seq) =>
        step(
          seq === 'full'
            ? { type: 'record.full' }
            : { type: 'record.synced', seq, record, roomBytes: journal.roomBytes },
        ),
      ),
    sendFrame: ({ frame }) => line.send(frame),
    dial: () => line.dial(),
    hangUp: () => line.hangUp(),
    checkLine: () => line.check(),
    startReader: () =>
      devices.reader.start((how) => step(how.ok ? { type: 'card.read', card: how.card } : { type: 'card.misread' })),
    stopReader: () => devices.reader.stop(),
    askBattery: () => devices.battery.status((charge) => step({ type: 'battery.reported', charge })),
    askChip: ({ terms }) =>
      devices.reader.askChip(terms, (how) =>
        step(how.ok ? { type: 'chip.answered', chipHex: how.chipHex } : { type: 'chip.removed' }),
      ),
    completeChip: ({ issuerHex }) =>
      devices.reader.completeChip(issuerHex, (end) =>
        step(end.how === 'approved' ? { type: 'chip.approved', chipHex: end.chipHex } : { type: `chip.${end.how}` }),
      ),
    askPrinter: () => devices.printer.status((status) => step({ type: 'printer.reported', status })),
    printSlip: ({ job }) =>
      devices.printer.print(job, (how) =>
        step(how === 'printed' ? { type: 'slip.printed' } : { type: 'slip.failed', how }),
      ),
    cutPaper: () => devices.printer.print(cutJob(), () => {}),
    readJournal: () => step({ type: 'journal.read', reading: journal.read(), roomBytes: journal.roomBytes }),
    rewriteBanks: ({ purpose }) => {
      const done = () => step({ type: 'banks.rewritten', roomBytes: journal.roomBytes })
      if (purpose === 'repair') journal.repair(done)
      else journal.compact(devices.clock.now() - config.profile.suspectWithinMs, done)
    },
    note: ({ kind, data }) => devices.note(kind, data),
    fail: ({ what }) => assert(false, `no state expects ${what}`),
  }
  return (effect) => (performers[effect.type] as (effect: Effect) => void)(effect)
}
