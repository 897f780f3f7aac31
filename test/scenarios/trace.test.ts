import { describe, expect, test } from 'vitest'
import { specs } from '../../protocol/index.ts'
import { TextHash } from '../../scenarios/hash.ts'
import { runFully } from '../../scenarios/run.ts'
import { catalogue } from '../../scenarios/shipped.ts'
import { lanes, storyHash, storyLines, traceHash } from '../../scenarios/story.ts'
import type { TracedFrame } from '../../scenarios/trace.ts'
import { traceEvent } from '../../scenarios/trace.ts'
import * as fc from '../fast-check.ts'

const lost = catalogue['response-lost']!
const { trace } = runFully(lost)
const frames = trace.flatMap(({ data }) => (data['frame'] === undefined ? [] : [data['frame'] as TracedFrame]))

describe('a trace', () => {
  test('tells every lane of a lost answer, in order and without gaps', () => {
    expect(trace.map(({ seq }) => seq)).toEqual(trace.map((_, index) => index))
    const told = new Set(trace.map(({ lane }) => lane))
    // What the terminal notes for itself is its own affair, and no power is lost here.
    expect(lanes.filter((lane) => !told.has(lane) && lane !== 'terminal')).toEqual(['power'])
  })

  test('is plain data', () => {
    expect(JSON.parse(JSON.stringify(trace))).toEqual(trace)
  })

  test('shows each frame with its type, its fields masked and its bytes overwritten at equal length', () => {
    const request = frames.find(({ mti }) => mti === '0200')
    expect(request?.fields[2]).toBe('621234******0019')
    expect(request?.fields[35]).toMatch(/^\*+$/)
    expect(request?.maskedHex).toHaveLength(2 * (request?.bytes ?? 0))
    const keys = frames.flatMap(({ mti, fields }) => (mti === '0810' ? [fields[62] ?? ''] : []))
    expect(keys.length).toBeGreaterThan(0)
    for (const text of keys) expect(text).toMatch(/^\*+$/)
  })

  test('shows nothing of a piece of a frame, because it could hold anything', () => {
    const pieces = runFully(lost, { faults: 'link.request.0200#1=split(40)' }).trace
    const shown = pieces.flatMap(({ kind, data }) => (kind === 'frame.arrived' ? [data['frame'] as TracedFrame] : []))
    const parts = shown.filter(({ mti }) => mti === 'part')
    expect(parts).toHaveLength(2)
    for (const part of parts) expect(part).toEqual({ mti: 'part', fields: {}, bytes: part.bytes })
  })

  test('reads journal records and leaves their cards out', () => {
    const records = trace.flatMap(({ data }) => (data['record'] === undefined ? [] : [data['record'] as object]))
    expect(records.length).toBeGreaterThan(5)
    for (const record of records) expect(record).not.toHaveProperty('card')
  })

  test('turns bytes that it does not understand into their number', () => {
    const event = {
      seq: 0,
      atMs: 0,
      lane: 'printer',
      kind: 'command.ignored',
      data: { bytes: new Uint8Array(3) },
    } as const
    expect(traceEvent(event, specs.unionpay).data).toEqual({ bytes: 3 })
  })
})

describe('a story', () => {
  test('is the same on another day, while the trace is not', () => {
    const later = runFully({ ...lost, startAtMs: lost.startAtMs + 3 * 24 * 3_600_000 + 12_345 })
    expect(later.result.storyHash).toBe(storyHash(trace))
    expect(later.result.traceHash).not.toBe(traceHash(trace))
  })

  test('is another one when something else happens', () => {
    expect(runFully(lost, { faults: '' }).result.storyHash).not.toBe(storyHash(trace))
  })

  test('is told lane by lane, one event a line, without times, references and MACs', () => {
    const lines = storyLines(trace)
    expect(lines).toHaveLength(trace.length)
    expect(lines[0]).toMatch(/^operator /)
    for (const line of lines) expect(line).not.toMatch(/"(12|13|37|64|atMs|rrn|hostTime)":|\n/)
  })
})

describe('a fingerprint', () => {
  test('does not depend on the pieces in which the text came, and tells texts apart', () => {
    const of = (...pieces: readonly string[]) => {
      const hash = new TextHash()
      for (const piece of pieces) hash.add(piece)
      return hash.value()
    }
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(of(one, other)).toBe(of(one + other))
        expect(of(one)).toMatch(/^[0-9a-f]{28}$/)
        if (one !== other) expect(of(one)).not.toBe(of(other))
      }),
    )
  })
})
