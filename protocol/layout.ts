import { compile } from './compile.ts'
import type { Spec } from './spec.ts'

/** Where the parts of a frame begin, in bytes from its length header on. */
export interface FrameLayout {
  /** Where the TPDU begins; the same as `mtiAt` where a spec has none. */
  readonly tpduAt: number
  readonly mtiAt: number
  readonly bitmapAt: number
  /** Behind the first bitmap. */
  readonly bodyAt: number
}

/** The layout of every frame of a spec. */
export function frameLayout(spec: Spec): FrameLayout {
  const { lengthBytes } = spec.frame
  const { mtiAt, bitmapAt } = compile(spec)
  return {
    tpduAt: lengthBytes,
    mtiAt: lengthBytes + mtiAt,
    bitmapAt: lengthBytes + bitmapAt,
    bodyAt: lengthBytes + bitmapAt + BITMAP_BYTES,
  }
}

const BITMAP_BYTES = 8
