/** How one value of a record stands on the medium; a list of words is stored as the place of one of them. */
export type Format = 'digits6' | 'u8' | 'u16' | 'u48' | 'flag' | 'text' | 'bytes' | readonly string[]

/** Where a record is put together before it is copied out. */
export const scratch = new Uint8Array(1024)

/** Writes one value into `scratch` at `at`; answers where it ends. */
export function writeValue(format: Format, value: unknown, at: number): number {
  switch (format) {
    case 'digits6':
      return putNumber(Number(value), at, 3)
    case 'u8':
      return putNumber(value as number, at, 1)
    case 'u16':
      return putNumber(value as number, at, 2)
    case 'u48':
      return putNumber(value as number, at, 6)
    case 'flag':
      return putNumber(value === true ? 1 : 0, at, 1)
    case 'text':
      return putText(value as string, at)
    case 'bytes':
      scratch.set(value as Uint8Array, at + 1)
      scratch[at] = (value as Uint8Array).length
      return at + 1 + (value as Uint8Array).length
    default:
      return putNumber((format as readonly unknown[]).indexOf(value), at, 1)
  }
}

/** Reads one value, and where it ends. */
export function readValue(format: Format, bytes: Uint8Array, at: number): readonly [unknown, number] {
  switch (format) {
    case 'digits6':
      return [String(takeNumber(bytes, at, 3)).padStart(6, '0'), at + 3]
    case 'u8':
      return [takeNumber(bytes, at, 1), at + 1]
    case 'u16':
      return [takeNumber(bytes, at, 2), at + 2]
    case 'u48':
      return [takeNumber(bytes, at, 6), at + 6]
    case 'flag':
      return [bytes[at] === 1, at + 1]
    case 'text':
      return [takeText(bytes, at), at + 1 + bytes[at]!]
    case 'bytes':
      return [bytes.slice(at + 1, at + 1 + bytes[at]!), at + 1 + bytes[at]!]
    default:
      return [format[bytes[at]!], at + 1]
  }
}

/** Big-endian, into `scratch`. */
export function putNumber(value: number, at: number, size: number): number {
  let rest = value
  for (let index = at + size - 1; index >= at; index--) {
    scratch[index] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return at + size
}

/** Big-endian. */
export function takeNumber(bytes: Uint8Array, at: number, size: number): number {
  let value = 0
  for (let index = at; index < at + size; index++) value = value * 256 + bytes[index]!
  return value
}

/** Latin text of at most 255 characters: codes, digits, masked numbers. */
function putText(text: string, at: number): number {
  scratch[at] = text.length
  for (let index = 0; index < text.length; index++) scratch[at + 1 + index] = text.charCodeAt(index)
  return at + 1 + text.length
}

function takeText(bytes: Uint8Array, at: number): string {
  let text = ''
  for (let index = at + 1; index <= at + bytes[at]!; index++) text += String.fromCharCode(bytes[index]!)
  return text
}
