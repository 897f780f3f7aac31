import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testFolder } from '../apps/cli/process.ts'
import { droporder } from '../apps/cli/shell.ts'
import { approved, failed, fileOf } from './own-file.ts'
import { filesBelow, tracesOf } from './traces-of.ts'

/** Lengths that cards have, odd ones too: BCD pads those. */
const PANS = ['6225880137451234', '371449635398431', '4222222222222', '6217001234567890128', '622848040257841903']
const PIN = '918273'
const WAYS = [[], ['--format', 'json'], ['--format', 'jsonl'], ['--story'], ['--lang', 'zh'], ['--wire', 'tcp']]

const bytesOf = (text: string) => new TextEncoder().encode(text)

it('finds a number in each of the ways in which it can show', () => {
  const pan = PANS[0]!
  const bcd = Buffer.from(`0${pan}1`, 'hex')
  const ascii = Buffer.from(Buffer.from(pan).toString('hex'))
  for (const bytes of [
    bytesOf(`a ${pan} b`),
    bytesOf('6225 8801 3745 1234'),
    Buffer.from(pan, 'hex'),
    bcd,
    ascii,
    Buffer.from(pan, 'utf16le'),
  ])
    expect(tracesOf(pan, bytes)).not.toEqual([])
  expect(tracesOf(pan, bytesOf('622588******1234'))).toEqual([])
})

describe.each(PANS)('the number %s', (pan) => {
  const lost = ['link.response.0210#1=drop', 'printer.line#30=jam']
  const sales = (card: string) => [failed('reversed', card, '8.00'), approved(card, '9.00')]
  const files: readonly (readonly [title: string, text: string])[] = [
    ['in a step', fileOf(sales(pan), lost)],
    [
      'among the cards',
      fileOf(sales('mine'), lost, `cards: [{ alias: mine, pan: "${pan}", expiry: "2912", pin: "${PIN}" }]`),
    ],
    ['in a format with ASCII', fileOf(sales(pan), ['link.response.0210#1=drop'], 'profile: iso87')],
  ]

  it.each(files)('%s shows in nothing that is printed or written', async (_title, text) => {
    const folder = testFolder()
    const file = join(folder, 'mine.yaml')
    const out = join(folder, 'out')
    mkdirSync(out)
    writeFileSync(file, text)
    for (const way of WAYS) {
      const heard = await droporder(['run', file, '--out', out, ...way])
      expect([way, heard.err, heard.code]).toEqual([way, '', 0])
      for (const secret of [pan, PIN]) expect([way, tracesOf(secret, bytesOf(heard.out))]).toEqual([way, []])
    }
    const written = filesBelow(out)
    expect(written.length).toBeGreaterThan(3)
    for (const [path, bytes] of written) {
      for (const secret of [pan, PIN]) expect([path, tracesOf(secret, bytes)]).toEqual([path, []])
    }
  })

  it('shows in nothing when it comes from a profile', async () => {
    const folder = testFolder()
    const [profile, file] = [join(folder, 'shop.yaml'), join(folder, 'mine.yaml')]
    const cards = `cards: [{ alias: mine, pan: "${pan}", pin: "${PIN}" }]`
    writeFileSync(profile, `id: shop\ntitle: { en: Shop, zh: 店 }\nspec: unionpay\n${cards}\n`)
    writeFileSync(file, fileOf(sales('mine'), ['link.response.0210#1=drop']))
    const heard = await droporder(['run', file, '--profile', profile, '--out', join(folder, 'out')])
    expect([heard.err, heard.code]).toEqual(['', 0])
    expect(tracesOf(pan, bytesOf(heard.out))).toEqual([])
    for (const [path, bytes] of filesBelow(join(folder, 'out')))
      expect([path, tracesOf(pan, bytes)]).toEqual([path, []])
  })
})

