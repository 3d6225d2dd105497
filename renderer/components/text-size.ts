/** How much larger than usual the text is: 2 for somebody whose browser shows 32 pixels instead of 16. */
export function textSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16
}
