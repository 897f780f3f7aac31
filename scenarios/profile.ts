import type { Bilingual } from '../protocol/index.ts'
import { profileSchema } from './format.ts'
import { check } from './format-errors.ts'
import { ownCards } from './own-card.ts'
import type { PrintedText } from './printed-texts.ts'
import { checkPrinted } from './printed-texts.ts'
import type { OwnCard } from './scenario.ts'
import type { Switches } from './switches.ts'
import { sortSwitches } from './switches.ts'
import { readYaml } from './yaml-file.ts'

/** What the terminal and its host are, before a scenario lays its own switches over them. */
export interface Profile {
  readonly id: string
  readonly title: Bilingual
  readonly spec: 'unionpay' | 'iso87'
  readonly switches: Switches
  readonly merchant: Merchant
  /** Cards that every scenario under this profile may use beside the test cards. */
  readonly cards: readonly OwnCard[]
}

export interface Merchant {
  readonly merchantId: string
  readonly name: string
  readonly terminalId: string
}

/** Names of the profiles that ship. */
export const profileNames: readonly string[] = ['unionpay', 'iso87']

/** Reads a profile from YAML; `file` is what errors call it. Throws UsageError with file, line and column. */
export function loadProfile(text: string, file: string): Profile {
  const yaml = readYaml(text, file)
  const found = check(profileSchema, yaml)
  const cards = ownCards(found.cards ?? [], yaml)
  const printed: readonly PrintedText[] = [
    [['id'], found.id],
    [['title', 'en'], found.title.en],
    [['title', 'zh'], found.title.zh],
    [['merchant', 'name'], found.merchant?.name],
    ...cards.map(({ alias }, index) => [['cards', index, 'alias'], alias] as const),
  ]
  checkPrinted(printed, cards, yaml)
  return {
    id: found.id,
    title: found.title,
    spec: found.spec,
    switches: sortSwitches(found.switches ?? {}),
    merchant: found.merchant ?? USUAL_MERCHANT,
    cards,
  }
}

const USUAL_MERCHANT: Merchant = { merchantId: '898100012340001', name: '示例商户 SAMPLE SHOP', terminalId: '10000001' }
