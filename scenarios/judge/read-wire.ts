import { FrameReader, toFrame } from '../../protocol/index.ts'
import type { Restore, WorldEvent } from '../../sim/index.ts'
import { allOf, saveData } from '../../sim/index.ts'
import type { Court } from './court.ts'
import type { Dispatch } from './dispatch.ts'
import type { Docket } from './docket.ts'
import { findMatter, matterOf, nameByStan } from './docket.ts'
import type { Matter } from './matter.ts'
import { KeyReader } from './read-keys.ts'
import { startRound } from './read-people.ts'
import { approvals, isDecline, sortAnswer, sortReversalAnswer } from './sort-answer.ts'
import { WireFrame } from './wire-frame.ts'

/** Reads the lane `link`: what left, what arrived, which connections ended. */
export class WireReader {
  readonly #court: Court
  readonly #dispatch: Dispatch
  readonly #keys: KeyReader
  /** The last frame that left each end: what arrives is most often just that, and then need not be read again. */
  readonly #lastLeft: { terminal: WireFrame | undefined; host: WireFrame | undefined } = {
    terminal: undefined,
    host: undefined,
  }
  /** Streams that hold a part of a frame, by end and connection. */
  readonly #streams = new Map<string, FrameReader>()

  constructor(court: Court, dispatch: Dispatch, masterKeyHex: string) {
    this.#court = court
    this.#dispatch = dispatch
    this.#keys = new KeyReader(court, masterKeyHex)
  }

  read(event: WorldEvent): void {
    const { kind, data } = event
    if (kind === 'frame.left') this.#left(data['from'] === 'host' ? 'host' : 'terminal', data['bytes'] as Uint8Array)
    else if (kind === 'frame.arrived') this.#arrived(event)
    else if (kind === 'connection.closed') this.#closed(data)
  }

  /** Parts of frames that wait for their rest. */
  state(): string {
    return [...this.#streams.values()].map(({ pending }) => pending).join(' ')
  }

  save(): Restore {
    const streams = [...this.#streams.values()].map((stream) => stream.save())
    return allOf([saveData([this.#lastLeft, this.#streams]), ...streams])
  }

  #left(from: 'terminal' | 'host', bytes: Uint8Array): void {
    const { docket } = this.#court
    const frame = new WireFrame(docket.spec, bytes)
    this.#lastLeft[from] = frame
    this.#dispatch.bytesLeft(this.#court, bytes)
    if (from === 'terminal') this.#requestLeft(frame)
    else this.#responseLeft(frame)
  }

  #requestLeft(frame: WireFrame): void {
    const court = this.#court
    const { docket } = court
    if (frame.mti === '0800') this.#keys.asked(frame)
    const matter = this.#aboutWhat(frame)
    court.docket.scene.messagesSinceAct += 1
    this.#dispatch.requestLeft(court, frame, matter)
    if (matter === undefined) return
    if (frame.kind === 'query') {
      const { wire } = matter
      if (wire.queriesLeft === 0) wire.queriedFirstAtMs = court.event.atMs
      wire.queriesLeft += 1
      docket.queries.set(frame.fields[11] ?? '', { matter, frame })
    } else if (frame.kind === 'reversal') leaveReversal(court, frame, matter)
    else if (frame.kind !== 'other') leaveRequest(court, frame, matter)
  }

  /** Which matter something from the terminal is about; a torn frame may say little or nothing of it. */
  #aboutWhat(frame: WireFrame): Matter | undefined {
    const { docket } = this.#court
    if (frame.kind === 'management') return undefined
    if (frame.batch !== '' && frame.stan !== '') {
      const matter = matterOf(docket, frame.key)
      nameByStan(docket, matter)
      noteHostKey(docket, frame, matter)
      return matter
    }
    if (frame.message !== undefined && frame.kind === 'other') return undefined
    return findMatter(docket, frame.batch, frame.stan) ?? docket.current
  }

  #responseLeft(frame: WireFrame): void {
    const court = this.#court
    if (frame.mti === '0810') this.#keys.given(frame)
    this.#dispatch.responseLeft(court, frame, findMatter(court.docket, '', frame.stan))
  }

  #arrived(event: WorldEvent): void {
    const at = event.data['at'] === 'terminal' ? 'terminal' : 'host'
    const bytes = event.data['bytes'] as Uint8Array
    for (const frame of this.#frames(at, String(event.data['connection']), bytes)) {
      if (at === 'host') this.#requestArrived(frame)
      else this.#responseArrived(frame)
    }
  }

  #frames(at: 'terminal' | 'host', connection: string, bytes: Uint8Array): readonly WireFrame[] {
    const name = `${at} ${connection}`
    let stream = this.#streams.get(name)
    const last = this.#lastLeft[at === 'host' ? 'terminal' : 'host']
    if (stream === undefined && last?.message !== undefined && isSame(last.bytes, bytes)) return [last]
    const { spec } = this.#court.docket
    if (stream === undefined) {
      stream = new FrameReader(spec)
      this.#streams.set(name, stream)
    }
    const reads = stream.push(bytes)
    if (stream.pending === 0 && reads.every((read) => read.ok)) this.#streams.delete(name)
    return reads.flatMap((read) => (read.ok ? [new WireFrame(spec, toFrame(spec, read.body))] : []))
  }

  #requestArrived(frame: WireFrame): void {
    if (frame.message === undefined || frame.kind === 'management' || frame.isResponse) return
    const { docket } = this.#court
    const known = findMatter(docket, frame.batch, frame.stan)
    // What arrives just as it left needs no proof.
    const isProven = (known !== undefined && frame === known.wire.request) || frame.mac(docket.ring.host) === 'right'
    // Under a wrong MAC a key that never left is a misprint; under a right one somebody else has the keys.
    const matter = known ?? (isProven && frame.batch !== '' ? matterOf(docket, frame.key) : undefined)
    this.#dispatch.requestArrived(this.#court, frame, matter)
    if (matter === undefined) return
    const { wire } = matter
    if (frame.kind === 'reversal') wire.reversalsArrived += 1
    if (!isProven) return
    noteHostKey(docket, frame, matter)
    wire.asked = true
    if (frame.kind === 'reversal') {
      // Without a request there is nothing to differ from: then every amount is right.
      const isSameAmount = wire.arrived === undefined || frame.fields[4] === wire.arrived.fields[4]
      if (isSameAmount) wire.reversalArrived = true
    } else if (frame.kind !== 'query') wire.arrived ??= frame
  }

  #responseArrived(frame: WireFrame): void {
    if (frame.message === undefined) return
    const { docket, config } = this.#court
    // The end of a sign-on may start a new round of reversals.
    if (frame.kind === 'management') {
      startRound(this.#court)
      if (frame.mti === '0810') this.#keys.taken(frame)
      return
    }
    if (frame.kind === 'query') {
      this.#queryAnswered(frame)
      return
    }
    const matter = findMatter(docket, '', frame.stan)
    if (matter === undefined) return
    const { wire } = matter
    const isMacRight = frame.mac(docket.ring.terminal) === 'right'
    if (frame.kind === 'reversal') {
      const sort = wire.reversal === undefined ? 'foreign' : sortReversalAnswer(wire.reversal, frame, isMacRight)
      if (sort === 'foreign') return
      if (wire.reversalAnswer !== 'success') wire.reversalAnswer = sort
      endAttempt(matter)
    } else if (wire.request !== undefined) {
      const sort = sortAnswer(wire.request, frame, isMacRight, config.profile.terminal)
      if (sort === 'foreign' || !wire.outstanding || this.#isTooLate(matter)) return
      const isAtDeadline = this.#isAtDeadline(matter)
      wire.answers.push({ sort, code: frame.fields[39] ?? '', isMacRight, isAtDeadline })
      wire.outstanding = false
    }
  }

  #isTooLate(matter: Matter): boolean {
    return this.#court.event.atMs > this.#deadlineOf(matter)
  }

  /** Answer and timer in one millisecond: either may have come first. */
  #isAtDeadline(matter: Matter): boolean {
    return this.#court.event.atMs === this.#deadlineOf(matter)
  }

  #deadlineOf({ wire }: Matter): number {
    return wire.requestLeftAtMs + this.#court.config.profile.terminal.answerTimerMs
  }

  /** A re-query that finds the original answered counts as that answer, if it is about the same money. */
  #queryAnswered(frame: WireFrame): void {
    const asked = this.#court.docket.queries.get(frame.fields[11] ?? '')
    const { ring } = this.#court.docket
    if (asked === undefined || frame.mac(ring.terminal) !== 'right' || frame.fields[61] !== asked.frame.fields[61])
      return
    const { wire } = asked.matter
    asked.matter.text = undefined
    if (frame.fields[39] !== '00') {
      wire.answers.push({ sort: 'doubt', code: frame.fields[39] ?? '', isMacRight: true, isAtDeadline: false })
      return
    }
    const code = frame.fields[63]?.slice(3, 5) ?? ''
    const isPartial = code === '10'
    if (!isPartial && wire.request !== undefined && frame.fields[4] !== wire.request.fields[4]) return
    const found = approvals.has(code)
      ? 'approved'
      : isDecline(code, this.#court.config.profile.terminal)
        ? 'declined'
        : 'doubt'
    wire.answers.push({ sort: found, code, isMacRight: true, isAtDeadline: false })
  }

  #closed(data: WorldEvent['data']): void {
    this.#streams.delete(`${String(data['at'])} ${String(data['connection'])}`)
    if (data['at'] !== 'terminal') return
    const { current } = this.#court.docket
    // An intent whose request could not leave any more.
    if (current?.journal.intent === true && current.wire.requestsLeft === 0 && data['by'] !== 'terminal') {
      current.trouble.linkLost = true
      current.text = undefined
    }
    for (const matter of this.#court.docket.matters.values()) {
      const { wire } = matter
      if (!wire.outstanding && !wire.attemptOpen) continue
      matter.text = undefined
      // The terminal closes a line itself when the time is over; that explains nothing, nor does any loss after that.
      if (wire.outstanding && !this.#isTooLate(matter) && data['by'] !== 'terminal') matter.trouble.linkLost = true
      wire.outstanding = false
      if (data['by'] !== 'terminal') endAttempt(matter)
    }
  }
}

