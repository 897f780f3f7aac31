/** The part of `des.js` that we use; the package ships no types. */
declare module 'des.js' {
  interface Options {
    type: 'encrypt' | 'decrypt'
    key: ArrayLike<number>
    /** True unless said otherwise: PKCS padding, and a decrypting cipher keeps the last block until `final`. */
    padding?: boolean
  }

  interface Cipher {
    update(bytes: ArrayLike<number>): number[]
    final(bytes?: ArrayLike<number>): number[]
    /** Transforms one block of eight bytes; keeps no state, so that a cipher made once serves as a cached key schedule. */
    _update(from: ArrayLike<number>, fromAt: number, to: number[] | Uint8Array, toAt: number): void
  }

  export const DES: { create(options: Options): Cipher }
  /** Triple DES; the key has 24 bytes, a double-length key repeats its first half at the end. */
  export const EDE: { create(options: Options): Cipher }
}
