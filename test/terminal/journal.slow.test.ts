import { describe } from 'vitest'
import { BANK_BYTES, moments } from './flash-content.ts'
import { sweep } from './journal-sweep.ts'

describe.each(Object.keys(moments))('the journal of a terminal, each bit of every byte: %s', (moment) =>
  sweep(moment, { bits: [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff], beyond: BANK_BYTES }),
)
