import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { droporder } from './shell.ts'

const folder = mkdtempSync(join(tmpdir(), 'droporder-typos-'))
afterAll(() => rmSync(folder, { recursive: true }))

const good = `id: mine
title: { en: Mine, zh: 我的 }
profile: unionpay
steps:
  - sale: { card: credit-ok, amount: "128.00" }
faults:
  - link.response.0210#1=drop
expect:
  sales:
    - { outcome: reversed, cardholder: "0.00", receipt: none }
`

/** A file in which one text was replaced, and where that is, as `line:column`. */
function fileWith(found: string, instead: string): { file: string; text: string } {
  const file = join(folder, `${Math.abs(hash(found + instead))}.yaml`)
  const text = good.replace(found, instead)
  writeFileSync(file, text)
  return { file, text }
}

const hash = (text: string) => [...text].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) | 0, 7)

describe('a mistake in a scenario file', () => {
  const mistakes: readonly (readonly [title: string, found: string, instead: string, code: string, says: RegExp])[] = [
    ['an unknown key', 'profile:', 'profil:', 'KEY_UNKNOWN', /:3:1: .*profil[\s\S]*profile/],
    ['an unknown step', 'sale:', 'sael:', 'STEP_UNKNOWN', /:5:5: [\s\S]*sale/],
    ['an unknown card', 'credit-ok', 'credit-okk', 'CARD_UNKNOWN', /:5:19: [\s\S]*credit-ok/],
    ['an amount that is a number', '"128.00"', '128.00', 'AMOUNT_INVALID', /:5:38: /],
    ['an amount with a comma', '128.00', '128,00', 'AMOUNT_INVALID', /:5:38: /],
    ['an unknown profile', 'unionpay', 'unionpai', 'PROFILE_UNKNOWN', /:3:10: [\s\S]*unionpay/],
    ['an unknown point', 'link.response', 'link.respons', 'POINT_UNKNOWN', /:7:5: [\s\S]*link\.response\.0210/],
    ['an unknown fault', '=drop', '=dorp', 'FAULT_UNKNOWN', /:7:\d+: [\s\S]*drop/],
    ['occurrence 0', '#1=', '#0=', 'OCCURRENCE_INVALID', /:7:\d+: /],
    ['a missing =', '#1=drop', '#1drop', 'SCHEDULE_SYNTAX', /:7:\d+: /],
    ['an unknown argument', '=drop', '=delay(soon)', 'ARGUMENT_INVALID', /:7:\d+: [\s\S]*milliseconds/],
    ['an unknown outcome', 'reversed', 'reversd', 'VALUE_UNKNOWN', /:10:\d+: [\s\S]*reversed/],
    ['broken YAML', 'steps:', 'steps: [', 'YAML_BROKEN', /:\d+:\d+: /],
    [
      'one expectation too few',
      '    - { outcome: reversed, cardholder: "0.00", receipt: none }',
      '    []',
      'EXPECT_COUNT',
      /:9:\d+: /,
    ],
  ]

  it.each(mistakes)(
    '%s is refused with its place and what would be right',
    async (_title, found, instead, code, says) => {
      const { file } = fileWith(found, instead)
      const { code: ended, out, err } = await droporder(['run', file])
      expect(ended).toBe(2)
      expect(out).toBe('')
      expect(err).toContain(`error ${code}: ${file}:`)
      expect(err).toMatch(says)
    },
  )
})

describe('a file that cannot be read as a scenario', () => {
  it('is refused with the line of its garbage when it is not UTF-8', async () => {
    const file = join(folder, 'latin.yaml')
    writeFileSync(
      file,
      Buffer.concat([Buffer.from('id: mine\ntitle: { en: "Caf'), Buffer.from([0xe9]), Buffer.from('" }')]),
    )
    const { code, err } = await droporder(['run', file])
    expect(code).toBe(2)
    expect(err).toContain(`error FILE_UNFIT: ${file}:2: not UTF-8`)
  })

  it('is read with a byte order mark before it', async () => {
    const file = join(folder, 'marked.yaml')
    writeFileSync(file, `\uFEFF${good}`)
    expect((await droporder(['run', file])).code).toBe(0)
  })

  it('is refused when its name would steer the terminal', async () => {
    const { code, err } = await droporder(['run', '\u001b[2J.yaml'])
    expect(code).toBe(2)
    expect(err).not.toContain('\u001b')
  })

  it('is refused when the prompt of a planned answer never comes', async () => {
    const { file } = fileWith('"128.00" }', '"128.00", answers: { paperOut: cancel } }')
    const { code, err } = await droporder(['run', file])
    expect(code).toBe(2)
    expect(err).toMatch(/ANSWER_UNUSED: .*:5:59: never answered: "cancel" at paperOut/)
    // Under another schedule the sale may go otherwise.
    expect((await droporder(['run', file, '--faults', ''])).code).toBe(0)
  })
})

