import { assert } from './assert.ts'
import { compact } from './compaction.ts'
import type { Flash } from './devices.ts'
import type { JournalReading } from './journal.ts'
import { readJournal } from './journal.ts'
import type { JournalRecord } from './records.ts'
import { writeRecord } from './records.ts'

/** The journal's hand on the flash: appends and syncs, reads at boot, rewrites banks so that one is always whole. */
export class JournalWriter {
  private readonly flash: Flash
  private nextSeq = 1
  private used = 0
  private reading: JournalReading | undefined

  constructor(flash: Flash) {
    this.flash = flash
  }

  get roomBytes(): number {
    return this.flash.bankBytes - this.used
  }

  read(): JournalReading {
    const { flash } = this
    const reading = readJournal([flash.read(0), flash.read(1)], flash.bankBytes)
    this.reading = reading
    this.standOn(reading.image, reading.entries.at(-1)?.seq ?? reading.header.through)
    return reading
  }

  /** Appends one record and syncs it; `done` gets its sequence number, or `full` when nothing was written. */
  write(record: JournalRecord, done: (seq: number | 'full') => void): void {
    const seq = this.nextSeq
    const bytes = writeRecord(seq, record)
    this.flash.append(bytes, record.record, (how) => {
      if (how === 'full') {
        done('full')
        return
      }
      this.nextSeq = seq + 1
      this.used += bytes.length
      this.flash.sync(record.record, () => done(seq))
    })
  }

  /** Puts right the banks that the reading just before found bad, the better one last. */
  repair(done: () => void): void {
    assert(this.reading !== undefined, 'the journal is read before it is repaired')
    const { image, repairs } = this.reading
    this.rewrite(image, repairs, 'repair', done)
  }

  /** Rewrites both banks without what is no longer needed; also what ends a damage that a supervisor has cleared. */
  compact(suspectSinceMs: number, done: () => void): void {
    const { entries, header, repairs } = this.read()
    const through = entries.at(-1)?.seq ?? header.through
    const image = compact(entries, header, suspectSinceMs)
    this.standOn(image, through)
    this.rewrite(image, repairs[0] === 1 ? [1, 0] : [0, 1], 'compaction', done)
  }

  save(): () => void {
    const { nextSeq, used, reading } = this
    return () => {
      this.nextSeq = nextSeq
      this.used = used
      this.reading = reading
    }
  }

  private standOn(image: Uint8Array, through: number): void {
    this.nextSeq = through + 1
    this.used = image.length
  }

  private rewrite(image: Uint8Array, banks: readonly (0 | 1)[], label: string, done: () => void): void {
    const [bank, ...rest] = banks
    if (bank === undefined) done()
    else this.flash.rewrite(bank, image, label, () => this.rewrite(image, rest, label, done))
  }
}
