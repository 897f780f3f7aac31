import { describe, expect, test } from 'vitest'
import type { Message } from '../../protocol/index.ts'
import {
  checkMac,
  decode,
  encode,
  encodeSealed,
  labelFrame,
  packWorkingKeys,
  specs,
  toFrame,
} from '../../protocol/index.ts'
import { Carrier } from '../../scenarios/carry.ts'
import { linkFaults } from '../../scenarios/faults.ts'
import { UsageError } from '../../scenarios/usage-error.ts'
import type { Choose, Verdict } from '../../sim/index.ts'

const spec = specs.unionpay
const MASTER = '0123456789ABCDEFFEDCBA9876543210'
const TIMERS = { answerTimerMs: 60_000, connectTimerMs: 10_000, dialAttempts: 3, reversalAttempts: 3 }
const keys = { pinKey: '11'.repeat(16), macKey: '2345'.repeat(8) }

const response: Message = {
  mti: '0210',
  fields: {
    3: '000000',
    4: '000000012800',
    11: '000007',
    37: '000000000001',
    39: '00',
    41: '10000001',
    42: '898100012340001',
    49: '156',
  },
}
const answer = toFrame(spec, encodeSealed(spec, response, keys.macKey))
const signOn = toFrame(
  spec,
  encode(spec, {
    mti: '0810',
    fields: { 11: '000001', 39: '00', 41: '10000001', 62: packWorkingKeys(keys, '003', MASTER) },
  }),
)

/** A line on which this fault strikes the first sale's answer. */
function struck(fault: string, frame = answer, before: readonly Uint8Array[] = []): Verdict {
  const carrier = new Carrier(
    (point) => (point === `link.response.${labelFrame(spec, frame)}` ? fault : 'pass'),
    spec,
    MASTER,
    TIMERS,
  )
  for (const earlier of before) carrier.carry('response', earlier)
  return carrier.carry('response', frame)
}
const bytesOf = ({ deliver }: Verdict) => deliver.map(({ bytes }) => bytes)
const fieldsOf = (frame: Uint8Array) => {
  const decoded = decode(spec, frame.subarray(2))
  return decoded.ok ? decoded.message.fields : {}
}

