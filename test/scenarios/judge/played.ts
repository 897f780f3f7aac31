import { specs } from '../../../protocol/index.ts'
import { actsOf } from '../../../scenarios/act.ts'
import { deskOf } from '../../../scenarios/desk.ts'
import type { Exhibits, JudgeConfig } from '../../../scenarios/judge/exhibits.ts'
import { boundsOf } from '../../../scenarios/judge/exhibits.ts'
import { labOf, secretsOf } from '../../../scenarios/lab.ts'
import { Operator } from '../../../scenarios/operator.ts'
import type { Profile } from '../../../scenarios/profile.ts'
import { SaleBook } from '../../../scenarios/sale-facts.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { Scheduler } from '../../../scenarios/scheduler.ts'
import { buildStage } from '../../../scenarios/stage.ts'
import type { WorldEvent } from '../../../sim/index.ts'

/** One play as the judge gets it: raw events, what was on the table in the end, what he knew beforehand. */
export interface Played {
  readonly events: readonly WorldEvent[]
  readonly exhibits: Exhibits
  readonly config: JudgeConfig
}

/** Plays a scenario to its rest without a judge and keeps every event. */
export function playThrough(scenario: Scenario): Played {
  const lab = labOf(scenario, profile)
  const { startAtMs, seed, faults, steps } = scenario
  const scheduler = new Scheduler(faults)
  const stage = buildStage({
    lab,
    startAtMs,
    seed,
    decide: scheduler.decide,
    keepPoints: false,
    bankBytes: BANK_BYTES,
    mayCome: () => true,
  })
  const spec = specs[lab.terminal.profile.spec]
  const config: JudgeConfig = {
    profile: { terminal: lab.terminal.profile, host: lab.host.profile },
    masterKeyHex: lab.terminal.masterKeyHex,
    secrets: secretsOf(lab),
    bounds: boundsOf(lab.terminal.profile, spec.frame.maxBody),
    utcOffsetMinutes: lab.terminal.profile.utcOffsetMinutes,
    flash: stage.flash.medium(),
  }
  const events: WorldEvent[] = []
  const book = new SaleBook()
  stage.world.listen((event) => {
    events.push(event)
    book.see(event)
  })
  const operator = new Operator(deskOf(stage, lab), actsOf(steps))
  stage.start()
  while (!operator.done && stage.world.clock.step());
  scheduler.demandAll()
  const probeKey = book.probe === undefined ? undefined : book.sales[book.probe]?.keys.at(-1)
  const exhibits = {
    books: stage.store.books(),
    flash: stage.flash.medium(),
    paper: book.paper.lines,
    ...(probeKey === undefined ? {} : { probeKey }),
  }
  return { events, exhibits, config }
}

const BANK_BYTES = 16 * 1024

const profile: Profile = {
  id: 'unionpay',
  title: { en: 'for tests', zh: '测试' },
  spec: 'unionpay',
  switches: { terminal: {}, host: {} },
  merchant: { merchantId: '898320053110001', terminalId: '20260001', name: '示例商店 EXAMPLE STORE' },
  cards: [],
}
