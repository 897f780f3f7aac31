import { compile } from './compile.ts'
import { writeMac } from './mac.ts'
import type { Spec } from './spec.ts'

/**
 * Whether the MAC of a received body is right, over the bytes as they came and never over a re-encoding. `missing` when
 * the bitmap announces none or the body is too short to hold one.
 */
export function checkMac(spec: Spec, body: Uint8Array, macKeyHex: string): 'right' | 'wrong' | 'missing' {
  const { bitmapAt, mtiAt, lastField } = compile(spec)
  const two = lastField === 128 && (body[bitmapAt] ?? 0) >= 0x80
  const bitmapEnd = bitmapAt + (two ? 16 : 8)
  // The MAC field is the last bit of the last bitmap, hence the last eight bytes.
  const macAt = body.length - computed.length
  if (macAt < bitmapEnd || (body[bitmapEnd - 1]! & 1) === 0) return 'missing'
  writeMac(body, mtiAt, macAt, macKeyHex, computed, 0)
  for (let at = 0; at < computed.length; at++) if (body[macAt + at] !== computed[at]) return 'wrong'
  return 'right'
}

const computed = new Uint8Array(8)
