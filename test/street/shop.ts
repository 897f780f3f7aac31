import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CliProcess } from '../apps/cli/process.ts'

/** A shop whose terminal and host are two real processes; timers are short, because here the clock is real. */
export class Shop {
  readonly folder: string
  /** All that was ever printed, by every terminal that stood here. */
  paper: readonly string[] = []
  #port = '0'

  constructor(folder: string, cards = '', switches = '') {
    this.folder = folder
    const text = `id: shop\ntitle: { en: Shop, zh: 店 }\nspec: unionpay\nswitches: { answerTimer: 3s, connectTimer: 3s, ${switches} }\n${cards}\n`
    writeFileSync(join(folder, 'shop.yaml'), text)
  }

  /** The host, listening; the second time on the port of the first. */
  async host(...args: readonly string[]): Promise<CliProcess> {
    const host = new CliProcess(
      ['host', '--port', this.#port, '--ledger', 'ledger.sqlite', '--profile', 'shop.yaml', ...args],
      this.folder,
    )
    const [, port = ''] = await host.until(/"kind":"listening".*"tcp":(\d+)/)
    this.#port = port
    return host
  }

  terminal(...sales: readonly string[]): CliProcess {
    const to = ['--connect', `127.0.0.1:${this.#port}`, '--flash', 'flash.bin', '--profile', 'shop.yaml']
    return new CliProcess(['terminal', ...to, ...(sales.length === 0 ? [] : ['--sale', ...sales])], this.folder)
  }

  /** Keeps the paper of a terminal that has ended. */
  async endOf(terminal: CliProcess): Promise<number | string> {
    const how = await terminal.ended
    this.paper = [...this.paper, ...linesOnPaper(terminal.out)]
    return how
  }

  /** What the host's file says about each trace number: what the card holder paid for it in the end, minor units. */
  paid(): Readonly<Record<string, number>> {
    const database = new DatabaseSync(join(this.folder, 'ledger.sqlite'))
    const rows = database
      .prepare(
        "SELECT key_text, -sum(delta_minor) AS paid FROM postings WHERE account LIKE 'cardholder:%' GROUP BY key_text",
      )
      .all()
    const [all] = database.prepare('SELECT sum(delta_minor) AS sum FROM postings').all()
    database.close()
    if (Number(all?.['sum'] ?? 0) !== 0) throw new Error('the postings do not add up to zero')
    return Object.fromEntries(rows.map((row) => [String(row['key_text']).slice(-6), Number(row['paid'])]))
  }

  /** Batch and trace number of all that somebody has paid. */
  paidKeys(): readonly string[] {
    const database = new DatabaseSync(join(this.folder, 'ledger.sqlite'))
    const rows = database
      .prepare("SELECT period || '/' || stan AS name FROM txns WHERE captured AND NOT reversed")
      .all()
    database.close()
    return rows.map(({ name }) => String(name)).toSorted()
  }

  /**
   * What the last complete slip about each trace number says the customer pays, minor units: the amount on a sale's slip,
   * nothing on any other.
   */
  told(): Readonly<Record<string, number>> {
    const told: Record<string, number> = {}
    let type = ''
    let amountMinor = 0
    for (const line of this.paper) {
      if (line.includes('MERCHANT NO')) [type, amountMinor] = ['', 0]
      type = /TYPE: (.*)$/.exec(line)?.[1] ?? type
      const amount = /AMOUNT: CNY (\d+)\.(\d\d)/.exec(line)
      if (amount !== null) amountMinor = Number(`${amount[1]}${amount[2]}`)
      const end = /END (\d{6})/.exec(line)
      if (end !== null) told[end[1] ?? ''] = type.includes('SALE') ? amountMinor : 0
    }
    return told
  }

  /** Trace numbers for which paper and books say different things. */
  torn(): readonly string[] {
    const [paid, told] = [this.paid(), this.told()]
    const all = new Set([...Object.keys(paid), ...Object.keys(told)])
    return [...all]
      .filter((stan) => (paid[stan] ?? 0) !== (told[stan] ?? 0))
      .map((stan) => `${stan}: paid ${paid[stan] ?? 0}, told ${told[stan] ?? 'nothing'}`)
  }
}

function linesOnPaper(out: string): readonly string[] {
  return out.split('\n').filter((line) => line.trimStart().startsWith('│'))
}
