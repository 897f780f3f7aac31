import { describe, expect, test } from 'vitest'
import type { Argument, argumentKinds } from '../../scenarios/fault.ts'
import { familyOf, pointFamilies, pointNames } from '../../scenarios/point.ts'
import type { Entry } from '../../scenarios/schedule.ts'
import { EVERY, parseSchedule, printSchedule } from '../../scenarios/schedule.ts'
import { Scheduler } from '../../scenarios/scheduler.ts'
import { UsageError } from '../../scenarios/usage-error.ts'
import * as fc from '../fast-check.ts'

const always = () => true

const values: Readonly<Record<keyof typeof argumentKinds, readonly string[]>> = {
  ms: ['0', '65000'],
  bytes: ['0', '40'],
  address: ['copy', '7'],
  place: ['0', '3'],
  count: ['1', '99'],
  field: ['2', '39', '128'],
  value: ['00', 'none'],
  code: ['51', 'ZZ'],
  ending: ['fin', 'rst'],
  matched: ['11', '42'],
}

function argumentText({ kind, positive }: Argument): fc.Arbitrary<string> {
  return fc.constantFrom(...values[kind].filter((text) => !positive || text !== '0'))
}

/** Schedules with one entry a point, so that none meets another. */
const schedules = fc
  .uniqueArray(fc.constantFrom(...pointNames), { maxLength: 6 })
  .chain((points) => fc.tuple(...points.map(entryAt)))

function entryAt(point: string): fc.Arbitrary<Entry> {
  const faults = familyOf(point)?.faults ?? []
  const fault = fc.constantFrom(...faults).chain((kind) => {
    const needed = kind.arguments.filter(({ optional }) => !optional).length
    const given = fc.integer({ min: needed, max: kind.arguments.length })
    return given.chain((count) =>
      fc
        .tuple(...kind.arguments.slice(0, count).map((argument) => argumentText(argument)))
        .map((texts) => (texts.length === 0 ? kind.name : `${kind.name}(${texts.join(',')})`)),
    )
  })
  const range = fc.oneof(
    fc.constant([1, EVERY] as const),
    fc.tuple(fc.integer({ min: 1, max: 50 }), fc.nat(9)).map(([first, more]) => [first, first + more] as const),
  )
  return fc
    .record({ fault, range })
    .map(({ fault: text, range: [first, last] }) => ({ point, first, last, fault: text }))
}

describe('a schedule', () => {
  test('that was printed reads back as it was', () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        expect(parseSchedule(printSchedule(schedule))).toEqual(schedule)
      }),
    )
  })

  test('never makes the reader do anything but answer or refuse', () => {
    const piece = fc.constantFrom(
      'link.connect',
      '#',
      '1',
      '=',
      'refuse',
      ';',
      '(',
      ')',
      '..',
      '*',
      ' ',
      'delay',
      '0',
      '掉',
      '\u0000',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        try {
          parseSchedule(pieces.join(''))
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError)
        }
      }),
    )
  })

  test('may be written with spaces, and be empty', () => {
    expect(printSchedule(parseSchedule('  link.connect # 2..3 = refuse ;; '))).toBe('link.connect#2..3=refuse')
    expect(parseSchedule('')).toEqual([])
    expect(parseSchedule(' ; ')).toEqual([])
  })

  test('takes every fault that the table offers, at every point', () => {
    for (const point of pointNames) {
      for (const { offered } of familyOf(point)?.faults ?? []) {
        for (const text of offered)
          expect(printSchedule(parseSchedule(`${point}#1=${text}`))).toBe(`${point}#1=${text}`)
      }
    }
  })

  test.each([
    ['2,6212344173291389'],
    ['2,62123400'],
    ['14,12345678'],
    ['35,6212344173291389D3012'],
    ['36,12345678'],
    ['45,B6212344173291389'],
    ['52,0123456789ABCDEF'],
    ['55,9F26081234'],
    ['48,6212344173291389'],
    ['62,X6212344173291389X'],
  ])('does not take card data for a field, because it is printed: %s', (values) => {
    for (const name of ['tamper', 'remac']) {
      const refused = () => parseSchedule(`link.request.0200#1=${name}(${values})`)
      expect(refused).toThrow(/could be card data/)
      expect(refused).toThrow(/^(?!.*\d{8})/)
    }
  })

  test.each([['2,1234567'], ['4,000000012800'], ['14,3012'], ['60,22000002000'], ['48,6212340000001388'], ['52,none']])(
    'takes other values for a field: %s',
    (values) => {
      expect(parseSchedule(`link.request.0200#1=tamper(${values})`)).toHaveLength(1)
    },
  )

  test('says in which column a mistake is', () => {
    expect(() => parseSchedule('link.connect#1=refuse; link.connect#2=refuze')).toThrow(/^faults:1:39: /)
  })

  test('does not let ranges overlap', () => {
    for (const [one, other] of [
      ['2..4', '4'],
      ['*', '7'],
      ['3', '1..9'],
    ]) {
      expect(() => parseSchedule(`link.connect#${one}=refuse; link.connect#${other}=hang`)).toThrow(/two faults/)
    }
    expect(parseSchedule('link.connect#1=refuse; link.connect#2..3=hang')).toHaveLength(2)
  })

  test('of hundreds of entries is refused', () => {
    const many = Array.from({ length: 300 }, (_, index) => `link.connect#${index + 1}=refuse`).join(';')
    expect(() => parseSchedule(many)).toThrow(/more than 200/)
  })
})

