import { describe, expect, it } from 'vitest'
import { bytesToHex, encode, specs, toFrame } from '../../../protocol/index.ts'
import { SALE } from '../../protocol/samples.ts'
import { droporder } from './shell.ts'

const signOn =
  '0057600501000061310031110808000020000000C0001600000139393939393930363030313433303137303131393939390011000000000030002553657175656E6365204E6F31323330363039393939393930360003303031'

describe('decode', () => {
  it('explains a message of its argument as JSON, raw values by field and subfields by name', async () => {
    const { code, out } = await droporder(['decode', signOn, '--format', 'json'])
    const decoded = JSON.parse(out)
    expect(code).toBe(0)
    expect(decoded.mti).toBe('0800')
    expect(decoded.fields['11']).toBe('000001')
    expect(decoded.fields['62']).toBe('Sequence No12306099999906')
    expect(decoded.parts['60']).toMatchObject({ type: '00', batch: '000000', network: '003' })
  })

  it('reads one message a line from standard input and ends with 1 when it refused one, with its place', async () => {
    const { code, out } = await droporder(['decode'], `${signOn}\n${signOn.slice(0, -2)}\n`)
    expect(code).toBe(1)
    expect(out).toContain('line 2 refused: FRAME_CUT at length, byte 88')
  })

  it('says where a length header lies', async () => {
    const { code, out } = await droporder(['decode', `00AA${signOn.slice(4)}`, '--format', 'json'])
    expect(code).toBe(1)
    expect(JSON.parse(out).error).toMatchObject({ code: expect.stringMatching(/^FRAME/), offset: expect.any(Number) })
  })

  it.each([
    ['cut short', signOn.slice(0, -2), 'FRAME_CUT'],
    ['longer than its header says', `${signOn}00`, 'TRAILING_BYTES'],
    ['with a header that lies', `7FFF${signOn.slice(4)}`, 'FRAME_'],
  ])('names what it could read of a frame that is %s', async (_, line, refused) => {
    const { code, out } = await droporder(['decode', line])
    expect(code).toBe(1)
    expect(out).toMatch(/^0800 Sign-on request\n( {2}\d+ .*\n)+line 1 refused: /)
    expect(out).toContain(refused)
    expect(out).not.toContain('99999906')
  })

  it.each(['zz', '0', '00G0', '0000', 'FFFF00'])('refuses the line %s and goes on', async (line) => {
    const { code, out } = await droporder(['decode'], `${line}\n${signOn}\n`)
    expect(code).toBe(1)
    expect(out).toContain('line 1 refused')
    expect(out).toContain('0800')
  })

  it('shows the card number only when it is told to', async () => {
    const frame = bytesToHex(toFrame(specs.unionpay, encode(specs.unionpay, SALE)))
    const pan = SALE.fields[2]
    for (const format of ['text', 'json']) {
      expect((await droporder(['decode', frame, '--format', format])).out).not.toContain(pan)
      expect((await droporder(['decode', frame, '--format', format, '--unmask'])).out).toContain(pan)
    }
  })
})
