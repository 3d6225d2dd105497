import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { App } from '../../../app.ts'
import { AppError } from '../../../contract/errors.ts'
import { coloursOf, type PackLabels } from '../../../contract/model-labels.ts'
import { describeLabels } from '../../../contract/model-terms.ts'
import type { ListedPack, PackTrial } from '../../../contract/models.ts'
import { count, megabytes } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'
import type { Session } from '../session.ts'
import { table } from '../text.ts'
import { defineModelChange } from './model-change.ts'

const task = 'models'

export function defineModels(program: Command, perform: Perform): void {
  const models = program
    .command('models')
    .description('the models that recognise faces: which there are, and another pack')
  models
    .command('list')
    .description('the packs that are known, the one in use, and what is known of their licences and training')
    .action((_options, command: Command) => perform(command, async (session) => list(await session.app())))
  models
    .command('add')
    .description('install a pack, from the network or from files that were brought here')
    .argument('[name]', 'its name in the list; left out, --from has a pack.json with it')
    .option('--from <paths...>', 'files, folders or .zip archives, instead of a download')
    .option('--accept', 'accept the terms of a pack with a red label, which are printed without this')
    .action((name: string | undefined, options: { from?: string[]; accept?: boolean }, command: Command) =>
      perform(command, (session) => add(session, name ?? null, options)),
    )
  models
    .command('try')
    .description('try an installed pack on the sample photos')
    .argument('<name>')
    .action((name: string, _options, command: Command) => perform(command, (session) => tryOut(session, name)))
  defineModelChange(models, perform)
  models
    .command('second-opinion')
    .description('has an installed pack for liveness say, too, whether a face is alive: only where all say so, it is')
    .argument('[name]', 'the pack; left out, with --none')
    .option('--none', 'without a second opinion from now on')
    .action((name: string | undefined, options: { none?: boolean }, command: Command) =>
      perform(command, (session) => setSecondOpinion(session, name ?? null, options.none ?? false)),
    )
  models
    .command('remove')
    .description('remove an installed pack, and what is left of a broken download')
    .argument('<name>')
    .action((name: string, _options, command: Command) =>
      perform(command, async (session) => {
        await (await session.app()).call('models.remove', { name })
        return { value: { name }, text: `${name} was removed.\n` }
      }),
    )
}

async function list(app: App): Promise<Outcome> {
  const { packs } = await app.call('models.list', {})
  const rows = packs.map((pack) => [
    pack.name,
    pack.title,
    stateOf(pack),
    colours(pack.labels),
    pack.bytes === null ? '' : megabytes(pack.bytes, Math.ceil),
  ])
  const notes = packs.map(({ name, labels, triedByUs, measured, use }) => {
    const { licence, training } = describeLabels(labels, 'en')
    const untried = triedByUs ? '' : ' Not tried by us.'
    const unmeasured = measured || use === 'liveness' ? '' : ' Its thresholds have not been measured.'
    return `${name}: ${licence} ${training}${untried}${unmeasured}\n`
  })
  const head = ['name', 'models', 'state', 'licence/training', 'size']
  return { value: { packs }, text: `${table(head, rows)}\n${notes.join('')}` }
}

function stateOf({ state, trial, downloaded }: ListedPack): string {
  if (state === 'available' && downloaded > 0) return `broken off after ${megabytes(downloaded, Math.ceil)}`
  if (state !== 'installed') return state.replace('-', ' ')
  return trial === null ? 'installed, not tried' : trial.kind === 'fit' ? 'installed, fits' : 'installed, does not fit'
}

function colours(labels: PackLabels): string {
  const { licence, training } = coloursOf(labels)
  return `${licence}/${training}`
}

async function add(
  session: Session,
  name: string | null,
  { from, accept = false }: { from?: string[]; accept?: boolean },
): Promise<Outcome> {
  const app = await session.app()
  const end = watch(session, app, 'bytes')
  const stop = () => void app.call('models.cancel', {})
  process.once('SIGINT', stop)
  try {
    const added = await app.call('models.add', {
      ...{ name, task, accepted: accept ? 'en' : null },
      from: from === undefined ? { kind: 'download' } : { kind: 'files', paths: from.map((path) => resolve(path)) },
    })
    return { value: added, text: `${added.name} is installed. Try it with: rollcall models try ${added.name}\n` }
  } finally {
    process.off('SIGINT', stop)
    end()
  }
}

async function setSecondOpinion(session: Session, name: string | null, isNone: boolean): Promise<Outcome> {
  if ((name === null) !== isNone) throw new AppError('malformed-request', 'Name a pack, or say --none.')
  await (await session.app()).call('models.setSecondOpinion', { name })
  const text =
    name === null ? 'No second opinion is asked from now on.\n' : `${name} gives a second opinion from now on.\n`
  return { value: { name }, text }
}

async function tryOut(session: Session, name: string): Promise<Outcome> {
  const app = await session.app()
  const end = watch(session, app, 'photos')
  const trial = await app.call('models.try', { name, task }).finally(end)
  const { packs } = await app.call('models.list', {})
  const isForLiveness = packs.find((pack) => pack.name === name)?.use === 'liveness'
  const text = isForLiveness ? describeLivenessTrial(name, trial) : describeTrial(name, trial)
  return { value: trial, text, failed: trial.kind === 'unfit' }
}

function describeTrial(name: string, trial: PackTrial): string {
  const { kind, faces, found, again, recognised, milliseconds, presentMilliseconds, startingThreshold, problem } = trial
  if (problem !== null) return `${name} does not work: ${problem}\n`
  return (
    `${name} ${kind === 'fit' ? 'fits' : 'does not fit'}: found ${found} of ${count(faces, 'face')}, ` +
    `and recognised ${recognised} of ${again} again.\n` +
    `One face takes ${milliseconds.toFixed(0)} ms; with the models in use it takes ${presentMilliseconds.toFixed(0)} ms.\n` +
    `It would begin with the threshold ${startingThreshold.toFixed(2)}.\n`
  )
}

function describeLivenessTrial(name: string, trial: PackTrial): string {
  const { kind, found, recognised, milliseconds, presentMilliseconds, problem } = trial
  if (problem !== null) return `${name} does not work: ${problem}\n`
  return (
    `${name} ${kind === 'fit' ? 'fits' : 'does not fit'}: it took ${recognised} of ${count(found, 'living face')} for alive.\n` +
    `The check takes ${milliseconds.toFixed(1)} ms for a face; without it, it takes ${presentMilliseconds.toFixed(1)} ms.\n`
  )
}

function watch(session: Session, app: App, label: string): () => void {
  return app.subscribe((topic, message) => {
    if (topic !== 'progress') return
    const { done, total } = message as { done: number; total: number }
    session.progress.report(label, done, total)
  })
}
