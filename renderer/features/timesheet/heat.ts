/** Minutes beyond which a day is not drawn any darker. */
const darkest = 10 * 60
/** Share from which a day has the text colour for dark backgrounds. */
const strongFrom = 0.6
/** Between these shares of the accent neither text colour has a contrast of 4.5 to 1, so they are not used. */
const lightest = 0.55
const strongest = 0.8

/** Returns how dark a day is drawn by its minutes: the share of the accent, 0..1, and whether it needs light text. */
export function shadeOf(minutes: number): { readonly share: number; readonly strong: boolean } {
  const heat = Math.min(1, Math.max(0, minutes / darkest))
  if (heat <= strongFrom) return { share: (heat / strongFrom) * lightest, strong: false }
  return { share: strongest + ((heat - strongFrom) / (1 - strongFrom)) * (1 - strongest), strong: true }
}

/** Minutes for the steps of the legend, from none to the darkest. */
export const keyMinutes: readonly number[] = [0, 0.25, 0.5, 0.75, 1].map((share) => share * darkest)
