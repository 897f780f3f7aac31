import { chart, lineLost, perform } from './chart.ts'
import { freshContext } from './context.ts'
import { balance } from './states/balance.ts'
import { blocked, conflicted, exception, outOfService, settleFirst } from './states/blocked.ts'
import { doubt } from './states/doubt.ts'
import { noticing } from './states/noticing.ts'
import { poweringOn } from './states/powering-on.ts'
import { printing, reprinting } from './states/printing.ts'
import { querying } from './states/querying.ts'
import { resting } from './states/resting.ts'
import { reversing } from './states/reversing.ts'
import { sale } from './states/sale.ts'
import { signingOn } from './states/signing-on.ts'
import { supervising } from './states/supervising.ts'

/** The firmware. What may come at any time stands here: a late answer, the cancel key, a line that goes. Nothing else does. */
export const terminalMachine = chart.createMachine({
  id: 'terminal',
  context: ({ input }) => ({ memory: freshContext(input) }),
  initial: 'poweringOn',
  on: {
    'answer.foreign': {
      actions: chart.emit(({ event }) => ({ type: 'note', kind: 'answer.ignored', data: { ...event } })),
    },
    'cancel.pressed': { actions: perform(() => ({ type: 'note', kind: 'key.ignored', data: { key: 'cancel' } })) },
    'link.closed': { actions: lineLost },
    'link.spoiled': { actions: lineLost },
    '*': { actions: chart.emit(({ event }) => ({ type: 'fail', what: event.type })) },
  },
  states: {
    poweringOn,
    resting,
    signingOn,
    sale,
    doubt,
    querying,
    reversing,
    printing,
    reprinting,
    noticing,
    balance,
    supervising,
    blocked,
    outOfService,
    conflicted,
    exception,
    settleFirst,
  },
})
export type TerminalMachine = typeof terminalMachine
