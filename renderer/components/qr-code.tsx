import { encode } from 'uqr'

/** The most that a code holds which is read from a screen: 997 bytes in version 25 (ISO/IEC 18004, table 7). */
export const maxQrBytes = 997

/** Modules of white around the code, without which it is not found (ISO/IEC 18004, 9.1). */
const quietZone = 4

/** A text to be read by a phone's camera: black on white in light and dark, as readers expect it. */
export function QrCode(props: { text: string; label: string; className: string }) {
  const { data, size } = encode(props.text, { ecc: 'M', border: quietZone })
  return (
    <svg className={props.className} role="img" aria-label={props.label} viewBox={`0 0 ${size} ${size}`}>
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" shapeRendering="crispEdges" d={data.map(rowPath).join('')} />
    </svg>
  )
}

/** The black modules of a row, as one rectangle for each run. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x++) {
    const from = x
    while (row[x] === true) x++
    if (x > from) path += `M${from} ${y}h${x - from}v1H${from}z`
  }
  return path
}
