import type { FieldSpec, PartSpec, Spec } from '../../protocol/index.ts'
import { checkValue, ecbMac, hexToBytes, packWorkingKeys, specs } from '../../protocol/index.ts'
import type { ScenarioId, TracedFrame } from '../../scenarios/index.ts'
import { catalogue, printSchedule, runFully } from '../../scenarios/index.ts'
import { tableOf } from './markdown.ts'

// The parts of docs/messages.md that are made from the specs, from runs and from the published examples.

/** Every made part by its name. */
export const messageTables: Readonly<Record<string, () => string>> = {
  envelopes,
  types,
  fields,
  carried,
  parts,
  mac,
  keys,
  checks,
}

const code = (text: string) => `\`${text}\``
const both: readonly Spec[] = [specs.unionpay, specs.iso87]

function numbersIn(of: (spec: Spec) => object): number[] {
  return [...new Set(both.flatMap((spec) => Object.keys(of(spec)).map(Number)))].sort((a, b) => a - b)
}

function envelopes(): string {
  const lines: readonly (readonly [string, (spec: Spec) => string])[] = [
    ['length of a frame', ({ frame }) => `${frame.lengthBytes} bytes, at most ${frame.maxBody}`],
    [
      'TPDU',
      ({ envelope: { tpdu } }) =>
        tpdu ? `${tpdu.bytes} bytes, begins with ${code(tpdu.starts)}, usually ${code(tpdu.usual)}` : 'none',
    ],
    [
      'header',
      ({ envelope: { header } }) => (header ? `${header.bytes} bytes, usually ${code(header.usual)}` : 'none'),
    ],
    ['type', ({ encoding }) => encoding.mti.toUpperCase()],
    ['bitmaps', ({ bitmap }) => (bitmap.secondary ? '8 bytes, 16 when bit 1 is set' : '8 bytes')],
    ['digits', ({ encoding }) => encoding.digits.toUpperCase()],
    ['lengths of fields', ({ encoding }) => encoding.lengths.toUpperCase()],
    ['text', ({ encoding }) => encoding.text.toUpperCase()],
    ['MAC', ({ mac: { field, secondaryField } }) => [field, secondaryField].filter(Boolean).join(' or ')],
  ]
  return tableOf(
    ['', ...both.map(({ name }) => code(name))],
    lines.map(([title, of]) => [title, ...both.map(of)]),
  )
}

function types(): string {
  const all = [...new Set(both.flatMap(({ messages }) => Object.keys(messages)))].sort()
  const rows = all.map((mti) => {
    const has = both.filter(({ messages }) => messages[mti] !== undefined)
    const { en = '', zh = '', class: kind = '' } = has[0]?.messages[mti] ?? {}
    return [code(mti), en, zh, kind, has.map(({ name }) => code(name)).join(' ')]
  })
  return tableOf(['Type', 'Message', '中文', 'Is', 'In'], rows)
}

/** `n6`, `n..19 LL`, and where an odd number of digits stands. */
function formatOf(field: FieldSpec | undefined, spec: Spec): string {
  if (field === undefined) return ''
  const { kind, length } = field
  const size = 'fixed' in length ? `${kind}${length.fixed}` : `${kind}..${length.max} ${'L'.repeat(length.prefix)}`
  const isOdd = 'fixed' in length && length.fixed % 2 === 1 && kind === 'n' && spec.encoding.digits === 'bcd'
  return isOdd ? `${size}, ${field.align ?? 'left'}` : size
}

function fields(): string {
  const rows = numbersIn((spec) => spec.fields).map((number) => {
    const { name } = both.map((spec) => spec.fields[number]).find((field) => field !== undefined)!
    return [String(number), name.en, name.zh, ...both.map((spec) => formatOf(spec.fields[number], spec))]
  })
  return tableOf(['Field', 'Holds', '中文', ...both.map(({ name }) => code(name))], rows)
}

/** Scenarios that together send each message in each of its shapes. */
const shown = [
  'response-lost',
  'query-finds-approval',
  'signature-refused',
  'sale-declined',
  'chip-approved',
  'chip-declines-after-approval',
] satisfies ScenarioId[]

