import { expect, it } from 'vitest'
import { Node, SimulatedFlash, World } from '../../sim/index.ts'
import * as fc from '../fast-check.ts'

const BANK_BYTES = 64
const BANKS = [0, 1] as const

const torn = fc.nat(20).map((at) => `torn(${at})`)
const deedArbitrary = fc.oneof(
  fc.record({
    kind: fc.constant('append' as const),
    length: fc.nat(8),
    fault: fc.oneof({ weight: 6, arbitrary: fc.constant('pass') }, torn, fc.constantFrom('full', 'torn(copy)')),
  }),
  fc.record({
    kind: fc.constant('sync' as const),
    length: fc.constant(0),
    fault: fc.constantFrom('pass', 'pass', 'pass', 'cutBefore', 'cutAfter'),
  }),
  fc.record({
    kind: fc.constant('rewrite' as const),
    length: fc.nat(8),
    fault: fc.oneof({ weight: 2, arbitrary: fc.constant('pass') }, torn),
    bank: fc.constantFrom(...BANKS),
  }),
  fc.record({ kind: fc.constant('wait' as const) }),
  fc.record({ kind: fc.constant('lose' as const) }),
)

it('after any deeds and cuts a bank holds all that was synced, then some of the rest in order, then nothing', () => {
  let cuts = 0
  fc.assert(
    fc.property(fc.array(deedArbitrary, { maxLength: 40 }), (deeds) => {
      const trial = new Trial()
      for (const deed of deeds) {
        trial.doThis(deed)
        cuts += trial.checkIfDark()
      }
      trial.doThis({ kind: 'lose' })
      trial.checkIfDark()
    }),
    { numRuns: 500 },
  )
  expect(cuts).toBeGreaterThan(500)
})

type Deed = typeof deedArbitrary extends fc.Arbitrary<infer D> ? D : never

/** A flash beside what is known of it: what must be there, and what was written behind that without a promise. */
class Trial {
  private fault = 'pass'
  private readonly world = new World({ startMs: 0, seed: 1, decide: () => this.fault })
  private readonly node = new Node(this.world, 'terminal', { bootMs: 100 })
  private readonly flash = new SimulatedFlash(this.world, this.node, { bankBytes: BANK_BYTES })
  private readonly must: [number[], number[]] = [[], []]
  private readonly may: [number[], number[]] = [[], []]
  private readonly erasures: [number, number] = [0, 0]
  private lastByte = 0

  constructor() {
    this.node.start()
  }

  doThis(deed: Deed): void {
    if (deed.kind === 'wait') this.world.clock.step()
    else if (deed.kind === 'lose') this.node.lose()
    else {
      while (!this.node.powered) this.world.clock.step()
      const bytes = this.fresh(deed.length)
      this.fault = deed.fault
      this.node.enter(() => {
        if (deed.kind === 'append') this.append(bytes)
        else if (deed.kind === 'sync') this.sync()
        else this.rewrite(deed.bank, bytes)
      })()
      this.fault = 'pass'
    }
  }

  /** In the dark the medium is examined; what is there now is what the next life begins with. */
  checkIfDark(): number {
    if (this.node.powered) return 0
    const medium = this.flash.medium()
    for (const bank of BANKS) {
      const cells = [...medium[bank]]
      const found = cells.slice(0, 1 + cells.findLastIndex((byte) => byte !== 0xff))
      const must = this.must[bank]
      const possible = [...must, ...this.may[bank]]
      expect(found.slice(0, must.length)).toEqual(must)
      expect(found).toEqual(possible.slice(0, found.length))
      this.must[bank] = found
      this.may[bank] = []
    }
    return 1
  }

  private append(bytes: Uint8Array): void {
    const hasRoom = BANKS.every((bank) => this.length(bank) + bytes.length <= BANK_BYTES)
    const isTaken = hasRoom && this.fault !== 'full'
    if (isTaken) for (const bank of BANKS) this.may[bank].push(...bytes)
    this.flash.append(bytes, 'record', (how) => expect(how).toBe(isTaken ? 'taken' : 'full'))
  }

  private sync(): void {
    const lengths = BANKS.map((bank) => this.length(bank))
    const erasures = [...this.erasures]
    const promise = () => {
      for (const bank of BANKS) {
        const newly = (lengths[bank] as number) - this.must[bank].length
        if (erasures[bank] === this.erasures[bank] && newly > 0)
          this.must[bank].push(...this.may[bank].splice(0, newly))
      }
    }
    if (this.fault === 'cutAfter') promise()
    this.flash.sync('record', promise)
  }

  private rewrite(bank: 0 | 1, bytes: Uint8Array): void {
    this.erasures[bank] += 1
    this.must[bank] = []
    this.may[bank] = [...bytes]
    const erasures = this.erasures[bank]
    this.flash.rewrite(bank, bytes, 'record', () => {
      const newly = bytes.length - this.must[bank].length
      if (erasures === this.erasures[bank] && newly > 0) this.must[bank].push(...this.may[bank].splice(0, newly))
    })
  }

  private length(bank: 0 | 1): number {
    return this.must[bank].length + this.may[bank].length
  }

  /** Every byte of a trial is another one, as far as it goes, and none looks erased. */
  private fresh(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => (this.lastByte++ % 250) + 1)
  }
}
