import { SpecError } from './errors.ts'
import type { Spec } from './spec.ts'

/**
 * Throws SPEC_INVALID unless the value is a spec that the codec can run; lists every contradiction with its path. Takes
 * anything, since a spec may come from a file.
 */
export function assertSpec(value: unknown): asserts value is Spec {
  const problems: string[] = []
  const say = (path: string, expected: string) => problems.push(`${path}: expected ${expected}`)
  const spec = asTable(value)
  checkFrame(spec, say)
  checkCodings(asTable(spec['encoding']), say)
  checkMessages(asTable(spec['messages']), say)
  checkFields(spec, say)
  checkMac(spec, say)
  if (problems.length > 0) throw new SpecError(typeof spec['name'] === 'string' ? spec['name'] : '?', problems)
}

type Table = Readonly<Record<string, unknown>>
type Say = (path: string, expected: string) => void

function checkFrame(spec: Table, say: Say): void {
  if (typeof spec['name'] !== 'string' || spec['name'] === '') say('name', 'a name')
  checkName(spec['title'], 'title', say)
  const frame = asTable(spec['frame'])
  const { lengthBytes, maxBody } = frame
  if (lengthBytes !== 2 && lengthBytes !== 4) say('frame.lengthBytes', '2 or 4')
  if (!isCount(maxBody, 32, 65535)) say('frame.maxBody', 'a number of bytes from 32 to 65535')
  const envelope = asTable(spec['envelope'])
  for (const part of ['tpdu', 'header']) {
    if (envelope[part] === undefined) continue
    const { bytes, usual, starts = '' } = asTable(envelope[part])
    if (!isCount(bytes, 1, 32)) say(`envelope.${part}.bytes`, 'a number from 1 to 32')
    else if (!isHex(usual) || usual.length !== 2 * bytes)
      say(`envelope.${part}.usual`, `${2 * bytes} upper-case hex digits`)
    else if (!isHex(starts) || !usual.startsWith(starts))
      say(`envelope.${part}.starts`, 'the first hex digits of usual')
  }
  if (typeof asTable(spec['bitmap'])['secondary'] !== 'boolean') say('bitmap.secondary', 'true or false')
}

function checkCodings(encoding: Table, say: Say): void {
  for (const key of ['mti', 'digits', 'lengths']) {
    if (encoding[key] !== 'bcd' && encoding[key] !== 'ascii') say(`encoding.${key}`, 'bcd or ascii')
  }
  if (encoding['text'] !== 'gb18030' && encoding['text'] !== 'ascii') say('encoding.text', 'gb18030 or ascii')
}

function checkMessages(messages: Table, say: Say): void {
  if (Object.keys(messages).length === 0) say('messages', 'at least one message')
  for (const [mti, message] of Object.entries(messages)) {
    if (!/^\d{4}$/.test(mti)) say(`messages.${mti}`, 'a type of four digits')
    checkName(message, `messages.${mti}`, say)
    const kind = asTable(message)['class']
    if (kind !== 'request' && kind !== 'response' && kind !== 'advice')
      say(`messages.${mti}.class`, 'request, response or advice')
  }
}

function checkFields(spec: Table, say: Say): void {
  const bcd = asTable(spec['encoding'])['digits'] === 'bcd'
  const last = asTable(spec['bitmap'])['secondary'] === true ? 128 : 64
  for (const [key, value] of Object.entries(asTable(spec['fields']))) {
    const path = `fields.${key}`
    if (!isCount(Number(key), 2, last)) say(path, `a field number from 2 to ${last}`)
    const field = asTable(value)
    checkField(field, path, bcd, say)
    for (const [mti, change] of Object.entries(asTable(field['byMti']))) {
      if (asTable(spec['messages'])[mti] === undefined) say(`${path}.byMti.${mti}`, 'a type that messages lists')
      checkField({ ...field, ...asTable(change) }, `${path}.byMti.${mti}`, bcd, say)
    }
  }
}