describe('a mistake on the command line', () => {
  const mistakes: readonly (readonly [title: string, args: readonly string[], says: RegExp])[] = [
    ['an unknown command', ['rnu'], /COMMAND[\s\S]*run/],
    ['an unknown option', ['run', '--wier', 'tcp'], /--wier[\s\S]*--wire/],
    ['an unknown wire', ['run', '--wire', 'tpc'], /tpc[\s\S]*tcp/],
    ['an unknown scenario', ['run', 'respons-lost'], /respons-lost[\s\S]*response-lost/],
    ['an unknown scenario of points', ['points', 'sale-aproved'], /sale-approved/],
    ['an unknown tag', ['run', '--tag', 'cor'], /core/],
    ['a file that is not there', ['run', 'nowhere/mine.yaml'], /FILE_MISSING/],
    ['a fault without its =', ['run', 'response-lost', '--faults', 'link.response.0210#1drop'], /SCHEDULE_SYNTAX/],
    ['an unknown point', ['run', 'response-lost', '--faults', 'link.respons.0210#1=drop'], /link\.response\.0210/],
    [
      'a schedule that never strikes',
      ['run', 'response-lost', '--faults', 'link.connect#1=hang; link.response.0210#99=drop'],
      /NEVER_STRUCK: faults:1:22: [\s\S]*reached/,
    ],
    [
      'a change of a field that no such message has',
      ['run', 'response-lost', '--faults', 'link.connect#1=hang; link.response.0210#*=tamper(99)'],
      /NEVER_STRUCK: faults:1:22: [\s\S]*changes nothing/,
    ],
    [
      'a value that does not fit its field',
      ['run', 'sale-approved', '--faults', 'link.connect#1=hang; link.request.0200#1=tamper(4,abc)'],
      /ARGUMENT_INVALID: faults:1:22: [\s\S]*it holds 12 digits/,
    ],
    ['an unknown invariant', ['explain', 'S88'], /INVARIANT_UNKNOWN[\s\S]*S8/],
    [
      'points that the scenario never reaches',
      ['explore', 'sale-approved', '--points', 'link.response.0100'],
      /POINTS_NOT_REACHED[\s\S]*droporder points/,
    ],
    [
      'points of which one is never reached',
      ['explore', 'sale-approved', '--points', 'flash.sync.intent, link.response.0100'],
      /POINTS_NOT_REACHED: no fault can strike at "link\.response\.0100" here/,
    ],
    ['more threads than make sense', ['explore', 'sale-approved', '--jobs', '99'], /INVALID_ARGUMENT[\s\S]*1 to \d+/],
    ['points that are none', ['explore', 'sale-approved', '--points', 'lnk'], /POINTS_UNKNOWN[\s\S]*link/],
    ['a depth that is none', ['explore', 'sale-approved', '--depth', 'two'], /0 to 9/],
    ['an unknown profile', ['run', 'response-lost', '--profile', 'unionpai'], /unionpay/],
    ['an unknown spec', ['decode', '--spec', 'iso78', '00'], /iso87/],
    ['a port that is none', ['host', '--port', '70000'], /65535/],
    ['a missing option', ['terminal'], /--connect/],
    ['a port of a printer that is none', ['terminal', '--connect', 'h:1', '--printer', 'h:99999'], /65535/],
    ['the card of the probe', ['terminal', '--connect', 'h:1', '--sale', 'probe=1.00'], /no card is called/],
    ['an address that is none', ['terminal', '--connect', 'here'], /HOST:PORT/],
  ]

  it.each(mistakes)('%s ends with 2 and says what would be right', async (_title, args, says) => {
    const { code, out, err } = await droporder(args)
    expect(err).toMatch(says)
    expect(out).toBe('')
    expect(code).toBe(2)
  })
})
