/** The deterministic world: clock, choices, nodes with power, simulated devices. It moves opaque bytes and imports nothing of ours. */
export type { Charge } from './battery.ts'
export { SimulatedBattery } from './battery.ts'
export type { CardRead, Chip, ChipAnswer, ChipEnd } from './card-reader.ts'
export { SimulatedCardReader } from './card-reader.ts'
export { VirtualClock } from './clock.ts'
export { Digest } from './digest.ts'
export type { Prompt } from './display.ts'
export { SimulatedDisplay } from './display.ts'
export type { Align, DecodeText, PrintStep } from './escpos.ts'
export { EscPosReader } from './escpos.ts'
export type { Fault } from './fault.ts'
export { faultNumber, parseFault } from './fault.ts'
export type { FlashOptions } from './flash.ts'
export { SimulatedFlash } from './flash.ts'
export type { KeypadInput } from './keypad.ts'
export { SimulatedKeypad, withOneWrongDigit } from './keypad.ts'
export { Line } from './line.ts'
export { SimulatedWire } from './link.ts'
export type { NodeClock } from './node.ts'
export { Node } from './node.ts'
export type { PaperLine, PrintEnd } from './printer.ts'
export { SimulatedPrinter } from './printer.ts'
export type { Sensors } from './printer-mechanism.ts'
export type { PrinterCondition } from './printer-status.ts'
export { statusByte } from './printer-status.ts'
export { Random } from './random.ts'
export type { Restore } from './restore.ts'
export { allOf, saveData, saveFields, saveGrowing, saveMap } from './restore.ts'
export type {
  Accept,
  Carry,
  Connection,
  ConnectionEars,
  Direction,
  Ending,
  Hop,
  LinkEars,
  Medium,
  Pipe,
  Side,
  Verdict,
  Wire,
  WireOptions,
} from './wire.ts'
export type { Choose, Decide, Lane, Part, PointVisit, Struck, Takes, WorldEvent, WorldOptions } from './world.ts'
export { World } from './world.ts'
