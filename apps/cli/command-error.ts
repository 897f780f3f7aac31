/** A mistake on the command line: no stack is shown and the process ends with exit code 2. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly code: CommandCode
  /** What to do about it: what is allowed, or the nearest name. May be empty. */
  readonly hint: string

  constructor(code: CommandCode, message: string, hint = '') {
    super(message)
    this.code = code
    this.hint = hint
  }
}

/** Every code that a `CommandError` can carry, with its meaning. */
export const commandCodes = {
  TAG_UNKNOWN: 'no scenario has this tag',
  INVARIANT_UNKNOWN: 'no invariant has this name',
  FIRMWARE_UNKNOWN: 'no mutant has this name',
  POINTS_UNKNOWN: 'no point begins with this',
  POINTS_NOT_REACHED: 'no fault can strike at these points in these scenarios',
  SPEC_UNKNOWN: 'no message spec has this name',
  FILE_MISSING: 'there is no such file',
  FILE_UNFIT: 'the path is not a file, the file is larger than 1 MiB or not UTF-8, or its name cannot be printed',
  FOLDER_UNFIT: 'a folder cannot be made or written',
  FLASH_UNFIT: 'the flash file cannot be opened, read or written',
  FLASH_BUSY: 'another terminal runs on this flash file',
  FAULTS_WITHOUT_SCENARIO: '--faults was given without exactly one scenario',
  PORT_TAKEN: 'the port cannot be had: another process listens there, or it is not allowed',
  ADDRESS_INVALID: 'an address does not read HOST:PORT or ws://HOST:PORT, or has no such port',
  SALE_INVALID: 'a sale does not read CARD=AMOUNT',
} as const satisfies Record<string, string>

export type CommandCode = keyof typeof commandCodes
