import { z } from 'zod'
import { AppError } from '../contract/errors.ts'
import { KioskSetup, standardKiosk } from '../contract/kiosk-setup.ts'
import { tidyText } from '../contract/tidy-text.ts'
import type { Store } from '../store/open.ts'
import type { Context, Handlers } from './context.ts'

/** The kiosks that were set up. */
export interface Kiosks {
  /** By name, without regard to case; the standard one for a kiosk that nobody set up. */
  setupOf(name: string): KioskSetup
  list(): { kiosks: KioskSetup[]; version: number }
  /** @throws AppError `invalid-input` for a name that comes twice, or when `read` is not the newest version */
  set(kiosks: readonly KioskSetup[], read: number, actor: string): void
}

const same = (name: string) => tidyText(name).toLowerCase()

export function openKiosks(store: Store): Kiosks {
  let known = read()

  function current() {
    if (store.documents.version('kiosks') !== known.version) known = read()
    return known
  }

  function read() {
    const stored = store.documents.get('kiosks')
    return { kiosks: z.array(KioskSetup).parse(stored?.value ?? []), version: stored?.version ?? 0 }
  }

  return {
    setupOf: (name) => current().kiosks.find((kiosk) => same(kiosk.name) === same(name)) ?? standardKiosk(name),
    list: current,
    set(kiosks, version, actor) {
      if (new Set(kiosks.map(({ name }) => same(name))).size < kiosks.length) {
        throw new AppError('invalid-input', 'Two kiosks have the same name. Give each a name of its own.')
      }
      store.transaction(() => {
        store.documents.put('kiosks', kiosks, version, actor)
        const details = { kiosks: kiosks.length, version: version + 1 }
        store.audit.append({ actor, action: 'kiosks.set', subject: 'kiosks', details })
      })
      known = read()
    },
  }
}

type KiosksMethod = 'kiosks.list' | 'kiosks.set' | 'kiosks.get' | 'kiosks.reportBlind'

export function kiosksHandlers(context: Context): Handlers<KiosksMethod> {
  const { kiosks, publish, actor } = context
  return {
    'kiosks.list': () => kiosks.list(),
    'kiosks.get': ({ name }) => kiosks.setupOf(name),
    'kiosks.reportBlind': ({ kiosk, trouble }) => {
      const message = `The camera of the kiosk "${kiosk}" has seen nothing for a minute (${trouble}). Is its cover closed?`
      publish('notice', { level: 'warning', code: 'kiosk-blind', message, details: { kiosk, trouble } })
      return {}
    },
    'kiosks.set': (input) => {
      kiosks.set(input.kiosks, input.version, actor)
      publish('attendance.changed', { what: 'kiosks' })
      return kiosks.list()
    },
  }
}
