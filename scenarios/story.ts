import type { Lane } from '../sim/index.ts'
import { TextHash } from './hash.ts'
import type { TracedFrame, TraceEvent } from './trace.ts'

/** The order in which a story tells its lanes. */
export const lanes: readonly Lane[] = [
  'operator',
  'cardholder',
  'screen',
  'terminal',
  'flash',
  'link',
  'host',
  'issuer',
  'ledger',
  'printer',
  'power',
  'fault',
]

/** Fingerprint of every event with its virtual time. */
export function traceHash(trace: readonly TraceEvent[]): string {
  const hash = new TextHash()
  for (const event of trace) hash.add(`${JSON.stringify(event)}\n`)
  return hash.value()
}

/** Fingerprint of the story: see `storyLines`. */
export function storyHash(trace: readonly TraceEvent[]): string {
  const hash = new TextHash()
  for (const line of storyLines(trace)) hash.add(`${line}\n`)
  return hash.value()
}

/**
 * What happened in each lane, in order, without what depends on the time of day or the line: times, the fields of a message
 * that hold them, references, keys, MACs, dates on slips, sizes of reads.
 */
export function storyLines(trace: readonly TraceEvent[]): readonly string[] {
  return lanes.flatMap((lane) => trace.filter((event) => event.lane === lane).map(storyLine))
}

function storyLine({ lane, kind, data }: TraceEvent): string {
  return `${lane} ${kind} ${JSON.stringify(told(data))}`
}

function told(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(data)) {
    if (!UNTOLD.has(name)) kept[name] = toldValue(name, value)
  }
  return kept
}

function toldValue(name: string, value: unknown): unknown {
  if (name === 'frame') return toldFrame(value as TracedFrame)
  if (name === 'text') return toldLine(String(value))
  if (name === 'keyText') return String(value).replace(TIMED_PERIOD, '/*/')
  if (Array.isArray(value)) return value.map((item) => toldValue('', item))
  return isPlain(value) ? told(value) : value
}

function toldFrame({ mti, fields }: TracedFrame): unknown {
  return { mti, fields: Object.fromEntries(Object.entries(fields).filter(([field]) => !UNTOLD_FIELDS.has(field))) }
}

/** A printed line keeps its label and loses what changes with the day. */
function toldLine(text: string): string {
  return UNTOLD_LINES.some((label) => text.includes(label)) ? text.slice(0, text.indexOf(':') + 1) : text
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

const UNTOLD: ReadonlySet<string> = new Set([
  'bytes',
  'atMs',
  'hostTime',
  'hostDate',
  'hostDay',
  'rrn',
  'seq',
  'atSeq',
  'second',
  'port',
  'time',
  'date',
  'day',
])
/** Times and dates, references, keys, MACs; 90 repeats the time of the original. */
const UNTOLD_FIELDS: ReadonlySet<string> = new Set(['7', '12', '13', '15', '37', '62', '64', '90', '128'])
/** Where a key is told by the time of its request instead of by its batch. */
const TIMED_PERIOD = /\/[0-9]{10}\//
const UNTOLD_LINES: readonly string[] = ['DATE/TIME', 'REF NO']
