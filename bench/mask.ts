/** Draws masks on photos, as plausible ones as landmarks allow: paper and cloth in many colours, pleated or plain. */
import sharp from 'sharp'
import type { Point } from '../main/contract/entities.ts'
import type { Random } from '../main/numeric/random.ts'
import type { Landmarks } from '../main/vision/landmarks.ts'

/** Of paper and cloth, and of skin. */
export const maskColours = [
  '#a8cfe6',
  '#8fbfdc',
  '#f2f4f5',
  '#e4e6e6',
  '#16181a',
  '#2a2d33',
  '#8b8f94',
  '#1f2d4d',
  '#7a2233',
  '#3d5a3a',
  '#d9b79c',
  '#b98a6a',
  '#7a5238',
  '#efc9d1',
]

/** @param landmarks the 68 points in pixels of the photo @returns a JPEG */
export async function drawMask(photo: Buffer, landmarks: Landmarks, random: Random): Promise<Buffer> {
  const { width, height } = await sharp(photo).metadata()
  const at = (index: number): Point => ({ x: landmarks[2 * index]!, y: landmarks[2 * index + 1]! })
  const between = (a: Point, b: Point, x: number, y: number): Point => ({
    x: a.x + (b.x - a.x) * x,
    y: a.y + (b.y - a.y) * y,
  })
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random.next() * items.length)]!
  const colour = pick(maskColours)
  // From the bridge of the nose, a little higher or lower, along jaw and cheeks.
  const bridge = between(at(28), at(29), 1.3 * random.next(), 1.3 * random.next())
  const middle = between(at(2), at(14), 0.5, 0.5)
  const grown = 1.02 + 0.08 * random.next()
  const jaw = Array.from({ length: 15 }, (_, index) => {
    const chin = index > 3 && index < 11
    return between(middle, at(index + 1), grown, chin ? grown + 0.04 : 1)
  })
  const slope = 0.4 + 0.5 * random.next()
  const outline = [...jaw, between(at(15), bridge, 0.5, slope), bridge, between(at(1), bridge, 0.5, slope)]
  const place = ({ x, y }: Point) => `${x.toFixed(1)},${y.toFixed(1)}`
  const polygon = outline.map(place).join(' ')
  const tall = at(8).y - bridge.y
  const pleats = [0.35, 0.5, 0.65].map((part) => {
    const y = bridge.y + part * tall
    const fold = `M${place({ x: at(3).x, y })} Q${place({ x: bridge.x, y: y + 0.08 * tall })} ${place({ x: at(13).x, y })}`
    return `<path d="${fold}" stroke="#000" stroke-opacity="0.18" stroke-width="${0.02 * tall}" fill="none"/>`
  })
  const dots = Array.from({ length: 40 }, () => {
    const { x, y } = { x: at(3).x + random.next() * (at(13).x - at(3).x), y: bridge.y + random.next() * tall }
    return `<circle cx="${x}" cy="${y}" r="${0.03 * tall}" fill="${pick(maskColours)}" clip-path="url(#outline)"/>`
  })
  const decoration = [random.next() < 0.5 ? pleats : [], random.next() < 0.2 ? dots : []].flat().join('')
  const light = random.next() < 0.5 ? 'x1="0" x2="1"' : 'x1="1" x2="0"'
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>
    <linearGradient id="light" ${light}><stop offset="0" stop-opacity="0.35"/><stop offset="0.5" stop-color="#fff" stop-opacity="0.1"/><stop offset="1" stop-opacity="0.15"/></linearGradient>
    <clipPath id="outline"><polygon points="${polygon}"/></clipPath></defs>
    <polygon points="${polygon}" fill="${colour}"/>${decoration}<polygon points="${polygon}" fill="url(#light)"/></svg>`
  return sharp(photo)
    .composite([{ input: Buffer.from(svg) }])
    .blur(0.6)
    .jpeg({ quality: 92 })
    .toBuffer()
}
