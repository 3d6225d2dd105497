/** Pixels, row by row from the top left, four bytes (red, green, blue, alpha) each; alpha is ignored. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/**
 * Rec. 601 luma, the weights of every greyscale conversion here (ITU-R BT.601, section 2.5.1).
 */
export const luma = { red: 0.299, green: 0.587, blue: 0.114 } as const
