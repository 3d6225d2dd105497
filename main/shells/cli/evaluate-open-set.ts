import { basename, dirname } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import { judgeByAttribute, minPeople, type Rate, type ValueRates } from '../../evaluation/by-attribute.ts'
import { judgeOpenSet, type LabelledFace, type OpenSetResult, searchBest } from '../../evaluation/open-set.ts'
import { detChart, openSetReport, rateLabel, similarityChart } from '../../evaluation/report.ts'
import { uniformFrom } from '../../numeric/random.ts'
import { percent } from '../../text/words.ts'
import { readAttributes } from './attribute-list.ts'
import type { Outcome } from './command.ts'
import { type EmbeddedPhotos, embedForComparison, type Failure } from './embed-photos.ts'
import { intervalSeed } from './evaluate-pairs.ts'
import { expandPhotos, photosByPerson } from './photo-files.ts'
import type { Session } from './session.ts'
import { describeRejected, table } from './text.ts'
import { provenance, writeReport } from './write-report.ts'

export interface OpenSetOptions {
  readonly gallery: string
  readonly probes?: string | undefined
  readonly strangers: string
  /** Without probes: how many photos of each person are enrolled. */
  readonly enrol: number
  /** A list of what people are to be compared by; see `readAttributes`. */
  readonly by?: string | undefined
  readonly pack?: string | undefined
  readonly html?: string | undefined
  readonly svg?: string | undefined
}

interface Photo {
  readonly person: string
  readonly file: string
}

interface Sets {
  readonly gallery: readonly Photo[]
  readonly probes: readonly Photo[]
  readonly strangers: readonly Photo[]
}

/** Judges open-set identification: people of the gallery are to be named, strangers are not. */
export async function evaluateOpenSet(session: Session, options: OpenSetOptions): Promise<Outcome> {
  const attributes = options.by === undefined ? null : await readAttributes(options.by)
  const sets = await gather(options)
  const embedded = await embedForComparison(
    session,
    [...sets.gallery, ...sets.probes, ...sets.strangers].map(({ file }) => file),
    options.pack,
  )
  const [gallery, probes, strangers] = [sets.gallery, sets.probes, sets.strangers].map((photos) =>
    toLabelledFaces(photos, embedded),
  ) as [LabelledFace[], LabelledFace[], LabelledFace[]]
  const result = judgeOpenSet(gallery, probes, strangers, uniformFrom(intervalSeed))
  const by =
    attributes === null
      ? null
      : judgeByAttribute(
          withOwnNames([...gallery, ...probes, ...strangers]),
          attributes,
          result.thresholdAtFpir['0.01'],
          uniformFrom(intervalSeed),
        )
  const skipped = embedded.failures.length
  const best = (faces: readonly LabelledFace[]) => faces.map(({ vector }) => searchBest(gallery, vector).similarity)
  await writeReport(options.svg, () => detChart(result.det, 'FPIR: strangers named', 'FNIR: people missed'))
  await writeReport(options.html, () =>
    openSetReport(
      provenance('Open-set identification', embedded.model, skipped),
      result,
      similarityChart(
        { label: 'people enrolled', values: best(probes) },
        { label: 'strangers', values: best(strangers) },
      ),
    ),
  )
  return {
    value: { ...result, ...(by && { by }), skipped, model: embedded.model, failures: embedded.failures },
    text: describe(result, embedded.failures) + (by === null ? '' : describeBy(by, result.thresholdAtFpir['0.01'])),
    failed: skipped > 0,
  }
}

