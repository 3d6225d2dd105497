/** Returns how much larger than the default the text is: 2 for a browser that shows 32 pixels instead of 16. */
export function textSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16
}
