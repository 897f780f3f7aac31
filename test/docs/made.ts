import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { testCards } from '../../host/index.ts'
import type { Fault } from '../../scenarios/fault.ts'
import { signature } from '../../scenarios/fault.ts'
import { invariantIds } from '../../scenarios/judge/invariant-ids.ts'
import { invariants } from '../../scenarios/judge/invariants.ts'
import { pointFamilies } from '../../scenarios/point.ts'
import { profileNames } from '../../scenarios/profile.ts'
import { catalogue } from '../../scenarios/shipped.ts'
import { switchNames } from '../../scenarios/switches.ts'
import type { Rows } from './markdown.ts'
import { tableOf } from './markdown.ts'
import { at } from './page.ts'

// The parts of both READMEs that are made from the product's own data. A cell that people wrote is kept from the old table.

type Lang = 'en' | 'zh'
type Make = (lang: Lang, old: Rows) => string

/** Every made part by its name. */
export const made: Readonly<Record<string, Make>> = { points, faults, scenarios, cards, switches, invariants: judged }

const code = (text: string) => `\`${text}\``

/** What each family of points takes; a fault that no firmware survives has a cross. */
function points(lang: Lang): string {
  const head = { en: ['Point', 'Where that is', 'Faults'], zh: ['故障点', '位置', '故障'] }
  const rows = pointFamilies.map(({ stem, names, title, faults: taken }) => [
    code(names.length === 0 ? stem : `${stem}.${stem.startsWith('flash') ? 'RECORD' : 'MTI'}`),
    title[lang],
    taken.map((fault) => `${code(signature(fault))}${fault.beyond ? '†' : ''}`).join(' '),
  ])
  return tableOf(head[lang], rows)
}

/** What each fault does. One name may mean something else elsewhere; then both are said. */
function faults(lang: Lang): string {
  const head = { en: ['Fault', 'What happens'], zh: ['故障', '含义'] }
  const all = new Set(pointFamilies.flatMap((family) => family.faults))
  const meanings = new Map<string, Set<string>>()
  for (const fault of all) meanings.set(fault.name, (meanings.get(fault.name) ?? new Set()).add(meaningOf(fault, lang)))
  return tableOf(
    head[lang],
    [...meanings].map(([name, said]) => [code(name), [...said].join(lang === 'zh' ? '；' : '; ')]),
  )
}

function meaningOf(fault: Fault, lang: Lang): string {
  return fault.title[lang]
}

function scenarios(lang: Lang): string {
  const head = { en: ['Scenario', 'Title', 'Tags'], zh: ['场景', '标题', '标签'] }
  const rows = Object.values(catalogue).map(({ id, title, tags }) => [code(id), title[lang], tags.join(' ')])
  return tableOf(head[lang], rows)
}

function cards(lang: Lang): string {
  const head = { en: ['Card', 'What it is'], zh: ['卡', '说明'] }
  return tableOf(
    head[lang],
    testCards.map(({ alias, title }) => [code(alias), title[lang]]),
  )
}

interface SwitchSchema {
  readonly enum?: readonly string[]
  readonly anyOf?: readonly { readonly const?: string }[]
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
}

/** Every switch: its values, the default of `unionpay` in bold, the other where it differs. The schema speaks English only. */
function switches(lang: Lang, old: Rows): string {
  const head = {
    en: ['Switch', 'Values (**default**)', '`iso87`', 'What it decides'],
    zh: ['开关', '取值（**默认**）', '`iso87`', '决定什么'],
  }
  const schema = JSON.parse(readFileSync(at('profile.schema.json'), 'utf8')).properties.switches.properties
  const [usual, other] = profileNames.map((name) => {
    const text = readFileSync(at(`scenarios/profiles/${name}.yaml`), 'utf8')
    // Codes such as 06 stay texts.
    return parse(text, { schema: 'failsafe' }).switches as Readonly<Record<string, string | readonly string[]>>
  })
  const rows = switchNames.map((name) => {
    const [here, there] = [shown(usual?.[name]), shown(other?.[name])]
    const written = old.find(([first]) => first === code(name))?.[3] ?? ''
    const meaning = lang === 'en' ? schema[name].description : written
    return [code(name), valuesOf(schema[name], here, lang), here === there ? '' : there, meaning]
  })
  return tableOf(head[lang], rows)
}

function shown(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? code(value) : code(`[${value?.join(', ') ?? ''}]`)
}

function valuesOf(schema: SwitchSchema, usual: string, lang: Lang): string {
  const named = [...(schema.enum ?? []), ...(schema.anyOf ?? []).flatMap((one) => one.const ?? [])].map(code)
  const marked = named.includes(usual) ? named : [usual, ...named]
  const values = marked.map((value) => (value === usual ? `**${value}**` : value)).join(' ')
  if (schema.minimum !== undefined) return `${values} ${schema.minimum}–${schema.maximum}`
  const isDuration = schema.pattern !== undefined || schema.anyOf !== undefined
  return isDuration ? `${values} ${lang === 'zh' ? '时长' : 'or a duration'}` : values
}

function judged(lang: Lang): string {
  const head = { en: ['', 'The judge checks'], zh: ['', '裁判核对的内容'] }
  const rows = invariantIds.map((id) => {
    const found = invariants.find((one) => one.id === id)
    return [id, `**${found?.title[lang]}${lang === 'zh' ? '。' : '.'}** ${found?.meaning[lang]}`]
  })
  return tableOf(head[lang], rows)
}
