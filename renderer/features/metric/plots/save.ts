/** Properties that a picture needs outside the app's style sheets. */
const inlined = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
] as const

/** Returns the picture as a file of its own: every element carries its computed style. */
export function standaloneSvg(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement
  const shown = [picture, ...picture.querySelectorAll('*')]
  const copied = [copy, ...copy.querySelectorAll('*')]
  for (const [i, element] of shown.entries()) {
    const style = getComputedStyle(element)
    const target = copied[i]!
    for (const name of ['class', 'style', 'tabindex', 'role', 'aria-label']) target.removeAttribute(name)
    for (const name of inlined) target.setAttribute(name, style.getPropertyValue(name))
  }
  const { width, height } = picture.viewBox.baseVal
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.setAttribute('style', `background:${getComputedStyle(picture).backgroundColor}`)
  return new XMLSerializer().serializeToString(copy)
}

/** Writes CSV by RFC 4180, with a header. */
export function csvOf(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number) => {
    const text = String(value)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}