/** Each message that our sides send, with its fields in every run; `?` after those that only some of them have. */
function carried(): string {
  const byMti = new Map<string, Map<string, ReadonlySet<string>[]>>()
  for (const { name } of both) {
    for (const id of shown) {
      for (const { mti, fields: held } of framesOf(id, name)) {
        const bySpec = byMti.get(mti) ?? new Map<string, ReadonlySet<string>[]>()
        byMti.set(mti, bySpec.set(name, [...(bySpec.get(name) ?? []), new Set(Object.keys(held))]))
      }
    }
  }
  const rows = [...byMti].sort(([a], [b]) => a.localeCompare(b))
  return tableOf(
    ['Message', ...both.map(({ name }) => code(name))],
    rows.map(([mti, bySpec]) => [code(mti), ...both.map(({ name }) => listed(bySpec.get(name) ?? []))]),
  )
}

function framesOf(id: ScenarioId, profile: string): TracedFrame[] {
  const scenario = { ...catalogue[id]!, profile }
  const faults = printSchedule(scenario.faults).replaceAll('0410', profile === 'iso87' ? '0430' : '0410')
  const { trace } = runFully(scenario, { faults })
  return trace
    .filter(({ lane, kind }) => lane === 'link' && kind === 'frame.left')
    .map(({ data }) => data['frame'] as TracedFrame)
}

function listed(seen: readonly ReadonlySet<string>[]): string {
  const all = [...new Set(seen.flatMap((one) => [...one]))].sort((a, b) => Number(a) - Number(b))
  return all.map((field) => (seen.every((one) => one.has(field)) ? field : `${field}?`)).join(' ')
}

/** Every division of a field that a spec knows; in which messages, where it is not all. */
function parts(): string {
  const rows: string[][] = []
  for (const number of numbersIn((spec) => spec.fields)) {
    const field = both.map((spec) => spec.fields[number]).find((one) => one !== undefined)!
    if (field.parts) rows.push(...partRows(String(number), field.parts))
    const byParts = new Map<readonly PartSpec[], string[]>()
    for (const [mti, change] of Object.entries(field.byMti ?? {}))
      if (change.parts) byParts.set(change.parts, [...(byParts.get(change.parts) ?? []), mti])
    for (const [divided, mtis] of byParts) rows.push(...partRows(`${number} in ${mtis.join(', ')}`, divided))
  }
  return tableOf(['Field', 'Part', 'Places', 'Holds', '中文'], rows)
}

function partRows(field: string, divided: readonly PartSpec[]): string[][] {
  let from = 1
  return divided.map(({ id, length, name }) => {
    const places = length === undefined ? `${from}–` : length === 1 ? `${from}` : `${from}–${from + length - 1}`
    from += length ?? 0
    return [field, code(id), places, name.en, name.zh]
  })
}

/** The key and the folded block that public sources print with every step. */
function mac(): string {
  const key = '313215FDA2C4AB4C'
  const { xor, second, result, field64 } = ecbMac(hexToBytes('8DBA2933C4B6C379'), key)
  return tableOf(
    ['Step', 'Value'],
    [
      ['MAC key', code(key)],
      ['1 all blocks by XOR', code(xor)],
      ['4 after the second XOR', code(second)],
      ['5 enciphered', code(result)],
      ['6 field 64', code(field64)],
    ],
  )
}

function keys(): string {
  const networks = { '001': 8, '003': 16, '004': 16 } as const
  const rows = (Object.keys(networks) as (keyof typeof networks)[]).map((network) => {
    const key = 'AB7C577CC7A18045'.repeat(networks[network] / 8)
    const given = { pinKey: key, macKey: key, trackKey: key }
    const names = network === '004' ? ['PIN', 'MAC', 'track'] : ['PIN', 'MAC']
    const bytes = packWorkingKeys(given, network, '0123456789ABCDEFFEDCBA9876543210').length / 2
    return [network, names.map((name) => `${name} key ${networks[network]} + 4`).join(', '), String(bytes)]
  })
  return tableOf(['60.3', 'Field 62 holds', 'Bytes'], rows)
}

function checks(): string {
  const rows = ['D931648F3DE313A4A22C15DCA4F4299E', 'AB7C577CC7A18045'].map((key) => [code(key), code(checkValue(key))])
  return tableOf(['Key', 'Check value'], rows)
}
