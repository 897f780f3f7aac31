import type { Restore, WorldEvent } from '../../sim/index.ts'
import { allOf, saveData } from '../../sim/index.ts'
import { readRecord } from '../../terminal/index.ts'
import { BankModel } from './bank-model.ts'
import type { Court } from './court.ts'
import type { Dispatch } from './dispatch.ts'
import { matterOf, nameByStan } from './docket.ts'
import type { Matter } from './matter.ts'
import { isOpenDebt, newMatter } from './matter.ts'
import { keysOnMedium } from './medium.ts'
import { markKey } from './memory.ts'
import { closeAttempt } from './read-wire.ts'
import type { KeptRecord } from './rules.ts'

/** Reads the lane `flash`: which records will survive, and what a start would find. */
export class JournalReader {
  readonly #court: Court
  readonly #dispatch: Dispatch
  readonly #banks: readonly [BankModel, BankModel] | undefined
  /** Written and not synced. */
  #open: KeptRecord[] = []
  /** Torn, but whole in the first bank: the next start finds it. */
  #torn: KeptRecord | undefined
  /** By key the last word about it, where that is whole after a write that never ended: nothing relies on it yet. */
  readonly #unfinished = new Map<string, Unfinished>()
  #erased: 0 | 1 | undefined
  /** The medium cannot be worked out any more: a bit flipped nobody knows where. */
  #unknown = false

  constructor(court: Court, dispatch: Dispatch) {
    this.#court = court
    this.#dispatch = dispatch
    const { flash } = court.config
    this.#banks = flash && [new BankModel(flash[0]), new BankModel(flash[1])]
  }

  read(event: WorldEvent): void {
    const { kind, data } = event
    const { scene } = this.#court.docket
    if (kind === 'written') this.#written(String(data['label']), data['bytes'] as Uint8Array)
    else if (kind === 'synced') this.#synced()
    else if (kind === 'full') this.#full()
    else if (kind === 'erased') this.#erase(data['bank'] as 0 | 1)
    else if (kind === 'rewritten') this.#rewritten(data['bank'] as 0 | 1, data['bytes'] as Uint8Array)
    else if (kind === 'torn') this.#tear(data['bytes'] as Uint8Array, data['second'] as Uint8Array | undefined)
    else if (kind === 'rotted') this.#rot(data)
    if (kind === 'torn' || kind === 'rotted') scene.flashDamaged = true
  }

