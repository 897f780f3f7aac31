import { describe, expect, it } from 'vitest'
import { describeScenario } from '../../library/vitest.ts'
import { mutants } from '../../mutants/index.ts'
import { catalogue, run } from '../../scenarios/index.ts'

describeScenario(catalogue['response-lost'], { depth: 1, points: ['host.commit'] })

describe('toHold', () => {
  it('takes a scenario or what one has come to', () => {
    expect(catalogue['sale-approved']).toHold()
    expect(run(catalogue['sale-approved'])).toHold()
  })

  it('tells a failure as a story that ends with a line that plays it again', () => {
    const { parts } = mutants.find(({ name }) => name === 'timeout-taken-for-decline')!
    const claim = () =>
      expect(catalogue['response-lost']).toHold({ ...parts, firmwareName: 'timeout-taken-for-decline' })
    expect(claim).toThrow(/^response-lost did not hold\n {2}struck at \d+: link\.response\.0210#1=drop\n {2}S11 @\d+ /)
    expect(claim).toThrow(/expected reversed, got declined[\s\S]*replay: npx droporder run response-lost .*--firmware/)
    expect(() => expect(catalogue['sale-approved']).not.toHold()).toThrow(/sale-approved held/)
  })
})
