import { readFileSync } from 'node:fs'
import { fileFlash } from '../../drivers/index.ts'
import type { FullRun, Scenario } from '../../scenarios/index.ts'
import { runOn } from '../../scenarios/index.ts'
import type { Devices, Flash } from '../../terminal/index.ts'
import { bootTerminal, endOfBank, factoryBanks } from '../../terminal/index.ts'

/** The content of the file whenever something in it was made durable. */
export interface Snapshot {
  readonly label: string
  readonly bytes: Uint8Array
}

/**
 * Plays a scenario in the simulated world with one device of it real: the terminal's journal is a file. The verdict means
 * nothing, because the judge sees no flash; trace, paper and books are what came of it.
 */
export async function playOnFile(
  scenario: Scenario,
  file: string,
  bankBytes: number,
): Promise<{ readonly full: FullRun; readonly snapshots: readonly Snapshot[] }> {
  const snapshots: Snapshot[] = []
  let underWay = 0
  let close = () => {}
  const firmware: typeof bootTerminal = (devices, config) => {
    close()
    const flash = fileFlash(file, bankBytes, factoryBanks(), endOfBank)
    close = () => flash.close()
    const counted =
      <A extends unknown[]>(done: (...how: A) => void) =>
      (...how: A) => {
        underWay -= 1
        done(...how)
      }
    const watched: Flash = {
      bankBytes,
      read: (bank) => flash.read(bank),
      append: (bytes, label, done) => {
        underWay += 1
        flash.append(bytes, label, counted(done))
      },
      sync: (label, done) => {
        underWay += 1
        flash.sync(
          label,
          counted(() => {
            snapshots.push({ label, bytes: Uint8Array.from(readFileSync(file)) })
            done()
          }),
        )
      },
      rewrite: (bank, bytes, label, done) => {
        underWay += 1
        flash.rewrite(bank, bytes, label, counted(done))
      },
    }
    const onFile: Devices = { ...devices, flash: watched }
    return bootTerminal(onFile, config)
  }
  const full = await runOn(scenario, { firmware }, async (clock) => {
    do {
      while (underWay > 0) await new Promise(setImmediate)
    } while (clock.step())
  })
  close()
  return { full, snapshots }
}
