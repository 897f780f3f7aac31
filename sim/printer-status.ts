import type { Sensors } from './printer-mechanism.ts'

/**
 * The byte a receipt printer answers to DLE EOT n. Bits 1 and 4 are always 1, bits 0 and 7 always 0.
 *
 * n = 1, printer: bit 3 offline, bit 5 waits for recovery, bit 6 feed button. n = 2, cause of being offline: bit 2 cover,
 * bit 3 feed button, bit 5 stopped at paper end, bit 6 error. n = 3, error: bit 2 mechanical, bit 3 knife, bit 5 beyond
 * recovery (supply voltage), bit 6 passes by itself (head too hot). n = 4, paper: bits 2 and 3 near end, bits 5 and 6 end.
 */
export function statusByte(n: 1 | 2 | 3 | 4, sensors: Sensors): number {
  const error = sensors.jam || sensors.cutter || sensors.overheat || sensors.lowVoltage
  const stopped = sensors.offline || sensors.coverOpen || sensors.paperEnd || error
  let byte = 0x12
  if (n === 1) {
    if (stopped) byte |= 0x08
    if (sensors.jam || sensors.cutter) byte |= 0x20
  } else if (n === 2) {
    if (sensors.coverOpen) byte |= 0x04
    if (sensors.paperEnd) byte |= 0x20
    if (error) byte |= 0x40
  } else if (n === 3) {
    if (sensors.jam) byte |= 0x04
    if (sensors.cutter) byte |= 0x08
    if (sensors.lowVoltage) byte |= 0x20
    if (sensors.overheat) byte |= 0x40
  } else {
    if (sensors.nearEnd) byte |= 0x0c
    if (sensors.paperEnd) byte |= 0x60
  }
  return byte
}

/** The one word for it; where several things are wrong, the one that must be put right first. */
export function conditionOf(sensors: Sensors): PrinterCondition {
  if (sensors.offline) return 'offline'
  if (sensors.coverOpen) return 'coverOpen'
  if (sensors.jam) return 'jammed'
  if (sensors.cutter) return 'cutterFailed'
  if (sensors.lowVoltage) return 'lowVoltage'
  if (sensors.overheat) return 'overheated'
  if (sensors.paperEnd) return 'paperOut'
  return sensors.nearEnd ? 'nearEnd' : 'ready'
}

export type PrinterCondition =
  | 'ready'
  | 'nearEnd'
  | 'paperOut'
  | 'jammed'
  | 'coverOpen'
  | 'overheated'
  | 'lowVoltage'
  | 'cutterFailed'
  | 'offline'
