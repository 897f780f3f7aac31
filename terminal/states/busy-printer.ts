import { chart, perform, show } from '../chart.ts'
import type { PrinterStatus } from '../devices.ts'
import type { TerminalEvent } from '../events.ts'

type StateConfig = Parameters<typeof chart.createStateConfig>[0]
type Reported = NonNullable<NonNullable<StateConfig['on']>['printer.reported']>
type TooLong = NonNullable<NonNullable<StateConfig['after']>['printerPatience']>

/** A printer that is busy is asked again for a while, then it is none. Rule: docs/rules.md 1.24. */
export function busyPrinter(reported: Reported, tooLong: TooLong) {
  return chart.createStateConfig({
    entry: show('printerBusy'),
    initial: 'waiting',
    states: {
      waiting: { after: { printerPoll: 'asking' } },
      asking: {
        entry: perform(() => ({ type: 'askPrinter' })),
        on: { 'printer.reported': { guard: isStatus('busy'), target: 'waiting' } },
      },
    },
    on: { 'printer.reported': reported },
    after: { printerPatience: tooLong },
  })
}

export function isStatus(status: PrinterStatus) {
  return ({ event }: { readonly event: TerminalEvent }) => event.type === 'printer.reported' && event.status === status
}
