import { type Command, InvalidArgumentError } from 'commander'
import type { App } from '../../../app.ts'
import type { PersonRef } from '../../../contract/entities.ts'
import { type ErrorBody, errorBody } from '../../../contract/errors.ts'
import type { SearchFace } from '../../../contract/search.ts'
import type { Outcome, Perform } from '../command.ts'
import { concurrently, photosPerWorker, photoWorkersFor } from '../concurrently.ts'
import { namesInUse } from '../find-person.ts'
import { expandPhotos, readPhoto } from '../photo-files.ts'
import type { Session } from '../session.ts'

interface PhotoAnswer {
  readonly file: string
  readonly faces: readonly SearchFace[]
  readonly error?: Pick<ErrorBody, 'code' | 'message'>
}

export function defineIdentify(program: Command, perform: Perform): void {
  program
    .command('identify')
    .description('say who is in each photo')
    .option('--top <k>', 'how many candidates to list for each face', wholeNumber, 5)
    .argument('<photo...>', 'photos, or folders of photos')
    .action((paths: string[], options: { top: number }, command: Command) =>
      perform(command, (session) => identify(session, paths, options.top)),
    )
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > 100) throw new InvalidArgumentError('It must be 1 to 100.')
  return number
}

async function identify(session: Session, paths: readonly string[], top: number): Promise<Outcome> {
  const files = await expandPhotos(paths)
  const photoWorkers = photoWorkersFor(files.length)
  const app = await session.app({ photoWorkers, takesOut: true })
  let done = 0
  const photos = await concurrently(files, photosPerWorker * photoWorkers, async (file) => {
    const answer = await identifyOne(app, file, top)
    done += 1
    session.progress.report('photos', done, files.length)
    return answer
  })
  const nameOf = await namesInUse(app)
  const text = photos.map((photo) => describe(photo, nameOf)).join('')
  return { value: { photos }, text, failed: photos.some(({ error }) => error) }
}

async function identifyOne(app: App, file: string, top: number): Promise<PhotoAnswer> {
  try {
    const { faces } = await app.call('search.photo', { photo: await readPhoto(file), top })
    return { file, faces }
  } catch (error) {
    const { code, message } = errorBody(error)
    return { file, faces: [], error: { code, message } }
  }
}

type NameOf = (person: PersonRef) => string

function describe({ file, faces, error }: PhotoAnswer, nameOf: NameOf): string {
  if (error !== undefined) return `${file}: ${error.message} [${error.code}]\n`
  if (faces.length === 0) return `${file}: no face\n`
  return faces.map((face) => `${file}: ${describeFace(face, nameOf)}\n`).join('')
}

function describeFace({ decision, candidates }: SearchFace, nameOf: NameOf): string {
  const list = candidates.map(({ person, similarity }) => `${nameOf(person)} ${similarity.toFixed(3)}`).join(', ')
  switch (decision.kind) {
    case 'known':
      return `${nameOf(decision.person)} (${decision.similarity.toFixed(3)}, threshold ${decision.threshold.toFixed(3)})`
    case 'unknown':
      return `unknown${list ? `; nearest: ${list}` : ''}`
    case 'ambiguous':
      return `ambiguous: ${list}`
  }
}
