import type { Restore, WorldEvent } from '../../sim/index.ts'
import { allOf } from '../../sim/index.ts'
import { openCourt } from './court.ts'
import { makeDispatch } from './dispatch.ts'
import type { Exhibits, JudgeConfig } from './exhibits.ts'
import type { InvariantId } from './invariant-ids.ts'
import { invariants } from './invariants.ts'
import type { Judgement } from './judgement.ts'
import { remember } from './memory.ts'
import { JournalReader } from './read-journal.ts'
import { readLedger } from './read-ledger.ts'
import { PaperReader } from './read-paper.ts'
import { readPeople, readPower } from './read-people.ts'
import { readScreen } from './read-screen.ts'
import { WireReader } from './read-wire.ts'

/**
 * Says from ledger, wire, paper, screen, flash, operator acts and power alone whether money was lost. It never looks at the
 * machine's state, the terminal's own notes or the host's, and trusts neither side's sums.
 */
export interface Judge {
  /** Judges what must hold at every step. Events come in their order. */
  see(event: WorldEvent): void
  /** Judges what must hold in the end; once, when everything rests. */
  atRest(exhibits: Exhibits): Judgement
  /** All that decides how it will judge from here on, line by line: no absolute times, no event numbers. */
  memory(): readonly string[]
  /** How often each invariant has had something to judge so far. */
  checked(): Readonly<Record<InvariantId, number>>
  save(): Restore
}

export function createJudge(config: JudgeConfig): Judge {
  const court = openCourt(config)
  const wire = new WireReader(court, dispatch, config.masterKeyHex)
  const journal = new JournalReader(court, dispatch)
  const paper = new PaperReader(court, dispatch)

  const readers: Partial<Record<WorldEvent['lane'], (event: WorldEvent) => void>> = {
    link: (event) => wire.read(event),
    flash: (event) => journal.read(event),
    printer: (event) => paper.read(event),
    screen: (event) => readScreen(court, dispatch, event),
    ledger: (event) => readLedger(court, dispatch, event),
    operator: (event) => readPeople(court, event),
    cardholder: (event) => readPeople(court, event),
    power(event) {
      if (event.data['node'] === 'terminal' && event.kind === 'lost') {
        journal.lose()
        paper.breakOff()
      }
      readPower(court, event)
      if (event.data['node'] === 'terminal' && event.kind === 'restored') journal.start()
    },
  }

  return {
    see(event) {
      court.event = event
      dispatch.anything(court)
      readers[event.lane]?.(event)
    },
    atRest(exhibits) {
      dispatch.atRest(court, exhibits)
      const { violations, differences, checked } = court
      return { violations: violations.slice(), differences: differences.slice(), checked: { ...checked } }
    },
    save: () => allOf([court, wire, journal, paper].map((part) => part.save())),
    checked: () => court.checked,
    memory: () => [...remember(court), `${wire.state()}|${journal.state()}|${paper.state()}`],
  }
}

/** Judges a whole run at once. */
export function judge(events: readonly WorldEvent[], exhibits: Exhibits, config: JudgeConfig): Judgement {
  const one = createJudge(config)
  for (const event of events) one.see(event)
  return one.atRest(exhibits)
}

const dispatch = makeDispatch(invariants)
