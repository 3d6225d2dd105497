import type { Caller } from '../contract/caller.ts'
import { AppError } from '../contract/errors.ts'
import type { Context } from '../services/context.ts'
import type { RunningImports } from '../services/imports.ts'
import type { Module } from './module.ts'

/** How many people a plan names; the others are counted. */
const shownNames = 6

/** Handles imports of many photos: their plan, their progress, and what the user must decide. */
export function importsModule({ store }: Context, running: RunningImports): Module<'imports'> {
  const { imports, importFiles: files } = store
  const { photos } = running
  const after = (change: (caller: Caller) => void) => (_: unknown, caller: Caller) => {
    change(caller)
    return { progress: running.progress() }
  }
  return {
    handlers: {
      'imports.plan'(input) {
        const { people, rejected } = running.plan(input)
        const count = people.reduce((sum, person) => sum + person.photos.length, 0)
        const names = people.slice(0, shownNames).map(({ wanted }) => wanted.name)
        return { people: people.length, photos: count, names, rejected: rejected.length }
      },
      'imports.begin'(input, caller) {
        running.begin(input, caller)
        return { progress: running.progress() }
      },
      'imports.missing'() {
        const current = running.findUnfinished()
        const missing = current === null ? [] : imports.listInState(current.id, 'missing')
        return { photos: missing.map(({ id, path, bytes }) => ({ id, path, bytes })) }
      },
      'imports.hand'({ id, photo }) {
        running.receive(id, photo)
        return {}
      },
      'imports.hold': (input, caller) => ({ held: running.hold(input, caller) }),
      'imports.leave'({ id, reason }) {
        running.skip(id, reason)
        return {}
      },
      'imports.progress': () => ({ progress: running.progress() }),
      'imports.pause': after(running.pause),
      'imports.resume': after(running.resume),
      'imports.end': after(running.end),
      'imports.report'() {
        const current = imports.findCurrent()
        const all = current === null ? [] : imports.list(current.id)
        return {
          rows: all.map(({ path, name, employeeNumber, state, reason }) => ({
            path,
            name,
            employeeNumber,
            state,
            reason,
          })),
        }
      },
      'imports.queue': ({ limit }) => ({
        photos: imports.listQueued(limit).map((photo) => photos.describePhoto(photo)),
        total: imports.countQueued(),
      }),
      'imports.photo'({ id }) {
        const photo = imports.get(id).state === 'review' ? files.get(id) : null
        if (photo === null) throw new AppError('photo-gone', 'This photo is no longer kept.')
        return { photo }
      },
      'imports.decide': running.decide,
    },
  }
}