  /** The terminal went dark: what was not synced is lost, but for a torn record that is whole. */
  lose(): void {
    for (const bank of this.#banks ?? []) bank.drop()
    if (this.#erased !== undefined) this.#court.docket.scene.flashDamaged = true
    this.#open = []
    this.#erased = undefined
    const torn = this.#torn
    this.#torn = undefined
    if (torn === undefined) return
    const { journal } = this.#court.docket.matters.get(torn.key) ?? newMatter(torn.key)
    const before = { ...journal }
    this.#keep(torn)
    if (aboutSales.has(torn.kind)) this.#unfinished.set(torn.key, { kind: torn.kind, before })
  }

  /** The terminal starts: on flash that was damaged it must notice. */
  start(): void {
    const { scene } = this.#court.docket
    if (!scene.flashDamaged || this.#banks === undefined || this.#unknown) return
    scene.flashDamaged = false
    const found = keysOnMedium(this.#banks[0].bytes(), this.#banks[1].bytes())
    for (const [key, unfinished] of this.#unfinished) {
      if (isGone(unfinished, found.open.includes(key))) this.#unsay(key, unfinished)
    }
    const open = [...this.#court.docket.matters.values()].filter(isOpen)
    this.#dispatch.damageRead(this.#court, {
      lostKeys: open.filter(({ key }) => !found.open.includes(key)).map(({ key }) => key),
      invented: found.keys.filter((key) => this.#court.docket.matters.get(key)?.journal.intent !== true),
      standing: found.standing,
    })
    if (found.standing !== 'damaged' && found.standing !== 'unreadable') return
    scene.mustBlock = found.standing === 'damaged' ? 'blocked' : 'outOfService'
    scene.banksLost ||= found.standing === 'unreadable'
    scene.supervisorClears = false
  }

  /** What nothing relied on is gone again: as if it had never been written. */
  #unsay(key: string, { before }: Unfinished): void {
    this.#unfinished.delete(key)
    const { debts } = this.#court.docket
    const matter = matterOf(this.#court.docket, key)
    Object.assign(matter.journal, before)
    const isDebt = isOpenDebt(matter)
    if (debts.includes(matter) === isDebt) return
    if (isDebt) debts.push(matter)
    else debts.splice(debts.indexOf(matter), 1)
  }

  state(): string {
    return `${this.#open.map(({ kind, key, how }) => `${kind} ${how} ${markKey(key)}`).join(',')}|${this.#torn?.kind ?? ''}|${this.#erased ?? ''}|${this.#unfinishedText()}`
  }

  #unfinishedText(): string {
    if (this.#unfinished.size === 0) return ''
    return JSON.stringify([...this.#unfinished].map(([key, unfinished]) => [markKey(key), unfinished]))
  }

  save(): Restore {
    const [open, torn, erased, unknown] = [this.#open, this.#torn, this.#erased, this.#unknown]
    const rest = () => {
      this.#open = open
      this.#torn = torn
      this.#erased = erased
      this.#unknown = unknown
    }
    return allOf([rest, saveData([open, this.#unfinished]), ...(this.#banks ?? []).map((bank) => bank.save())])
  }

  #written(label: string, bytes: Uint8Array): void {
    const record = idle.has(label) ? undefined : keptRecord(bytes)
    if (record !== undefined) this.#open.push(record)
    for (const bank of this.#banks ?? []) bank.append(bytes)
  }

  #synced(): void {
    for (const bank of this.#banks ?? []) bank.settle()
    const kept = this.#open
    this.#open = []
    for (const record of kept) this.#keep(record)
  }

  #full(): void {
    const { current, scene } = this.#court.docket
    const matter = scene.promptMatter ?? current
    if (matter === undefined) return
    matter.trouble.flashFull = true
    matter.text = undefined
  }

  #tear(first: Uint8Array, second: Uint8Array | undefined): void {
    if (second === undefined) {
      if (this.#erased !== undefined) this.#banks?.[this.#erased].tear(first)
      return
    }
    this.#banks?.[0].tear(first)
    this.#banks?.[1].tear(second)
    this.#torn = keptRecord(first)
    // Bytes reach a bank in order: what was written before is there when these are.
    if (first.length > 0) this.#synced()
  }

  #rot(data: WorldEvent['data']): void {
    const bank = data['bank'] as 0 | 1
    const back = data['back']
    if (typeof back === 'number') this.#banks?.[bank].rot(back)
    else this.#unknown = true
  }

  #erase(bank: 0 | 1): void {
    this.#banks?.[bank].erase()
    this.#erased = bank
    const other = bank === 0 ? 1 : 0
    const bytes = this.#banks?.[other].bytes()
    this.#dispatch.bankErased(this.#court, { bank, untold: bytes && this.#untold(bytes) })
  }

  #rewritten(bank: 0 | 1, bytes: Uint8Array): void {
    this.#erased = undefined
    this.#banks?.[bank].tear(bytes)
    this.#dispatch.bankRewritten(this.#court, { bank, untold: this.#untold(bytes) })
    // From here on it is as safe as any other.
    const { open } = keysOnMedium(bytes, bytes)
    for (const [key, unfinished] of this.#unfinished) {
      if (!isGone(unfinished, open.includes(key))) this.#unfinished.delete(key)
    }
  }

  /** Which open intents and undos a bank does not tell of. */
  #untold(bytes: Uint8Array): readonly string[] {
    const found = keysOnMedium(bytes, bytes)
    return [...this.#court.docket.matters.values()]
      .filter((matter) => isOpen(matter) && !this.#isNew(matter.key))
      .flatMap(({ key }) => (found.open.includes(key) ? [] : key))
  }

  /** All that is said of this key is a word on which nothing relies: an intent, or what takes a decided sale back. */
  #isNew(key: string): boolean {
    const unfinished = this.#unfinished.get(key)
    if (unfinished?.kind === 'intent') return true
    return unfinished?.kind === 'owed' && unfinished.before.outcome !== 'none' && !unfinished.before.owed
  }

  #keep(record: KeptRecord): void {
    this.#unfinished.delete(record.key)
    const matter = aboutSales.has(record.kind) ? matterOf(this.#court.docket, record.key) : undefined
    if (matter !== undefined) nameByStan(this.#court.docket, matter)
    if (matter !== undefined && (record.kind === 'exhausted' || record.kind === 'cleared'))
      closeAttempt(this.#court, matter)
    if (this.#dispatch.recordKept(this.#court, record, matter) || matter === undefined) return
    keep(this.#court, record, matter)
  }
}

/** Writes one kept record into its matter. */
function keep(court: Court, record: KeptRecord, matter: Matter): void {
  const { journal } = matter
  const { debts } = court.docket
  if (record.kind === 'intent') {
    journal.intent = true
    journal.amountMinor = record.amountMinor
    court.docket.current = matter
    court.docket.scene.copyDue = false
  } else if (record.kind === 'outcome') journal.outcome = outcomeOf(record.how)
  else if (record.kind === 'owed') {
    journal.owed = true
    if (!debts.includes(matter)) debts.push(matter)
  } else if (record.kind === 'exhausted') {
    journal.exhausted = true
    matter.wire.attemptsEnded = 0
  } else if (record.kind === 'cleared') {
    journal.cleared = clearers.get(record.how) ?? 'host'
    matter.wire.attempts = 0
    matter.wire.attemptsEnded = 0
    if (debts.includes(matter)) debts.splice(debts.indexOf(matter), 1)
  } else if (record.kind === 'receiptCommitted') journal.receiptCommitted = true
  else if (record.kind === 'printed' && record.how === 'sale') journal.printed = true
}

/** Records that say nothing of any sale; not reading them costs nothing but time if the label lies. */
const idle: ReadonlySet<string> = new Set(['counters', 'batch', 'parameters', 'audit', 'signed'])

const aboutSales: ReadonlySet<string> = new Set([
  'intent',
  'hostApproval',
  'outcome',
  'owed',
  'cleared',
  'exhausted',
  'receiptCommitted',
  'printed',
])

/** Who else than the host ends a doubt, by the word in the record. */
const clearers: ReadonlyMap<string, Matter['journal']['cleared']> = new Map([
  ['supervisor', 'supervisor'],
  ['journal', 'supervisor'],
  ['dropped', 'dropped'],
])

function outcomeOf(how: string): Matter['journal']['outcome'] {
  return how === 'approved' || how === 'declined' || how === 'conflict' ? how : 'failed'
}

/** An intent that nobody decided, or an undo that nobody settled: what a start must not forget. */
function isOpen(matter: Matter): boolean {
  const { journal } = matter
  if (isOpenDebt(matter)) return true
  return journal.intent && journal.outcome === 'none' && !journal.owed && journal.cleared === 'no'
}

/** A record that was written when the power went, and what the journal held for certain before it. */
interface Unfinished {
  readonly kind: string
  readonly before: Matter['journal']
}

/** Whether such a record is no longer there, as far as one can see by whether its key is still open. */
function isGone({ kind }: Unfinished, isOpenStill: boolean): boolean {
  if (kind === 'intent' || kind === 'owed') return !isOpenStill
  return (kind === 'outcome' || kind === 'cleared') && isOpenStill
}

/** One record off the medium; undefined when the bytes are not one whole record. */
function keptRecord(bytes: Uint8Array): KeptRecord | undefined {
  const read = readRecord(bytes)
  if (read === undefined) return undefined
  return {
    kind: read.record,
    key: read.keyText,
    amountMinor: read.amountMinor ?? read.approvedMinor,
    how: read.how ?? read.slip ?? '',
    responseCode: read.responseCode ?? '',
    reason: read.reason ?? '',
  }
}
