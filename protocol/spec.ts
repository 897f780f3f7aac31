/**
 * What a message format is: plain data, JSON-able, read by one codec. A new format is a new table, never new code.
 * Lengths are in digits for n and z, in bytes for everything else.
 */
export type Spec = {
  readonly name: string
  readonly title: Bilingual
  /** A big-endian length of what follows, then the body of at most `maxBody` bytes. */
  readonly frame: { readonly lengthBytes: 2 | 4; readonly maxBody: number }
  /** Absent parts of the envelope are not on the wire. Values are hex; `starts` is what a TPDU must begin with. */
  readonly envelope: {
    readonly tpdu?: { readonly bytes: number; readonly usual: string; readonly starts: string }
    readonly header?: { readonly bytes: number; readonly usual: string }
  }
  readonly encoding: {
    readonly mti: DigitCoding
    readonly digits: DigitCoding
    readonly lengths: DigitCoding
    readonly text: 'gb18030' | 'ascii'
  }
  /** With a secondary bitmap, bit 1 announces fields 65 to 128. */
  readonly bitmap: { readonly secondary: boolean }
  readonly fields: Readonly<Record<number, FieldSpec>>
  /** `field` closes a message with one bitmap, `secondaryField` one with two; always 8 bytes. */
  readonly mac: { readonly kind: 'ecb'; readonly field: 64; readonly secondaryField?: 128 }
  readonly messages: Readonly<Record<string, MessageSpec>>
}

/** `bcd`: two digits a byte. `ascii`: one digit a byte. */
type DigitCoding = 'bcd' | 'ascii'
export type Bilingual = { readonly en: string; readonly zh: string }

/** n digits · z digits and a separator · an letters, digits, spaces · ans text · b bytes, as upper-case hex. */
export type Kind = 'n' | 'z' | 'an' | 'ans' | 'b'

/** `prefix` is the number of digits in the length indicator: 2 for LL, 3 for LLL. An empty value needs `min: 0`. */
export type Length =
  | { readonly fixed: number }
  | { readonly prefix: 2 | 3; readonly max: number; readonly min?: number }

/** Why a field is hidden, which also decides how. */
export type Sensitivity = 'pan' | 'expiry' | 'track' | 'pin' | 'chip' | 'keys'

export type FieldSpec = {
  readonly kind: Kind
  readonly length: Length
  readonly name: Bilingual
  /** Where an odd, fixed number of BCD digits stands in its bytes; the other nibble is zero. */
  readonly align?: 'left' | 'right'
  readonly sensitive?: Sensitivity
  readonly parts?: readonly PartSpec[]
  /** What is different in particular messages. */
  readonly byMti?: Readonly<Record<string, FieldChange>>
}

type FieldChange = Partial<Omit<FieldSpec, 'byMti'>>

/** A piece of a field at a fixed place; only the last piece may leave its length open. */
export type PartSpec = { readonly id: string; readonly length?: number; readonly name: Bilingual }

export type MessageClass = 'request' | 'response' | 'advice'
export type MessageSpec = Bilingual & { readonly class: MessageClass }

/**
 * One message. `fields[n]` is the raw value: digits, text, or upper-case hex for binary. `tpdu` and `header` are hex; the
 * spec's usual values are sent when they are absent.
 */
export type Message = {
  readonly mti: string
  readonly fields: Readonly<Record<number, string>>
  readonly tpdu?: string
  readonly header?: string
}
