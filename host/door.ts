/** What the host needs of the machine it runs on. Every call but `crash` returns at once. */
export interface HostDoor {
  readonly clock: Clock
  readonly choose: Choose
  /** The host's diary, lane by lane. Never a PAN, PIN or key. */
  note(lane: 'host' | 'issuer' | 'ledger', kind: string, data: Readonly<Record<string, unknown>>): void
  /** The process dies here; what is committed stays. Starts again after so many milliseconds, or as the node says. */
  crash(restartAfterMs?: number): never
  randomBytes(count: number): Uint8Array
}

export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number
  setTimeout(fn: () => void, ms: number): number
  clearTimeout(id: number): void
}

/** Answers `pass` or one fault, as text. */
export type Choose = (point: string, faults: readonly string[]) => string

export interface Connection {
  send(bytes: Uint8Array): void
  close(): void
}
export interface ConnectionEars {
  received(bytes: Uint8Array): void
  closed(how: 'fin' | 'rst'): void
}

export interface Host {
  accept(connection: Connection): ConnectionEars
  /** Stable text of books and work in hand, without instants, for telling equal worlds apart from different ones. */
  state(): string
  /** Remembers what the process is at, without the books; the answer puts it back, as often as wanted. */
  save?(): () => void
}