function leaveRequest(court: Court, frame: WireFrame, matter: Matter): void {
  const { wire } = matter
  wire.request ??= frame
  wire.requestsLeft += 1
  wire.requestLeftAtMs = court.event.atMs
  wire.outstanding = true
  if (frame.movesMoney) court.docket.current = matter
}

function leaveReversal(court: Court, frame: WireFrame, matter: Matter): void {
  const { wire } = matter
  closeAttempt(court, matter)
  if (frame.message !== undefined) wire.reversal ??= frame
  wire.reversalsLeft += 1
  wire.attempts += 1
  wire.attemptLeftAtMs = court.event.atMs
  wire.attemptOpen = true
}

/** An attempt that nobody answered has ended if the whole timer has passed since. */
export function closeAttempt(court: Court, matter: Matter): void {
  const { wire } = matter
  if (!wire.attemptOpen) return
  const isWaitedFor = court.event.atMs >= wire.attemptLeftAtMs + court.config.profile.terminal.answerTimerMs
  if (isWaitedFor) endAttempt(matter)
}

function endAttempt(matter: Matter): void {
  if (!matter.wire.attemptOpen) return
  matter.wire.attemptOpen = false
  matter.wire.attemptsEnded += 1
}

/** What the host calls this key where a period is an instant (iso87): field 90 has the original's, field 7 one's own. */
function noteHostKey(docket: Docket, frame: WireFrame, matter: Matter): void {
  if (frame.stan === '') return
  // A query without field 90 names only the date of the original.
  const own = frame.kind === 'query' ? frame.fields[61]?.slice(12, 16) : frame.fields[7]
  const period = frame.fields[90]?.slice(10, 20) ?? own
  if (period !== undefined) docket.hostKeys.set(`${period}/${frame.stan}`, matter.key)
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  if (one === other) return true
  if (one.length !== other.length) return false
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false
  return true
}
