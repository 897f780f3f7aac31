import type { Books } from '../../host/index.ts'
import { panHashOf, testCards } from '../../host/index.ts'
import type { OwnCard, SaleOutcome } from '../../scenarios/index.ts'
import { probeCard, wordZh } from '../../scenarios/index.ts'
import { table } from './columns.ts'
import type { Lang } from './edges.ts'
import { wordFor } from './trace-words.ts'

/** 12800 → `128.00`; integer minor units with two decimals. */
export function amountText(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0')
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const heads = {
  en: ['trace no', 'type', 'outcome', 'wanted', 'card holder', 'merchant', 'receipt'],
  zh: ['凭证号', '类型', '结果', '应收', '持卡人', '商户', '签购单'],
} as const

const words: Readonly<Record<string, string>> = {
  sale: '消费',
  inDoubt: '待查',
  voided: '已撤销',
  refunded: '已退货',
  none: '无',
  partial: '残缺',
  complete: '完整',
  duplicate: '重打印',
}

/** What a sale is, how it ended or what it left on paper, in words. */
export function outcomeText(word: string, lang: Lang): string {
  return lang === 'zh' ? (words[word] ?? wordZh(word)) : word
}

/** Who paid and who was paid, a sale a line. */
export function salesTable(sales: readonly SaleOutcome[], lang: Lang): string[] {
  const say = (word: string) => outcomeText(word, lang)
  const rows = sales.map((sale) => [
    sale.stan === '' ? '-' : sale.stan,
    say(sale.type),
    say(sale.outcome),
    amountText(sale.amountMinor),
    amountText(sale.cardholderMinor),
    amountText(sale.merchantMinor),
    say(sale.receipt),
  ])
  return table([[...heads[lang]], ...rows], [3, 4, 5])
}

/** Every account of the host's books with its balance; card holders under the alias of their card where it is known. */
export function accountsTable(books: Books, cards: readonly OwnCard[], lang: Lang): string[] {
  const known = [...testCards, probeCard, ...cards]
  const aliases = new Map(known.map(({ pan, alias }) => [`cardholder:${panHashOf(pan)}`, alias]))
  const rows = Object.entries(books.accounts)
    .map(([account, minor]) => [accountName(account, aliases.get(account), lang), amountText(minor)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return table([lang === 'zh' ? ['账户', '余额'] : ['account', 'balance'], ...rows], [1])
}

/** `merchant:898…` → `merchant 898…`; a card holder is called by the card. */
function accountName(account: string, alias: string | undefined, lang: Lang): string {
  const [kind = '', name = ''] = account.split(':')
  return [wordFor(kind, lang), alias ?? (name === 'acquirer' ? '' : name)].join(' ').trimEnd()
}
