/** The part of the peer codec `iso_8583` that tests and benchmarks use; the package ships no types. */
declare module 'iso_8583' {
  type Formats = Record<
    string,
    { ContentType: string; Label: string; LenType: string; MaxLen: number; MinLen?: number }
  >

  export default class Iso8583 {
    /** Field 0 is the MTI; an empty message serves to unpack. */
    constructor(message?: Record<string, string>, formats?: Formats)
    getBufferMessage(): Buffer | { error: string }
    getIsoJSON(frame: Buffer, options?: { lenHeader?: boolean }): Record<string, string>
  }
}
