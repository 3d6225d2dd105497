import { type Damage, type DamagedValues, type DamageKind, damageKinds } from '../contract/damages.ts'
import type { Publish } from '../contract/topics.ts'
import type { WebhookId } from '../contract/webhooks.ts'
import type { Gone } from '../store/high-water.ts'
import type { Store } from '../store/open.ts'

/** Announces each damaged value when it is found: whose it is, and what to do. */
export function announceDamages(store: Store, publish: Publish): void {
  let due = false
  store.damages.listen(() => {
    if (due) return
    due = true
    // Damages found at the same time share a notice.
    queueMicrotask(() => {
      due = false
      const damages = groupDamages(store.damages.list(), store)
      if (damages.length === 0) return
      const message = damages.map(damageSentence).join(' ')
      publish('notice', { level: 'error', code: 'data-damaged', message, details: { damages } })
    })
  })
}

/** Announces at the start that stored entries are missing or were changed outside Rollcall. */
export function announceGone(store: Store, publish: Publish): void {
  const gone = store.highWater.findLoss()
  if (gone !== null)
    publish('notice', { level: 'error', code: 'entries-gone', message: describeGone(gone), details: { ...gone } })
  const since = store.highWater.findChange()
  if (since !== null)
    publish('notice', { level: 'error', code: 'database-changed', message: describeChange(since), details: { since } })
}

export function describeChange(since: number): string {
  return `The database file is not the one that Rollcall closed (what was written last is of ${new Date(since).toISOString()}): the disk has damaged it, or another program has changed it. What is shown may be wrong. Restore the newest backup, unless you changed it yourself.`
}

export function describeGone({ entries, audit, since }: Gone): string {
  const what = [
    ...(entries > 0 ? [`${entries} ${entries === 1 ? 'entry' : 'entries'}`] : []),
    ...(audit > 0 ? [`${audit} ${audit === 1 ? 'line' : 'lines'} of the audit log`] : []),
  ].join(' and ')
  return `${what} that had been stored by ${new Date(since).toISOString()} are gone, as after damage to rollcall.db-wal or when an older copy was put in place. Restore the newest backup, or add them as corrections.`
}

/** Groups damages by kind, with the names of the people or things affected. */
export function groupDamages(damages: readonly Damage[], store: Store): DamagedValues[] {
  return damageKinds.flatMap((kind) => {
    const names = new Set(damages.filter((damage) => damage.kind === kind).map((damage) => nameOf(damage, store)))
    return names.size === 0 ? [] : [{ kind, of: [...names] }]
  })
}

function nameOf({ kind, id, personId }: Damage, store: Store): string {
  switch (kind) {
    case 'entry':
    case 'setting':
    case 'document':
    case 'metric':
    case 'visitor':
    case 'entry-name':
      return String(id)
    case 'webhook':
      return store.webhooks.list().find((webhook) => webhook.id === (id as WebhookId))?.url ?? `#${id}`
    case 'token':
      return store.tokens.list().find((token) => token.id === id)?.name ?? `#${id}`
    default:
      return (personId === null ? null : store.people.find(personId)?.name) ?? `#${personId ?? id}`
  }
}

const documentNames: Readonly<Record<string, string>> = {
  'attendance-rules': 'rules',
  kiosks: 'kiosks',
  'log-filters': 'saved filters',
  'model-pack': 'choice of models',
  'model-change': 'change of the model',
}

const sentences: Readonly<Record<DamageKind, (of: string) => string>> = {
  template: (of) =>
    `A stored face of ${of} is damaged and left out of recognition. Erase that photo and take a new one.`,
  photo: (of) =>
    `A stored photo of ${of} is damaged and cannot be shown; recognition goes on. To see it again, erase it and take a new one.`,
  pin: (of) => `The PIN of ${of} is damaged and no longer lets them in. Set a new one.`,
  name: (of) =>
    `The name of ${of} and what it is searched by no longer agree. Check name, number and groups, and save them once more.`,
  groups: (of) => `The groups of ${of} are damaged, so they count as in none. Choose them again.`,
  entry: (of) => `Entries of the log are damaged (${of}) and are left out, of hours too. Restore a backup to see them.`,
  'entry-name': (of) => `The name that entries were written under was changed and now reads "${of}". Restore a backup.`,
  visitor: (of) => `Kept faces of unknown visitors are damaged (${of}) and are left out, until their time is up.`,
  request: (of) => `A request of ${of} for a correction is damaged and left out. Ask for it again.`,
  merge: (of) =>
    `What was merged into ${of} is damaged and can no longer be taken apart. Restore a backup if it must be.`,
  setting: (of) => `Settings are damaged (${of}); their defaults are in use. Set them again.`,
  document: (of) =>
    `Damaged and left as stored: ${documentsOf(of)}. The version before is in use, or the default. Check them and save them again, or restore a backup.`,
  metric: (of) => `The learned metric ${of} is damaged and not used. Train it again, or restore a backup.`,
  webhook: (of) => `The webhook to ${of} is damaged and may send nothing. Make a new secret for it.`,
  token: (of) => `The token "${of}" is damaged and lets nobody in. Revoke it and make a new one.`,
}

/** Describes damage in English, for the command line. */
export function damageSentence({ kind, of }: DamagedValues): string {
  const shown = of.length > maxNames ? [...of.slice(0, maxNames), `${of.length - maxNames} more`] : of
  return sentences[kind](shown.join(', '))
}

/** How many people a notice names; the others are counted. */
const maxNames = 20

function documentsOf(keys: string): string {
  return keys
    .split(', ')
    .map((key) => documentNames[key] ?? key)
    .join(', ')
}