function checkField(field: Table, path: string, bcd: boolean, say: Say): void {
  const { kind, length, align, sensitive } = field
  if (!kinds.includes(kind)) say(`${path}.kind`, kinds.join(', '))
  checkName(field['name'], `${path}.name`, say)
  const { fixed, prefix, min = 1, max } = asTable(length)
  if (fixed === undefined) {
    if (prefix !== 2 && prefix !== 3) say(`${path}.length.prefix`, '2 or 3, or a fixed length')
    else if (!isCount(max, 1, 10 ** prefix - 1)) say(`${path}.length.max`, `a number from 1 to ${10 ** prefix - 1}`)
    else if (!isCount(min, 0, max)) say(`${path}.length.min`, `a number from 0 to ${max}`)
  } else if (!isCount(fixed, 1, 999)) say(`${path}.length.fixed`, 'a number from 1 to 999')
  const odd = bcd && (kind === 'n' || kind === 'z') && typeof fixed === 'number' && fixed % 2 === 1
  if (odd !== (align === 'left' || align === 'right'))
    say(
      `${path}.align`,
      odd ? 'left or right, since the BCD length is fixed and odd' : 'nothing: no nibble is left over',
    )
  if (sensitive !== undefined && !sensitivities.includes(sensitive)) say(`${path}.sensitive`, sensitivities.join(', '))
  checkParts(field['parts'], path, Number(fixed ?? max), say)
}

function checkParts(parts: unknown, path: string, room: number, say: Say): void {
  if (parts === undefined) return
  if (!Array.isArray(parts)) {
    say(`${path}.parts`, 'a list')
    return
  }
  const seen = new Set<unknown>(['rest'])
  let used = 0
  for (const [index, part] of parts.entries()) {
    const { id, length, name } = asTable(part)
    const at = `${path}.parts.${index}`
    if (typeof id !== 'string' || !/^[a-z]\w*$/i.test(id) || seen.has(id))
      say(`${at}.id`, 'a word of its own, other than rest')
    seen.add(id)
    checkName(name, `${at}.name`, say)
    if (length === undefined ? index < parts.length - 1 : !isCount(length, 1, 999))
      say(`${at}.length`, 'a number from 1; only the last part may leave it open')
    used += Number(length ?? 0)
  }
  if (used > room) say(`${path}.parts`, `at most ${room} in all`)
}

function checkMac(spec: Table, say: Say): void {
  const mac = asTable(spec['mac'])
  if (mac['kind'] !== 'ecb') say('mac.kind', 'ecb')
  if (mac['field'] !== 64) say('mac.field', '64')
  const secondary = asTable(spec['bitmap'])['secondary'] === true
  if (mac['secondaryField'] !== (secondary ? 128 : undefined))
    say('mac.secondaryField', secondary ? '128, the last field of a second bitmap' : 'nothing without a second bitmap')
  for (const number of secondary ? ['64', '128'] : ['64']) {
    const { kind, length } = asTable(asTable(spec['fields'])[number])
    if (kind !== 'b' || asTable(length)['fixed'] !== 8)
      say(`fields.${number}`, 'kind b with the fixed length 8, for the MAC')
  }
}

function checkName(value: unknown, path: string, say: Say): void {
  for (const language of ['en', 'zh']) {
    const name = asTable(value)[language]
    if (typeof name !== 'string' || name === '') say(`${path}.${language}`, 'a name')
  }
}

const kinds: readonly unknown[] = ['n', 'z', 'an', 'ans', 'b']
const sensitivities: readonly unknown[] = ['pan', 'expiry', 'track', 'pin', 'chip', 'keys']

function asTable(value: unknown): Table {
  return typeof value === 'object' && value !== null ? (value as Table) : {}
}

function isCount(value: unknown, from: number, to: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to
}

function isHex(value: unknown): value is string {
  return typeof value === 'string' && value.length % 2 === 0 && /^[0-9A-F]*$/.test(value)
}
