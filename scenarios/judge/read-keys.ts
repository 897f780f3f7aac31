import type { WorkingKeys } from '../../protocol/index.ts'
import { unpackWorkingKeys } from '../../protocol/index.ts'
import type { Court } from './court.ts'
import type { WireFrame } from './wire-frame.ts'

/** Reads sign-ons off the wire: which MAC keys the host has given out, and which one the terminal has taken. */
export class KeyReader {
  readonly #court: Court
  readonly #masterKeyHex: string

  constructor(court: Court, masterKeyHex: string) {
    this.#court = court
    this.#masterKeyHex = masterKeyHex
  }

  /** A sign-on left the terminal, which will unpack the answer by the layout that it asked for, whatever that one says. */
  asked(frame: WireFrame): void {
    this.#court.docket.signOn = { stan: frame.stan, network: networkOf(frame), sender: senderOf(frame) }
  }

  /** The answer left the host, packed by the layout that it names. */
  given(frame: WireFrame): void {
    const { secrets, docket } = this.#court
    const keys = this.#keysIn(frame, networkOf(frame))
    if (keys === undefined || docket.ring.host.includes(keys.macKey)) return
    docket.ring.host.push(keys.macKey)
    secrets.add(keys.macKey)
    secrets.add(keys.pinKey)
  }

  /** An answer reached the terminal: only the first one to the sign-on that waits brings keys. */
  taken(frame: WireFrame): void {
    const { docket } = this.#court
    const { ring, signOn } = docket
    if (frame.stan !== signOn.stan || senderOf(frame) !== signOn.sender) return
    docket.signOn = { ...signOn, stan: '' }
    if (frame.fields[39] !== '00') return
    const keys = this.#keysIn(frame, signOn.network)
    if (keys !== undefined) ring.terminal.splice(0, 1, keys.macKey)
  }

  /** A stranger's host may give keys out as it likes: what does not check is not a key. */
  #keysIn(frame: WireFrame, network: string): WorkingKeys | undefined {
    const wrapped = frame.fields[62]
    if (wrapped === undefined || (network !== '001' && network !== '003' && network !== '004')) return undefined
    const read = unpackWorkingKeys(wrapped, network, this.#masterKeyHex)
    return read.ok ? read.keys : undefined
  }
}

/** Terminal and merchant. */
function senderOf({ fields }: WireFrame): string {
  return `${fields[41]} ${fields[42]}`
}

/** How many keys of which length field 62 holds. */
function networkOf({ fields }: WireFrame): string {
  return fields[60]?.slice(8, 11) ?? ''
}
