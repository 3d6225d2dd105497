import { extname } from 'node:path'
import type { Output, Parsed } from '../contract/api.ts'
import { officeZone } from '../contract/attendance-rules.ts'
import type { Caller } from '../contract/caller.ts'
import type { ConsentLanguage } from '../contract/consent.ts'
import type { Instant, ModelId, TemplateId } from '../contract/entities.ts'
import { sectionCsv } from '../rights/csv.ts'
import { personJson } from '../rights/json.ts'
import { personPage } from '../rights/page.ts'
import { columnsOf, personDataSchema, sections } from '../rights/person-data.ts'
import { type ZipFile, zipChunks } from '../text/zip.ts'
import type { Context } from './context.ts'
import type { ExportFiles } from './export-files.ts'
import { officeDay } from './office-day.ts'
import { createPersonReader, type PersonReader } from './person-reader.ts'

type Order = Parsed<'people.exportData'>

/** Writes everything that is held about a person into one ZIP for them. */
export interface PersonExports {
  /** @throws AppError `person-not-found`, and whatever `ExportFiles` throws */
  write(order: Order, caller: Caller): Promise<Output<'people.exportData'>>
}

export function createPersonExports(context: Context, files: ExportFiles): PersonExports {
  const { store, now } = context
  return {
    async write({ id, language, task, file }, caller) {
      store.people.get(id)
      const reader = createPersonReader(store, id)
      const made = now() as Instant
      const tally = { rows: 0 }
      const written = await files.write({
        ...{ task, path: file, fileName: `rollcall-person-${id}-${officeDay(context)}.zip` },
        pieces: (progress) => zipChunks(share(filesOf(context, reader, { language, made, tally }), progress), made),
      })
      if (written.kind === 'cancelled') return written
      const details = { language, rows: tally.rows }
      store.audit.appendIfPossible({ ...caller, action: 'person.export', subject: `person ${id}`, details })
      return { ...written, rows: tally.rows }
    },
  }
}

/** How far the work is when each file has been written; how many photos there are nobody has counted. */
const doneAfter: Readonly<Record<string, number>> = { 'index.html': 0.3, 'data.json': 0.6, 'csv/audit.csv': 0.8 }

function* share(files: Iterable<ZipFile>, progress: { share: number }): Generator<ZipFile> {
  for (const file of files) {
    yield file
    progress.share = doneAfter[file.path] ?? progress.share
  }
}

interface Making {
  readonly language: ConsentLanguage
  readonly made: Instant
  readonly tally: { rows: number }
}

function* filesOf(
  { store, rules }: Pick<Context, 'store' | 'rules'>,
  reader: PersonReader,
  { language, made, tally }: Making,
): Generator<ZipFile> {
  const photo = (template: number) => store.templates.readPhoto(template as TemplateId)
  const signature = (consent: number) => store.consents.readSignature(consent)
  const embedding = (name: string, id: number, model: string): ZipFile[] => {
    const stored = store.templates.readEmbedding(id as TemplateId, model as ModelId)
    if (stored === null) return []
    return [
      { path: `templates/${name}.json`, pieces: [`${JSON.stringify({ id, model, numbers: [...stored.vector] })}\n`] },
    ]
  }
  const source = { read: reader.read, photo, signature, made, zone: officeZone(rules.current().rules) }
  yield { path: 'index.html', pieces: personPage(source, language) }
  yield { path: 'data.json', pieces: personJson((section) => count(reader.read(section), tally), made) }
  yield { path: 'data.schema.json', pieces: [`${JSON.stringify(personDataSchema(), null, 2)}\n`] }
  for (const section of sections) {
    const pieces = sectionCsv(columnsOf(section), reader.read(section), separatorOf(language))
    yield { path: `csv/${section}.csv`, pieces }
  }
  for (const { templateId } of reader.read('photos')) yield* picture(`photos/${templateId}.jpg`, photo(templateId))
  for (const { id, hasSignature } of reader.read('consents')) {
    if (hasSignature) yield* picture(`consents/${id}.png`, signature(id))
  }
  for (const { id, path } of reader.read('importPhotos')) {
    yield* picture(`imports/${id}${endingOf(path)}`, store.importFiles.get(id))
  }
  for (const { id, model } of reader.read('looks')) {
    yield* picture(`looks/${id}.jpg`, store.looks.readPhoto(id))
    const vector = store.looks.readVector(id)
    if (vector !== null)
      yield { path: `looks/${id}.json`, pieces: [`${JSON.stringify({ id, model, numbers: [...vector] })}\n`] }
  }
  for (const { id, model } of reader.read('templates')) yield* embedding(`${id}`, id, model)
  for (const { templateId, model } of reader.read('embeddings')) {
    yield* embedding(`${templateId}-${model.replaceAll(/[^\w.-]/g, '_')}`, templateId, model)
  }
}

/** The ending of a picture's name; none where it could lead whoever unpacks it to another folder. */
function endingOf(path: string): string {
  const ending = extname(path).toLowerCase()
  return /^\.[a-z0-9]{1,5}$/.test(ending) ? ending : ''
}

/** A picture that is still there and can be read. */
function picture(path: string, bytes: Uint8Array | null): ZipFile[] {
  return bytes === null ? [] : [{ path, pieces: [bytes], isCompressed: true }]
}

function* count<T>(rows: Iterable<T>, tally: { rows: number }): Generator<T> {
  for (const row of rows) {
    tally.rows += 1
    yield row
  }
}

/** What spreadsheets of that language expect. */
const separatorOf = (language: ConsentLanguage) => (language === 'de' || language === 'es' ? ';' : ',')
