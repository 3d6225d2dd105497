import type { Command } from 'commander'
import type { App } from '../../../app.ts'
import type { ModelChange, NextThreshold } from '../../../contract/model-change.ts'
import { count } from '../../../text/words.ts'
import type { Outcome, Perform } from '../command.ts'
import type { Session } from '../session.ts'

/** Commands that change the model without enrolling anybody again, below `rollcall models`. */
export function defineModelChange(models: Command, perform: Perform): void {
  models
    .command('use')
    .description('use an installed pack that was tried: it reads the kept photos while the present one decides')
    .argument('<name>', 'the pack; once more, and reading goes on where it was')
    .option('--later', 'only begin; the app reads the photos while it is open')
    .action((name: string, options: { later?: boolean }, command: Command) =>
      perform(command, (session) => use(session, name, options.later ?? false)),
    )
  models
    .command('state')
    .description('which model decides, which is beside it, and how far that one is')
    .action((_options, command: Command) => perform(command, (session) => ask(session, 'state')))
  models
    .command('switch')
    .description('have the model beside decide; once more, and the former one decides as it did')
    .action((_options, command: Command) => perform(command, switchModels))
  models
    .command('missing')
    .description('people whom the model beside would not recognise, because no photo of them was kept')
    .action((_options, command: Command) => perform(command, listMissing))
  models
    .command('end')
    .description('give the model beside up, and erase its embeddings')
    .action((_options, command: Command) => perform(command, end))
}

async function ask(session: Session, method: 'state' | 'run'): Promise<Outcome> {
  const state = await (await session.app()).call(`modelChange.${method}`, {})
  return { value: state, text: describe(state) }
}

async function use(session: Session, name: string, later: boolean): Promise<Outcome> {
  const app = await session.app()
  const state = await app.call('modelChange.begin', { pack: name })
  if (later || state.beside === null || state.beside.waiting === 0) return { value: state, text: describe(state) }
  const stop = reportProgress(session, app)
  return ask(session, 'run').finally(stop)
}

function reportProgress(session: Session, app: App): () => void {
  const look = async () => {
    const { beside } = await app.call('modelChange.state', {})
    if (beside !== null) session.progress.report('read', beside.templates, beside.templates + beside.waiting)
  }
  return app.subscribe((topic) => {
    if (topic === 'modelChange.changed') look().catch(() => undefined)
  })
}

async function switchModels(session: Session): Promise<Outcome> {
  const state = await (await session.app()).call('modelChange.switch', {})
  const text = `${state.inUse.pack} decides from now on, and ${state.beside?.pack} stays ready to go back to: rollcall models switch\n`
  return { value: state, text }
}

async function listMissing(session: Session): Promise<Outcome> {
  const found = await (await session.app()).call('modelChange.missing', {})
  const names = found.people.map(({ id, name }) => `${id}  ${name}\n`).join('')
  return { value: found, text: `${names}${count(found.total, 'person needs', 'people need')} a new photo.\n` }
}

async function end(session: Session): Promise<Outcome> {
  const ended = await (await session.app()).call('modelChange.end', {})
  const later = ended.heldBack ? 'Another program is reading the database; they are overwritten when it is done.\n' : ''
  return { value: ended, text: `${count(ended.erased, 'embedding was', 'embeddings were')} erased.\n${later}` }
}

function describe({ inUse, beside, heldBack }: ModelChange): string {
  const held =
    heldBack === 0 ? '' : `${count(heldBack, 'template')} of other models: kept, and compared with nothing.\n`
  return `${inUse.pack} decides (${inUse.model}).\n${beside === null ? '' : describeBeside(beside)}${held}`
}

function describeBeside(beside: NonNullable<ModelChange['beside']>): string {
  const { pack, templates, waiting, missing, threshold, failure, direction } = beside
  const read = `${pack} is beside it: ${count(templates, 'photo')} read, ${waiting} to go.\n`
  const without =
    missing === 0
      ? ''
      : `${count(missing, 'person has', 'people have')} no photo that it could read: rollcall models missing\n`
  const stopped = failure === null ? '' : `Reading stopped: ${failure}\n`
  const next = threshold === null ? '' : `${describeThreshold(threshold)}\n`
  const ready =
    direction === 'back' ? 'Go back with: rollcall models switch\n' : 'Change with: rollcall models switch\n'
  return read + without + stopped + next + (waiting === 0 || direction === 'back' ? ready : '')
}

function describeThreshold(next: NextThreshold): string {
  const threshold = next.threshold.toFixed(3)
  switch (next.kind) {
    case 'calibrated':
      return `Its threshold would be ${threshold}, which keeps the promise for the people enrolled.`
    case 'carried':
      return `Its threshold would be ${threshold}: as strict as now for the ${next.people} people enrolled. There are too few of them to promise anything.`
    case 'starting':
      return `Its threshold would be ${threshold}, to begin with: there are too few people to compare.`
    case 'as-before':
      return `Its threshold is ${threshold}, as when it decided.`
  }
}
