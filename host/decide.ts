import { decideMoney } from './decide-money.ts'
import { decideQuery } from './decide-query.ts'
import { decideReversal } from './decide-reversal.ts'
import { decideSignOn } from './decide-sign-on.ts'
import type { Decision, Situation } from './decision.ts'
import { refused } from './decision.ts'
import type { Request } from './request.ts'
import type { View } from './store.ts'

/**
 * The host's judgement: pure, and complete but for asking the issuer (effect `authorise`; asked again with its verdict).
 * Order of checks: frame (before this) → terminal and merchant → MAC → key and fingerprint → state of the original →
 * amount → rules. What fails before the key leaves no trace. Rule: docs/rules.md 3.1.
 */
export function decide(request: Request, view: View, situation: Situation): Decision {
  const stopped = stopAtGate(request, view, situation)
  if (stopped !== undefined) return refused(stopped)
  switch (request.kind) {
    case 'money':
      return decideMoney(request, view, situation)
    case 'reversal':
      return decideReversal(request, view, situation)
    case 'query':
      return decideQuery(request, view, situation)
    case 'signOn':
      return decideSignOn(request, view, situation)
    case 'network':
      return { effect: 'told', responseCode: '00', fields: {} }
    case 'unsupported':
      return refused('40')
  }
}

/** Terminal and merchant, then the MAC: the response code of who does not pass. */
function stopAtGate(request: Request, view: View, situation: Situation): string | undefined {
  const { terminal, merchant, mac } = situation
  if (terminal === undefined) return '97'
  if (merchant === undefined || terminal.merchantId !== merchant.merchantId) return '03'
  // A debt is always accepted, and a question always answered, whoever was switched off since.
  const excused = request.kind === 'reversal' || request.kind === 'query'
  if (!merchant.active && !excused) return '03'
  if (!terminal.active && !excused) return '58'
  const sealed = request.kind !== 'signOn' && request.kind !== 'network'
  return sealed && (view.session === undefined || mac !== 'right') ? 'A0' : undefined
}