describe('an argument that would change nothing', () => {
  const calls = pointFamilies.flatMap(({ stem, names, faults }) =>
    faults.flatMap(({ name, arguments: takes }) =>
      takes.flatMap(({ positive }, index) => {
        const others = takes.map(({ kind, positive: isPositive }) => (isPositive ? '1' : values[kind][0]!))
        const given = (value: string) => `${name}(${others.toSpliced(index, 1, value).join(',')})`
        return positive
          ? [[names[0] === undefined ? stem : `${stem}.${names[0]}`, given('0'), given('1')] as const]
          : []
      }),
    ),
  )

  test.each(calls)('%s=%s is refused with its place', (point, zero, one) => {
    const error = thrown(() => parseSchedule(`${point}#1=${zero}`))
    expect([error.code, error.place?.line]).toEqual(['ARGUMENT_INVALID', 1])
    expect(error.message).toContain('changes nothing')
    expect(parseSchedule(`${point}#1=${one}`)).toHaveLength(1)
  })
})

describe('a scheduler', () => {
  const offered = ['refuse', 'hang']

  test('strikes at the occurrences of its entries and nowhere else', () => {
    const { decide } = new Scheduler(parseSchedule('link.connect#2..3=refuse; link.connect#5=hang'))
    const answers = [1, 2, 3, 4, 5, 6].map((occurrence) => decide('link.connect', occurrence, offered, always))
    expect(answers).toEqual(['pass', 'refuse', 'refuse', 'pass', 'hang', 'pass'])
    expect(decide('printer.line', 2, ['jam'], always)).toBe('pass')
  })

  test('complains of what never struck, with what was reached near it', () => {
    const scheduler = new Scheduler(
      parseSchedule('link.connect#9=refuse; link.response.0430#1=drop; printer.line#1=jam'),
    )
    scheduler.decide('link.connect', 1, offered, always)
    scheduler.decide('link.connect', 2, offered, always)
    scheduler.decide('link.response.0410', 1, ['drop'], always)
    scheduler.decide('printer.line', 1, ['paperOut'], always)
    const error = thrown(() => scheduler.demandAll())
    expect(error.code).toBe('NEVER_STRUCK')
    expect(error.place).toEqual({ file: 'faults', line: 1, column: 1 })
    expect(error.message).toBe(
      'faults:1:1: never struck: link.connect#9=refuse; link.response.0430#1=drop; printer.line#1=jam',
    )
    expect(error.hint).toContain('link.connect was reached 2 times')
    expect(error.hint).toContain('did you mean link.response.0410?')
    expect(error.hint).toContain('printer.line takes there only: paperOut')
  })

  test('lets an entry that lasts pass over messages in which it would change nothing', () => {
    const scheduler = new Scheduler(parseSchedule('link.response.0210#*=tamper(38); link.response.0410#1=tamper(38)'))
    const never = () => false
    expect(scheduler.decide('link.response.0210', 1, ['tamper(4)'], never)).toBe('pass')
    expect(scheduler.decide('link.response.0210', 2, ['tamper(4)'], always)).toBe('tamper(38)')
    expect(scheduler.decide('link.response.0410', 1, ['tamper(4)'], never)).toBe('pass')
    const error = thrown(() => scheduler.demandAll())
    expect([error.code, error.place?.column]).toEqual(['NEVER_STRUCK', 34])
    expect(error.hint).toBe('tamper(38) changes nothing in any message that passes link.response.0410 then')
  })

  test('is content when every entry struck', () => {
    const scheduler = new Scheduler(parseSchedule('link.connect#*=refuse'))
    scheduler.decide('link.connect', 1, offered, always)
    scheduler.demandAll()
    expect(scheduler.missed).toEqual([])
  })
})

function thrown(act: () => void): UsageError {
  try {
    act()
  } catch (error) {
    return error as UsageError
  }
  throw new Error('nothing was thrown')
}