describe('the line', () => {
  test('asks at a point named by direction and message type, and offers every fault that a message can suffer', () => {
    const asked: (readonly [string, readonly string[]])[] = []
    const carrier = new Carrier(
      (point, faults) => {
        asked.push([point, faults])
        return 'pass'
      },
      spec,
      MASTER,
      TIMERS,
    )
    carrier.carry('response', new Uint8Array([0, 1, 9]))
    expect(carrier.carry('request', answer)).toEqual({ deliver: [{ afterMs: 0, bytes: answer }] })
    carrier.carry('response', answer)
    expect(asked.map(([point]) => point)).toEqual([
      'link.response.unreadable',
      'link.request.0210',
      'link.response.0210',
    ])
    const names = new Set(asked[2]?.[1].map((text) => text.split('(')[0]))
    expect(asked[1]?.[1].filter((text) => /foreign|stale/.test(text))).toEqual([])
    const own = ['refuse', 'hang', 'cutBefore', 'cutAfter']
    expect([...names].sort()).toEqual(
      linkFaults
        .map(({ name }) => name)
        .filter((name) => !own.includes(name))
        .sort(),
    )
  })

  test('offers only what makes a difference: a field that is there, an earlier response', () => {
    const asked: (readonly string[])[] = []
    const carrier = new Carrier(
      (_, faults) => {
        asked.push(faults)
        return 'pass'
      },
      spec,
      MASTER,
      TIMERS,
    )
    carrier.carry('response', new Uint8Array([0, 1, 9]))
    carrier.carry('response', signOn)
    const forging = asked.map((faults) => faults.filter((text) => /^(tamper|remac|foreign|stale)/.test(text)))
    expect(forging).toEqual([[], ['tamper(39)', 'tamper(39,none)', 'remac(39)', 'stale', 'foreign(11)', 'foreign(41)']])
  })

  test('remembers the latest response of each type, whichever came first', () => {
    const remembered = (...frames: Uint8Array[]) => {
      const carrier = new Carrier(() => 'pass', spec, MASTER, TIMERS)
      for (const frame of frames) carrier.carry('response', frame)
      return carrier.state()
    }
    expect(remembered(answer, signOn, answer)).toBe(remembered(signOn, answer))
    expect(remembered(answer, signOn)).not.toBe(remembered(signOn, answer))
  })

  test('cuts before the last byte what is cut behind the end, so that a frame that is shorter is cut as well', () => {
    const allButLast = answer.slice(0, -1)
    expect(struck('truncate(5000,rst)')).toEqual({ deliver: [{ afterMs: 0, bytes: allButLast }], then: 'rst' })
    expect(bytesOf(struck('split(5000)'))).toEqual([allButLast, answer.slice(-1)])
  })

  test('can lose, delay, repeat, cut, split and forget a frame', () => {
    expect(struck('drop')).toEqual({ deliver: [] })
    expect(struck('delay(65000)')).toEqual({ deliver: [{ afterMs: 65_000, bytes: answer }] })
    expect(bytesOf(struck('duplicate'))).toEqual([answer, answer])
    expect(struck('truncate(40,rst)')).toEqual({ deliver: [{ afterMs: 0, bytes: answer.slice(0, 40) }], then: 'rst' })
    expect(struck('truncate(1,fin)').then).toBe('fin')
    expect(struck('rstBefore')).toEqual({ deliver: [], then: 'rst' })
    expect(struck('rstAfter')).toMatchObject({ deliver: [{ bytes: answer }], then: 'rst' })
    expect(bytesOf(struck('split(3)'))).toEqual([answer.slice(0, 3), answer.slice(3)])
    expect(struck('halfOpen')).toEqual({ deliver: [], halfOpen: true })
    expect(struck('outage(20000)')).toEqual({ deliver: [], outageMs: 20_000 })
  })

  test('turns over one bit, wherever it is asked to', () => {
    for (const at of [0, 1, 30, answer.length - 1, 99_999]) {
      const [changed] = bytesOf(struck(`corrupt(${at})`))
      const different = [...answer.keys()].filter((index) => changed?.[index] !== answer[index])
      expect(different).toEqual([Math.min(at, answer.length - 1)])
    }
    expect(bytesOf(struck('corrupt'))[0]).not.toEqual(answer)
  })

  test('can change a field and leave its MAC, which is then wrong', () => {
    const [changed] = bytesOf(struck('tamper(39,51)'))
    expect(fieldsOf(changed!)[39]).toBe('51')
    expect(checkMac(spec, changed!.subarray(2), keys.macKey)).toBe('wrong')
    expect(fieldsOf(bytesOf(struck('tamper(39)'))[0]!)[39]).toBe('51')
    expect(fieldsOf(bytesOf(struck('tamper(39,none)'))[0]!)).not.toHaveProperty('39')
    expect(fieldsOf(bytesOf(struck('tamper(4,1)'))[0]!)[4]).toBe('000000000001')
    expect(fieldsOf(bytesOf(struck('tamper(4)'))[0]!)[4]).toBe('000000012801')
  })

  test('can make the MAC right again once it has seen the keys go by', () => {
    const [changed] = bytesOf(struck('remac(39,51)', answer, [signOn]))
    expect(fieldsOf(changed!)[39]).toBe('51')
    expect(checkMac(spec, changed!.subarray(2), keys.macKey)).toBe('right')
  })

  test("can let somebody else's answer come first, with a right MAC", () => {
    for (const [fault, field] of [
      ['foreign', 11],
      ['foreign(11)', 11],
      ['foreign(41)', 41],
      ['foreign(42)', 42],
    ] as const) {
      const [stranger, own] = bytesOf(struck(fault, answer, [signOn]))
      expect(own).toEqual(answer)
      expect(fieldsOf(stranger!)).toEqual({ ...response.fields, [field]: expect.anything(), 64: expect.anything() })
      expect(fieldsOf(stranger!)[field]).not.toBe(response.fields[field])
      expect(checkMac(spec, stranger!.subarray(2), keys.macKey)).toBe('right')
    }
  })

  test('can repeat the answer before it, of the same kind if there was one', () => {
    const older = toFrame(
      spec,
      encodeSealed(spec, { ...response, fields: { ...response.fields, 11: '000006' } }, keys.macKey),
    )
    expect(bytesOf(struck('stale', answer, [signOn]))).toEqual([signOn, answer])
    let fault = 'pass'
    const carrier = new Carrier(() => fault, spec, MASTER, TIMERS)
    carrier.carry('response', older)
    carrier.carry('response', signOn)
    fault = 'stale'
    expect(bytesOf(carrier.carry('response', answer))).toEqual([older, answer])
  })

  test('can let the next frame of a direction overtake', () => {
    let fault = 'reorder'
    const carrier = new Carrier(() => fault, spec, MASTER, TIMERS)
    expect(bytesOf(carrier.carry('response', answer))).toEqual([])
    fault = 'pass'
    expect(bytesOf(carrier.carry('request', signOn))).toEqual([signOn])
    expect(bytesOf(carrier.carry('response', signOn))).toEqual([signOn, answer])
    expect(bytesOf(carrier.carry('response', signOn))).toEqual([signOn])
  })

  test('refuses a value that does not fit its field', () => {
    expect(() => struck('tamper(39,TOOLONG)')).toThrow(UsageError)
    expect(() => struck('tamper(127,1)')).toThrow(/field 127/)
  })

  test('takes no forgery that would change nothing', () => {
    const noise = new Uint8Array([0, 2, 7, 7])
    const taken = (fault: string, frame: Uint8Array) => {
      const said: boolean[] = []
      const ask: Choose = (_, __, takes) => {
        said.push(takes?.(fault) ?? true)
        return 'pass'
      }
      new Carrier(ask, spec, MASTER, TIMERS).carry('response', frame)
      return said
    }
    expect(taken('tamper(39,51)', answer)).toEqual([true])
    expect(taken('tamper(39,51)', noise)).toEqual([false])
    expect(taken('tamper(38)', answer)).toEqual([false])
    expect(taken('tamper(38,none)', answer)).toEqual([false])
    expect(taken('stale', answer)).toEqual([false])
  })
})
