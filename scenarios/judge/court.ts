import type { Bilingual } from '../../protocol/index.ts'
import type { Restore, WorldEvent } from '../../sim/index.ts'
import { allOf, saveData } from '../../sim/index.ts'
import type { Docket } from './docket.ts'
import { newDocket } from './docket.ts'
import type { JudgeConfig } from './exhibits.ts'
import type { InvariantId } from './invariant-ids.ts'
import { invariantIds } from './invariant-ids.ts'
import type { Difference, Violation } from './judgement.ts'
import { SecretSearch } from './secret-search.ts'

/** Where a rule finds what it judges, and says what it finds. */
export interface Court {
  readonly config: JudgeConfig
  readonly docket: Docket
  readonly secrets: SecretSearch
  /** The event that is being judged; at rest, the last one. */
  event: WorldEvent
  readonly violations: Violation[]
  readonly differences: Difference[]
  readonly checked: Record<InvariantId, number>
  /** Notes that the rule had something to judge. */
  check(id: InvariantId): void
  /** Names a violation, each only once; answers `condemned` for a rule to hand on. */
  accuse(id: InvariantId, says: Bilingual): 'condemned'
  save(): Restore
}

export function openCourt(config: JudgeConfig): Court {
  const said = new Set<string>()
  const court: Court = {
    config,
    docket: newDocket(config.profile.terminal.spec),
    secrets: new SecretSearch(config.secrets),
    event: BEFORE_ALL,
    violations: [],
    differences: [],
    checked: Object.fromEntries(invariantIds.map((id) => [id, 0])) as Record<InvariantId, number>,
    check(id) {
      court.checked[id] += 1
    },
    accuse(invariant, { en: message, zh: messageZh }) {
      const once = `${invariant} ${message}`
      if (!said.has(once)) {
        said.add(once)
        court.violations.push({ invariant, atSeq: court.event.seq, message, messageZh })
      }
      return 'condemned'
    },
    save() {
      const { event, docket, secrets, violations, differences, checked } = court
      const rest = () => {
        court.event = event
      }
      return allOf([rest, saveData([docket, violations, differences, checked, said], [docket.spec]), secrets.save()])
    },
  }
  return court
}

const BEFORE_ALL: WorldEvent = { seq: 0, atMs: 0, lane: 'power', kind: 'on', data: {} }
