import type { Message, Spec } from '../protocol/index.ts'
import { answerTpdu, encode, encodeSealed } from '../protocol/index.ts'
import { civilTime } from './business-day.ts'
import type { Decision } from './decision.ts'
import { answerMti } from './request.ts'

/** The answer to a message: what is echoed, the instant, the decision. */
export function answerTo(message: Message, decision: Decision, nowMs: number, utcOffsetMinutes: number): Message {
  const { time, date } = civilTime(decision.stampedAtMs ?? nowMs, utcOffsetMinutes)
  const echoed: Record<number, string> = {}
  for (const field of ECHOED) {
    const value = message.fields[field]
    if (value !== undefined) echoed[field] = value
  }
  return {
    mti: answerMti(message.mti),
    fields: { ...echoed, 12: time, 13: date, ...decision.fields, 39: decision.responseCode },
    ...(message.tpdu === undefined ? {} : { tpdu: answerTpdu(message.tpdu) }),
    ...(message.header === undefined ? {} : { header: message.header }),
  }
}

/** Never the PAN, and of the private fields only those that name a transaction. */
const ECHOED = [3, 4, 7, 11, 25, 41, 42, 49, 60, 61, 70, 90]

/** Bytes of an answer: sealed wherever there is a key and the message is not about keys. */
export function encodeAnswer(spec: Spec, answer: Message, macKeyHex: string | undefined): Uint8Array {
  const open = answer.mti === '0810' || answer.mti === '0830' || macKeyHex === undefined
  return open ? encode(spec, answer) : encodeSealed(spec, answer, macKeyHex)
}