/** Mistakes in and beside a number; `PAN` is put in. */
const mistakes: readonly (readonly [title: string, found: string, instead: string])[] = [
  ['a letter in the number', 'card: "PAN"', 'card: "PANx"'],
  ['a letter in its middle', 'card: "PAN"', 'card: "HEADoTAIL"'],
  ['a digit too few', 'card: "PAN"', 'card: "PAN1234567"'],
  ['spaces in the number', 'card: "PAN"', 'card: "HEAD TAIL"'],
  ['hyphens in the number', 'card: "PAN"', 'card: "HEAD-TAIL"'],
  ['no quotes', 'card: "PAN"', 'card: PAN'],
  ['a quote too few', 'card: "PAN"', 'card: "PAN'],
  ['the number where money must stand', 'amount: "8.00"', 'amount: "PAN"'],
  ['the number as a key', 'card: "PAN"', 'PAN: "credit-ok"'],
  ['the number twice as a key', 'card: "PAN"', 'PAN: 1, PAN: 2'],
  ['the number as a step', '- sale: { card: "PAN", amount: "8.00" }', '- "PAN"'],
  ['the number as a list', 'card: "PAN"', 'card: ["PAN"]'],
  ['the number as an outcome', 'outcome: reversed', 'outcome: "PAN"'],
  ['the number as the id', 'id: mine', 'id: "PAN"'],
  ['the number as the profile', 'id: mine', 'id: mine\nprofile: x-PAN'],
  ['the number in a fault', 'link.response.0210#1=drop', 'link.response.0210#1=tamper(2,PAN)x'],
  ['the number as a point', 'link.response.0210#1=drop', 'PAN#1=drop'],
  ['the number as an occurrence', 'link.response.0210#1=drop', 'link.response.0210#PAN=drop'],
  ['the number as a switch', 'id: mine', 'id: mine\nswitches: { onDoubt: "PAN" }'],
  ['the number as an alias', 'id: mine', 'id: mine\ncards: [{ alias: "PAN", pan: "PAN" }]'],
  ['the number in a tag of YAML', 'card: "PAN"', 'card: !PAN "PAN"'],
  ['the number as an anchor', 'card: "PAN"', 'card: *PAN'],
  ['a typo beside the number', 'amount: "8.00"', 'amuont: "8.00"'],
  ['a number as amount beside it', 'amount: "8.00"', 'amount: 8.00'],
  ['an unknown key beside it', 'id: mine', 'id: mine\ncards: [{ alias: a, pan: "PAN", pni: "1234" }]'],
  ['the same number twice', 'id: mine', 'id: mine\ncards: [{ alias: a, pan: "PAN" }, { alias: b, pan: "PAN" }]'],
  ['a number among the cards without quotes', 'id: mine', 'id: mine\ncards: [{ alias: a, pan: PAN }]'],
  ['a wrong month beside it', 'id: mine', 'id: mine\ncards: [{ alias: a, pan: "PAN", expiry: "2913" }]'],
  ['an expectation too few', '    - { outcome: reversed, cardholder: "0.00", receipt: none }\n', ''],
]

describe('a mistake in a file with a card number', () => {
  it.each(mistakes)('%s is told without the number', async (_title, found, instead) => {
    for (const pan of PANS) {
      const file = join(testFolder(), 'mine.yaml')
      const put = (text: string) =>
        text.replaceAll('PAN', pan).replaceAll('HEAD', pan.slice(0, 6)).replaceAll('TAIL', pan.slice(6))
      const good = fileOf([failed('reversed', pan, '8.00')], ['link.response.0210#1=drop'])
      const text = good.replace(put(found), put(instead))
      expect(text).not.toBe(good)
      writeFileSync(file, text)
      const { code, out, err } = await droporder(['run', file])
      expect([pan, code, out]).toEqual([pan, 2, ''])
      expect(err).toContain(`${file}:`)
      expect([err, tracesOf(pan, bytesOf(err))]).toEqual([err, []])
    }
  })

  it('on the command line is told without it either', async () => {
    for (const pan of PANS) {
      for (const args of [
        ['run', pan],
        ['run', '--tag', pan],
        ['run', 'response-lost', '--faults', `link.response.0210#1=tamper(2,${pan})x`],
        ['run', 'response-lost', '--faults', `${pan}#1=drop`],
        ['run', 'response-lost', '--profile', pan],
        ['run', 'response-lost', '--wire', pan],
        ['points', pan],
        ['decode', '--spec', pan, '00'],
        ['terminal', '--connect', pan],
        ['terminal', '--connect', '127.0.0.1:9', '--sale', `${pan}=1.00`],
        ['terminal', '--connect', '127.0.0.1:9', '--sale', `${pan}`],
        ['host', '--port', pan],
        [pan],
        [`--${pan}`],
      ]) {
        const { code, out, err } = await droporder(args)
        expect([args, code, out]).toEqual([args, 2, ''])
        expect([args, tracesOf(pan, bytesOf(err))]).toEqual([args, []])
      }
    }
  })
})
