import type { Address } from '../../drivers/index.ts'
import { quote } from '../../scenarios/index.ts'
import { CommandError } from './command-error.ts'

/** Reads HOST:PORT or [IPV6]:PORT; an IPv6 host loses its brackets. Undefined when the text is something else. Throws ADDRESS_INVALID when its port is none. */
export function readAddress(text: string): Address | undefined {
  const found = /^(?:([\w.-]+)|\[([0-9a-f:.]+)\]):(\d+)$/i.exec(text)
  if (found === null) return undefined
  const port = Number(found[3])
  if (port < 1 || port > LAST_PORT)
    throw new CommandError('ADDRESS_INVALID', `${quote(text)} has no such port`, `ports are 1 to ${LAST_PORT}`)
  return { host: found[1] ?? found[2] ?? '', port }
}

const LAST_PORT = 65_535
