import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import sharp from 'sharp'
import type { Box } from '../../main/contract/entities.ts'
import { overlap } from '../../main/vision/geometry.ts'
import { atLeast, atMost, type Figure, namesIn, type Photos, rollcall } from './figures.ts'

/** Heights of the face's box in heights of the crop; passports want about three quarters. */
const shares = [0.55, 0.65, 0.75]
/** Pixels; the sides are 35 : 45. */
const cropHeight = 1200
/** A face counts as found whole when its box shares this much with the one in the whole portrait. */
const sameFace = 0.6

/**
 * Portraits cut as for passports: whether each face is found, whole, and whether one photo a person names the other.
 */
export async function fillingThePhoto(folder: string, scratch: string): Promise<Figure[]> {
  if (!existsSync(folder)) {
    process.stderr.write(`There is no folder ${folder}: portraits that fill the photo are left out.\n`)
    return []
  }
  const people = readdirSync(folder).filter((entry) => !entry.includes('.'))
  const whole = (await rollcall('--data', join(scratch, 'no-people'), 'identify', folder)) as Photos
  const figures: Figure[] = []
  for (const share of shares) {
    const places = { first: join(scratch, `cut-${share}`, 'first'), second: join(scratch, `cut-${share}`, 'second') }
    mkdirSync(places.second, { recursive: true })
    const wanted = new Map<string, Box>()
    for (const person of people) {
      mkdirSync(join(places.first, person), { recursive: true })
      for (const [index, photo] of readdirSync(join(folder, person)).sort().entries()) {
        const source = join(folder, person, photo)
        const { box } = whole.photos.find(({ file }) => file.endsWith(join(person, photo)))!.faces[0]!
        const target = index === 0 ? join(places.first, person, `${person}.png`) : join(places.second, `${person}.png`)
        wanted.set(target, await cut(source, box, share, target))
      }
    }
    const data = ['--data', join(scratch, `cut-data-${share}`)]
    const { people: enrolled } = (await rollcall(...data, 'import', places.first)) as { people: number }
    const { photos } = (await rollcall(...data, 'identify', places.first, places.second)) as Photos
    const lost = photos.filter(({ file, faces }) => {
      const box = [...wanted].find(([target]) => target.endsWith(file) || file.endsWith(target))![1]
      return !faces.some((face) => overlap(face.box, box) > sameFace)
    }).length
    const right = photos.filter(
      (photo) => photo.file.includes('second') && namesIn(photo).includes(basename(photo.file, '.png')),
    ).length
    const how = `a face of ${Math.round(100 * share)} % of the height`
    figures.push(
      atMost(`lost or cut, ${how}, of ${photos.length}`, lost, 0),
      atLeast(`enrolled, ${how}, of ${people.length}`, enrolled, people.length),
      atLeast(`other portraits named rightly, ${how}`, right, people.length),
    )
  }
  return figures
}

/** Writes the crop, enlarged, and says where the face lies in it. */
async function cut(source: string, box: Box, share: number, target: string): Promise<Box> {
  const { width, height } = await sharp(source).metadata()
  const down = Math.min(height, Math.round(box.height / share))
  const across = Math.min(width, Math.round((down * 35) / 45))
  const between = (value: number, most: number) => Math.round(Math.max(0, Math.min(most, value)))
  const left = between(box.x + box.width / 2 - across / 2, width - across)
  const top = between(box.y + box.height / 2 - down / 2, height - down)
  await sharp(source).extract({ left, top, width: across, height: down }).resize({ height: cropHeight }).toFile(target)
  const zoom = cropHeight / down
  return { x: (box.x - left) * zoom, y: (box.y - top) * zoom, width: box.width * zoom, height: box.height * zoom }
}
