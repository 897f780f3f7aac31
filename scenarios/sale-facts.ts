import type { Restore, WorldEvent } from '../sim/index.ts'
import { allOf, saveData } from '../sim/index.ts'
import { readRecord } from '../terminal/index.ts'
import { markKey } from './judge/memory.ts'
import { finalPrompts } from './judge/prompts.ts'
import { PaperPile } from './paper-pile.ts'

/** What the exhibits say about one sale that the clerk wanted. Nothing in it comes from the machine. */
export interface SaleFacts {
  /** Number of its step in the scenario; undefined for the probe sale. */
  readonly step: number | undefined
  /** `batch/stan` of its money requests: none when it never came so far. */
  readonly keys: string[]
  readonly amountMinor: number
  readonly purchase: string | undefined
  /** Net of all postings. */
  cardholderMinor: number
  merchantMinor: number
  /** How it ended, as the screen said, in order. */
  readonly told: string[]
  /** The journal holds a debt of it, and how that was settled; `pending` when somebody must still look into it. */
  owed: boolean
  cleared: string | undefined
}

/** Reads the world's events as they come and keeps what they say about each sale. */
export class SaleBook {
  readonly sales: SaleFacts[] = []
  readonly paper = new PaperPile()
  /** Number of the probe sale in `sales`, once it was begun. */
  probe: number | undefined
  readonly #byKey = new Map<string, SaleFacts>()
  readonly #byStan = new Map<string, SaleFacts>()
  /** Journal records that a power cut would still take. */
  readonly #unsynced: Uint8Array[] = []
  #current: SaleFacts | undefined
  /** What `state` told last; undefined since something happened. */
  #text: string | undefined

  see(event: WorldEvent): void {
    if (this.#note(event)) this.#text = undefined
  }

  /** False when it says nothing about any sale. */
  #note(event: WorldEvent): boolean {
    switch (event.lane) {
      case 'operator':
        return this.#people(event)
      case 'flash':
        return this.#journal(event)
      case 'power':
        if (event.kind === 'lost' && event.data['node'] === 'terminal') this.#unsynced.length = 0
        return true
      case 'screen':
        return this.#screen(event.data)
      case 'ledger':
        return this.#ledger(event)
      case 'printer':
        return this.paper.see(event)
      default:
        return false
    }
  }

  save(): Restore {
    const [probe, current, text] = [this.probe, this.#current, this.#text]
    const rest = () => {
      this.probe = probe
      this.#current = current
      this.#text = text
    }
    return allOf([rest, saveData([this.sales, this.#byKey, this.#byStan, this.#unsynced]), this.paper.save()])
  }

  /** All that decides what it will say of the sales, as text without instants. */
  state(): string {
    this.#text ??= this.#inWords()
    return this.#text
  }

  #inWords(): string {
    const facts = this.sales.map(({ keys, told, ...rest }) => {
      // What was said in between decides nothing but whether it was called cancelled.
      const said = [told.at(-1), told.includes('cancelled')]
      return [keys.map(markKey), said, Object.values(rest), this.paper.state(keys)]
    })
    return JSON.stringify([facts, this.sales.indexOf(this.#current as SaleFacts), this.#unsynced.length])
  }

  #people({ kind, data }: WorldEvent): boolean {
    if (kind === 'sale.wanted' || kind === 'probe.wanted') {
      if (kind === 'probe.wanted') this.probe = this.sales.length
      this.#current = newSale(Number(data['amountMinor']), {
        step: data['step'] as number | undefined,
        purchase: data['purchase'] as string | undefined,
      })
      this.sales.push(this.#current)
      return true
    }
    if (kind === 'step.began') this.#current = undefined
    return kind === 'step.began'
  }

  /** What is not synced yet may never have been: it counts once it is safe, or whole in a torn write. */
  #journal({ kind, data }: WorldEvent): boolean {
    if (kind === 'written') this.#unsynced.push(data['bytes'] as Uint8Array)
    else if (kind === 'synced') for (const bytes of this.#unsynced.splice(0)) this.#record(bytes)
    else if (kind === 'torn') {
      this.#unsynced.length = 0
      this.#record(data['bytes'] as Uint8Array)
    } else return false
    return true
  }

  #record(bytes: Uint8Array): void {
    const record = readRecord(bytes)
    if (record?.record === 'intent') {
      this.#bind(record.keyText, record.stan)
      return
    }
    const sale = record === undefined ? undefined : this.#byKey.get(record.keyText)
    if (record === undefined || sale === undefined) return
    if (record.record === 'owed') sale.owed = true
    else if (record.record === 'cleared') sale.cleared = record.pending ? 'pending' : (record.how ?? '')
  }

  /** A key whose first intent never became durable may be used again: then it is the later sale's. */
  #bind(key: string, stan: string): void {
    const sale = this.#current
    if (sale === undefined) return
    const before = this.#byKey.get(key)
    if (before !== undefined && before !== sale) before.keys.splice(before.keys.indexOf(key), 1)
    if (!sale.keys.includes(key)) sale.keys.push(key)
    this.#byKey.set(key, sale)
    this.#byStan.set(stan, sale)
  }

  #screen(data: WorldEvent['data']): boolean {
    const outcome = finalPrompts.get(data['name'] as string)
    if (outcome === undefined) return false
    const values = data['values'] as Readonly<Record<string, string | number>>
    const stan = values['stan']
    const sale = stan === undefined ? this.#unnamed() : this.#byStan.get(String(stan))
    if (sale !== undefined && sale.told.at(-1) !== outcome) sale.told.push(outcome)
    return sale !== undefined
  }

  /** What a prompt without a trace number is about: a sale that has one would be named. */
  #unnamed(): SaleFacts | undefined {
    return this.#current?.keys.length === 0 ? this.#current : undefined
  }

  #ledger({ kind, data }: WorldEvent): boolean {
    if (kind !== 'committed') return false
    // What goes to anybody else's account is neither paid by this card holder nor got by this merchant.
    const cardholder = `cardholder:${String(data['panHash'])}`
    for (const posting of (data['postings'] ?? []) as readonly LedgerPosting[]) {
      const keyText = posting.keyText ?? String(data['keyText'])
      const sale = this.#byStan.get(keyText.slice(-STAN_DIGITS))
      if (sale === undefined) continue
      if (posting.account === cardholder) sale.cardholderMinor -= posting.deltaMinor
      else if (posting.account === `merchant:${keyText.slice(0, keyText.indexOf('/'))}`) {
        sale.merchantMinor += posting.deltaMinor
      }
    }
    return true
  }
}

/** A sale that nobody has begun yet. */
export function newSale(amountMinor: number, about: Pick<SaleFacts, 'step' | 'purchase'>): SaleFacts {
  return {
    ...about,
    keys: [],
    amountMinor,
    cardholderMinor: 0,
    merchantMinor: 0,
    told: [],
    owed: false,
    cleared: undefined,
  }
}

interface LedgerPosting {
  readonly account: string
  readonly deltaMinor: number
  readonly keyText?: string
}

const STAN_DIGITS = 6
