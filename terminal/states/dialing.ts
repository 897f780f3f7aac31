import type { show } from '../chart.ts'
import { chart, hangUp, lineUp, perform, set } from '../chart.ts'

/**
 * Reaches the host, over the connection that stands or a new one; a dial that fails is repeated a few times. `next` and
 * `failed` are ids of states; `announce` is shown when there is something to wait for.
 */
export function dialing(next: string, failed: string, announce?: ReturnType<typeof show>) {
  return chart.createStateConfig({
    initial: 'looking',
    exit: set({ dials: 0 }),
    states: {
      looking: {
        always: [
          { guard: 'isConnected', target: next },
          { target: 'trying', actions: announce === undefined ? [] : [announce] },
        ],
      },
      trying: {
        entry: [...hangUp, perform(() => ({ type: 'dial' })), set(({ dials }) => ({ dials: dials + 1 }))],
        on: {
          'link.opened': { target: next, actions: lineUp },
          'link.refused': 'missed',
          'link.closed': 'missed',
        },
        after: { connectTimer: { target: 'missed', actions: [...hangUp] } },
      },
      missed: { always: [{ guard: 'mayDialAgain', target: 'trying' }, { target: failed }] },
    },
  })
}
