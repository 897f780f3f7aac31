import { lastBitFlipped, rebooked, replace, saying, withBytes } from './alter.ts'
import type { Alteration } from './alteration.ts'
import { arrived, booked, printed } from './places.ts'
import type { Played } from './played.ts'

/** Money that goes to or from the wrong account, or that nobody asked for, or that is more than was announced. */
export const moneyAlterations: readonly Alteration[] = [
  {
    invariant: 'S1',
    change: 'the request of a booking had a wrong MAC',
    of: 'approved',
    alter: (played) => replace(played, arrived('0200', 1), (event) => [withBytes(event, lastBitFlipped)]),
  },
  {
    invariant: 'S1',
    change: 'nobody but a query knew the key of a booking whose request had a wrong MAC',
    of: 'queriedFirst',
    alter: (played) => replace(played, arrived('0200', 1), (event) => [withBytes(event, lastBitFlipped)]),
  },
  {
    invariant: 'S15',
    change: 'a sale is taken from an account that is not that of its card',
    of: 'approved',
    alter: (played) => rebooked(played, booked(-1), toAccount('cardholder:0000')),
  },
  {
    invariant: 'S15',
    change: 'a card is booked on a second account',
    of: 'approved',
    alter: (played) => rebooked(played, booked(-1, 2), toAccount('cardholder:0000'), { panHash: '0000' }),
  },
  {
    invariant: 'S15',
    change: 'a card is booked on the account of another card',
    of: 'approved',
    alter: (played) => {
      const panHash = panHashOfFirst(played)
      return rebooked(played, booked(-1, PROBE), toAccount(`cardholder:${panHash}`), { panHash })
    },
  },
  {
    invariant: 'S15',
    change: 'a reversal gives the money to another card',
    of: 'responseLost',
    alter: (played) => rebooked(played, booked(1), toAccount('cardholder:0000')),
  },
  {
    invariant: 'S15',
    change: 'a reversal takes the money back from another merchant',
    of: 'responseLost',
    alter: (played) => rebooked(played, booked(1), toAccount('merchant:000000000000000')),
  },
  {
    invariant: 'S8',
    change: 'the slip about a loss says one minor unit more',
    of: 'dropped',
    alter: (played) => saying(played, printed('金额 AMOUNT: CNY 128.00'), { text: '金额 AMOUNT: CNY 128.01' }),
  },
  {
    invariant: 'S15',
    change: 'the slip of a partial approval says the amount that was asked for',
    of: 'partial',
    alter: (played) => saying(played, printed('金额 AMOUNT: CNY 100.00'), { text: '金额 AMOUNT: CNY 128.00' }),
  },
  {
    invariant: 'S15',
    change: 'nobody is told that the merchant waits for a lost clearing',
    of: 'clearingLost',
    alter: (played) => {
      const { books } = played.exhibits
      return { ...played, exhibits: { ...played.exhibits, books: { ...books, exceptions: [] } } }
    },
  },
  {
    invariant: 'S3',
    change: 'the merchant keeps what a reversal gave back',
    of: 'responseLost',
    alter: (played) => rebooked(played, booked(1), ofMerchant),
  },
  {
    invariant: 'S8',
    change: 'neither the exception list nor the slip about it says the amount that was lost',
    of: 'otherDay',
    alter: (good) => {
      const played = saying(good, printed('金额 AMOUNT: CNY 128.00'), { text: '金额 AMOUNT: CNY 128.01' })
      const { books } = played.exhibits
      const exceptions = books.exceptions.map((item) => ({ ...item, amountMinor: item.amountMinor - 1 }))
      return { ...played, exhibits: { ...played.exhibits, books: { ...books, exceptions } } }
    },
  },
]

/** The third sale of a trace with two: the judge's probe, with a card of its own. */
const PROBE = 3

/** Puts this account in the place of the one of its kind. */
function toAccount(account: string): (before: string) => string {
  const kind = account.slice(0, account.indexOf(':') + 1)
  return (before) => (before.startsWith(kind) ? account : before)
}

/** What the merchant would lose, clearing loses in its place. */
function ofMerchant(account: string): string {
  return account.startsWith('merchant:') ? 'clearing:acquirer' : account
}

function panHashOfFirst({ events }: Played): string {
  return String(events.find(({ lane, kind }) => lane === 'ledger' && kind === 'committed')?.data['panHash'])
}
