import { mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { atLeast, type Figure, namesIn, type Photos, rollcall } from './figures.ts'

const people = 150
/** Shares of their brightness. */
const shares = [1, 0.15, 0.12]

/** The first photo of every second of the people is enrolled, and the second one searched for, darker and darker. */
export async function inTheDark(folder: string, scratch: string): Promise<Figure[]> {
  const names = readdirSync(folder)
    .sort()
    .filter((_, index) => index % 2 === 0)
    .slice(0, people)
  const data = ['--data', join(scratch, 'dark-data')]
  for (const name of names) {
    mkdirSync(join(scratch, 'dark-first', name), { recursive: true })
    const [first] = readdirSync(join(folder, name)).sort()
    symlinkSync(join(folder, name, first!), join(scratch, 'dark-first', name, first!))
  }
  await rollcall(...data, 'import', join(scratch, 'dark-first'))
  const figures: Figure[] = []
  for (const share of shares) {
    const dimmed = join(scratch, `dark-${share}`)
    mkdirSync(dimmed)
    for (const name of names) {
      const second = readdirSync(join(folder, name)).sort()[1]!
      const photo = sharp(join(folder, name, second))
      await (share === 1 ? photo : photo.linear(share, 0)).jpeg({ quality: 92 }).toFile(join(dimmed, `${name}.jpg`))
    }
    const { photos } = (await rollcall(...data, 'identify', dimmed)) as Photos
    const right = photos.filter((photo) =>
      namesIn(photo).some((name) => photo.file.endsWith(`${name.replaceAll(' ', '_')}.jpg`)),
    ).length
    const light = share === 1 ? 'by day' : `at ${100 * share} % of their brightness`
    figures.push(atLeast(`named rightly ${light}, of ${names.length}`, right, share === 1 ? 145 : 140))
  }
  return figures
}
