/**
 * How well people are recognised, by the command line and on photos that the project does not hold: the folder named by
 * ROLLCALL_FACES, or ../shared/faces, with people/ (one folder a person, LFW's names), strangers/, pairs.txt, and
 * portraits/ (one folder a person, two studio portraits of 1,000 pixels each; left out where there is none).
 *
 *   npm run bench accuracy [-- --json]
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { inTheDark } from './accuracy/dark.ts'
import { atLeast, atMost, describe, type Figure, namesIn, type Photos, rollcall } from './accuracy/figures.ts'
import { fillingThePhoto } from './accuracy/portraits.ts'

export const name = 'accuracy'

const root = join(import.meta.dirname, '..')
const faces = process.env.ROLLCALL_FACES ?? join(root, '../shared/faces')

export async function run({ json }: { readonly json: boolean }): Promise<readonly Figure[]> {
  if (!existsSync(faces)) {
    process.stderr.write(`There is no folder ${faces}: name one with ROLLCALL_FACES.\n`)
    return []
  }
  const scratch = mkdtempSync(join(tmpdir(), 'rollcall-accuracy-'))
  try {
    const figures = [
      ...(await atTheDoor(scratch)),
      ...(await verification()),
      ...(await openSet(1)),
      ...(await openSet(2)),
      ...(await inTheDark(join(faces, 'people'), scratch)),
      ...(await fillingThePhoto(join(faces, 'portraits'), scratch)),
    ]
    process.stdout.write(json ? `${JSON.stringify(figures)}\n` : figures.map(describe).join(''))
    return figures
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** The first photo of everybody is imported, then second photos and strangers are searched for as they are. */
async function atTheDoor(scratch: string): Promise<Figure[]> {
  const people = readdirSync(join(faces, 'people'))
  mkdirSync(join(scratch, 'second'))
  for (const person of people) {
    mkdirSync(join(scratch, 'first', person), { recursive: true })
    const [first, second] = readdirSync(join(faces, 'people', person)).sort()
    symlinkSync(join(faces, 'people', person, first!), join(scratch, 'first', person, first!))
    symlinkSync(join(faces, 'people', person, second!), join(scratch, 'second', second!))
  }
  const all = (await rollcall('--data', join(scratch, 'all'), 'import', join(faces, 'people'))) as { people: number }
  const data = ['--data', join(scratch, 'data')]
  await rollcall(...data, 'import', join(scratch, 'first'))
  const seconds = (await rollcall(...data, 'identify', join(scratch, 'second'))) as Photos
  const strangers = (await rollcall(...data, 'identify', join(faces, 'strangers'))) as Photos
  const nameOf = (file: string) =>
    basename(file)
      .replace(/_\d+\.jpg$/, '')
      .replaceAll('_', ' ')
  const named = namesIn
  const right = seconds.photos.filter((photo) => named(photo).includes(nameOf(photo.file))).length
  const wrong = seconds.photos.filter((photo) => named(photo).some((found) => found !== nameOf(photo.file))).length
  const strange = strangers.photos.filter((photo) => named(photo).length > 0).length
  const count = people.length
  return [
    atLeast(`people enrolled by importing all photos, of ${count}`, all.people, count),
    atLeast(`second photos named rightly, of ${count}`, right, Math.min(303, count)),
    atMost('second photos on which somebody else is named', wrong, 1),
    // Twice what is promised of one in a hundred.
    atMost(`strangers named, of ${strangers.photos.length}`, strange, 8),
  ]
}

async function verification(): Promise<Figure[]> {
  const words = ['evaluate', '--images', join(faces, 'people'), '--pairs', join(faces, 'pairs.txt')]
  const { accuracy, skipped } = (await rollcall(...words)) as { accuracy: number; skipped: number }
  return [atLeast('accuracy on pairs.txt', accuracy, 0.995), atMost('pairs skipped', skipped, 0)]
}

async function openSet(enrolled: 1 | 2): Promise<Figure[]> {
  const words = ['--gallery', join(faces, 'people'), '--strangers', join(faces, 'strangers'), '--enrol', `${enrolled}`]
  const { rank1, fnirAtFpir } = (await rollcall('evaluate', ...words)) as {
    rank1: number
    fnirAtFpir: Record<'0.01' | '0.001', number>
  }
  const photos = enrolled === 1 ? 'one photo enrolled' : 'two photos enrolled'
  const atHundredth = atMost(`FNIR at FPIR 1 %, ${photos}`, fnirAtFpir['0.01'], enrolled === 1 ? 0.022 : 0.015)
  return enrolled === 1
    ? [
        atLeast(`rank 1, ${photos}`, rank1, 0.9915),
        atHundredth,
        atMost(`FNIR at FPIR 0.1 %, ${photos}`, fnirAtFpir['0.001'], 0.05),
      ]
    : [atHundredth]
}
