import type { Message } from '../../protocol/index.ts'
import { decode, encode, encodeSealed, packWorkingKeys, specs, toFrame } from '../../protocol/index.ts'
import type { TerminalConfig } from '../../terminal/index.ts'

/**
 * A right answer to a frame of the terminal, made with the codec alone: no books, no checks. Throws when the request does
 * not decode or is none that a bench run sends.
 */
export function answerFrame(config: TerminalConfig, frame: Uint8Array): Uint8Array {
  const spec = specs[config.profile.spec]
  const read = decode(spec, frame.subarray(spec.frame.lengthBytes))
  if (!read.ok) throw new Error(`the terminal sent what does not decode: ${read.error.code}`)
  const answer = answerTo(read.message, config)
  return toFrame(spec, answer.mti === '0810' ? encode(spec, answer) : encodeSealed(spec, answer, MAC_KEY))
}

function answerTo({ mti, fields }: Message, config: TerminalConfig): Message {
  const told: Record<number, string> = { 12: '090003', 13: '0105', 39: '00' }
  for (const field of mti === '0800' ? [11, 41, 42, 60] : ECHOED) {
    const value = fields[field]
    if (value !== undefined) told[field] = value
  }
  switch (mti) {
    case '0800':
      return { mti: '0810', fields: { ...told, 62: packWorkingKeys(KEYS, '003', config.masterKeyHex) } }
    case '0200':
      if (fields[3]?.startsWith('31') === true) return { mti: '0210', fields: { ...told, 54: BALANCE } }
      return { mti: '0210', fields: { ...told, 37: '260105000001', 38: '007919' } }
    case '0400':
      return { mti: '0410', fields: { ...told, 37: '260105000001' } }
    default:
      throw new Error(`no answer is canned for ${mti}`)
  }
}

const ECHOED = [3, 4, 11, 25, 41, 42, 49, 60]
const MAC_KEY = 'D931648F3DE313A4A22C15DCA4F4299E'
const KEYS = { pinKey: '2315208C9110AD402315208C9110AD40', macKey: MAC_KEY }
const BALANCE = '1002156C000000100000'