async function gather({ gallery, probes, strangers, enrol }: OpenSetOptions): Promise<Sets> {
  const enrolled = await photosByPerson(gallery)
  const flat = (people: typeof enrolled, from: number, to?: number) =>
    people.flatMap(({ name, photos }) => photos.slice(from, to).map((file) => ({ person: name, file })))
  const searched = probes === undefined ? flat(enrolled, enrol) : flat(await photosByPerson(probes), 0)
  const known = new Set(enrolled.map(({ name }) => name))
  const missing = searched.find(({ person }) => !known.has(person))
  if (missing !== undefined) {
    throw new AppError(
      'wrong-usage',
      `${missing.person} is among the probes and not in the gallery. Put people who are not enrolled among the strangers.`,
    )
  }
  return {
    gallery: flat(enrolled, 0, probes === undefined ? enrol : undefined),
    probes: searched,
    strangers: (await expandPhotos([strangers])).map((file) => ({ person: strangerName(file, strangers), file })),
  }
}

/** Strangers under the names that a list has for them: the photo without its ending and number, or its folder. */
function withOwnNames(faces: readonly LabelledFace[]): LabelledFace[] {
  return faces.map((face) =>
    face.person.startsWith(strangerPrefix)
      ? { ...face, person: face.person.slice(strangerPrefix.length).replace(/(_\d+)?\.[a-z]+$/i, '') }
      : face,
  )
}

const strangerPrefix = 'stranger '

/** Photos of strangers may lie in one folder a person or all in one; then each is somebody else. */
function strangerName(file: string, folder: string): string {
  const parent = dirname(file)
  return `${strangerPrefix}${parent === dirname(`${folder}/x`) ? basename(file) : basename(parent)}`
}

function toLabelledFaces(photos: readonly Photo[], embedded: EmbeddedPhotos): LabelledFace[] {
  return photos.flatMap(({ person, file }) => {
    const photo = embedded.photos.get(file)
    return photo === undefined ? [] : [{ person, file, vector: photo.vector, quality: photo.quality }]
  })
}

function describe(result: OpenSetResult, failures: readonly Failure[]): string {
  const { intervals } = result
  const row = (name: string, value: number, [low, high]: readonly [number, number], threshold?: number) => [
    name,
    percent(value),
    `${percent(low)} to ${percent(high)}`,
    threshold?.toFixed(3) ?? '',
  ]
  const fnir = (fpir: '0.01' | '0.001', name: string) =>
    row(name, result.fnirAtFpir[fpir], intervals.fnirAtFpir[fpir], result.thresholdAtFpir[fpir])
  const rows = [
    row('rank 1', result.rank1, intervals.rank1),
    fnir('0.01', 'FNIR at FPIR 1 %'),
    fnir('0.001', rateLabel('FNIR at FPIR 0.1 %', 0.001, result.strangers, 'strangers')),
  ]
  const counts = `${result.people} people enrolled with ${result.templates} photos, ${result.probes} probes, ${result.strangers} strangers\n`
  return describeRejected(failures) + table(['', 'measured', '95 % interval', 'threshold'], rows) + counts
}

/** The rates of each value, and what not to rely on. */
function describeBy(rates: readonly ValueRates[], threshold: number): string {
  if (rates.length === 0)
    return 'Nobody in these photos is in the list: its first column has to name them as the folders do.\n'
  const cells = (rate: Rate | null) =>
    rate === null
      ? ['–', '']
      : [
          `${percent(rate.rate)}${rate.tooFew ? ' *' : ''}`,
          `${percent(rate.interval[0])} to ${percent(rate.interval[1])}`,
        ]
  const rows = rates.map(({ column, value, people, fmr, fnmr }) => [
    `${column}: ${value}`,
    String(people),
    ...cells(fmr),
    ...cells(fnmr),
  ])
  const few = rates.some(({ fmr, fnmr }) => fmr?.tooFew || fnmr?.tooFew)
  return (
    `\nAt ${threshold.toFixed(3)}, the threshold for FPIR 1 %:\n` +
    table(['', 'people', 'FMR', '95 % interval', 'FNMR', '95 % interval'], rows) +
    (few ? `* from fewer than ${minPeople} people: too few to compare groups by.\n` : '')
  )
}
