import type { DamageWords, NoticeWords } from '../notice-words.ts'
import { damageText } from '../notice-words.ts'
import { list, plural } from './grammar.ts'

const damage: DamageWords = {
  kinds: {
    template: (of) =>
      `A stored face of ${of} is damaged and left out of recognition. Erase that photo and take a new one.`,
    photo: (of) =>
      `A stored photo of ${of} is damaged and cannot be shown; recognition goes on. To see it again, erase it and take a new one.`,
    pin: (of) => `The PIN of ${of} is damaged and no longer works. Set a new one.`,
    name: (of) =>
      `The name of ${of} and what it is searched by no longer agree. Check the name, number and groups, and save them again.`,
    groups: (of) => `The groups of ${of} are damaged, so they count as being in none. Choose them again.`,
    entry: (of) => `Damaged entries (${of}) are left out of the log and of hours. Restore a backup to see them.`,
    'entry-name': (of) => `Entries now read “${of}”, which is not the name they were written under. Restore a backup.`,
    visitor: (of) => `Damaged faces of unknown visitors (${of}) are left out until their time is up.`,
    request: (of) => `A correction request of ${of} is damaged and left out. Ask for it again.`,
    merge: (of) => `A merge into ${of} is damaged and can no longer be undone. Restore a backup if it has to be.`,
    setting: (of) => `Damaged settings (${of}) are replaced by their defaults for now. Set them again.`,
    document: (of) =>
      `Damaged: ${of}. The version before is in use, or the default; what is stored was left as it is. Check and save again, or restore a backup.`,
    metric: (of) => `Learned metric ${of} is damaged and not used. Train it again, or restore a backup.`,
    webhook: (of) => `The webhook to ${of} is damaged and may send nothing. Make a new secret for it.`,
    token: (of) => `The token “${of}” is damaged and gives no access. Revoke it and make a new one.`,
  },
  documents: {
    'attendance-rules': 'rules and schedules',
    kiosks: 'kiosks',
    'log-filters': 'saved filters',
    'model-pack': 'choice of models',
    'model-change': 'change of the model',
  },
  comma: ', ',
  space: ' ',
  more: (count) => `${count} more`,
}

/** The words of the notices that appear on every screen, in English. */
export const notices = {
  notices: {
    'kiosk-blind': ({ kiosk }) => `The camera at kiosk “${kiosk}” has seen nothing for a minute. Is it covered?`,
    'pin-locked': ({ locked, kiosk }) => {
      if (locked === 'all')
        return 'Too many wrong PINs at all kiosks together. PIN entry is locked for a while; faces are still recognised.'
      return locked === 'kiosk'
        ? `Too many wrong PINs at kiosk “${kiosk}”. PIN entry there is locked for a while.`
        : `Too many wrong PINs for one employee number at kiosk “${kiosk}”. That number is locked for a while.`
    },
    'engine-restarted': 'Recognition was restarted. No entries were lost.',
    'provider-fell-back':
      'Recognition is running on a slower processor because the preferred one failed. See Settings.',
    'index-rebuilt': 'The search index was rebuilt from the database.',
    'photo-put-aside':
      'A photo made recognition stop twice and is no longer used. Save it again in another program, or use another one.',
    'data-damaged': damageText(damage),
    'account-locked':
      'Wrong passphrases have locked an account for a while. If it wasn’t its owner, see who tried in the audit log.',
    'database-damaged':
      'The database is damaged. Copy the data folder, and restore the last backup from before the damage.',
    'database-changed':
      'The database file was damaged, or changed by another program, while Rollcall was closed. What you see may be wrong. Restore the newest backup, unless you changed it yourself.',
    'records-changed': ({ rows, total }) =>
      `Another program changed the database (${total}): ${rows}. Compare with a backup.`,
    'audit-broken': ({ entry }) =>
      `The audit log was changed or shortened from entry ${entry} on. Compare it with a backup.`,
    'records-older': ({ made }) =>
      `An older copy of the data was put in place: a proof kept on ${made} knows later records. Restore the newest backup, unless you put the copy there yourself. The audit log says when this was noticed.`,
    'records-differ': ({ made }) =>
      `Records from before ${made} are not what they were, as the proof kept then shows. Compare them with a backup from that time.`,
    'head-not-kept': ({ folder }) =>
      `The proof of the records can’t be kept in ${folder}. Connect its disk, or choose another folder under Settings, Proof for an auditor.`,
    'entries-gone': ({ entries, audit }) =>
      `${list([
        plural(Number(entries), { one: '# entry', other: '# entries' }),
        ...(Number(audit) > 0
          ? [plural(Number(audit), { one: '# line of the audit log', other: '# lines of the audit log' })]
          : []),
      ])} that had been stored are gone since the last start. If you did not restore a backup yourself, restore the newest one, or add them under Corrections.`,
    'data-restored': 'A backup was restored. Everything shown is from the backup now.',
    'database-replaced':
      'The database was moved, replaced or deleted while Rollcall was open. Nothing is being recorded. Put it back, or restore a backup in Settings, Backups.',
    'clock-moved': 'This computer’s clock was changed. Entries around that time are flagged.',
    'zone-differs': ({ machine, counted }) =>
      `This computer is in the time zone ${machine}. Days are still counted in ${counted}. If the office has moved, change it under Schedules, Rules.`,
    'disk-nearly-full': 'The disk is nearly full. Free up some space so that entries can be saved.',
    'backup-overdue': ({ folder }) =>
      `The daily backup failed. Check that ${folder} exists, is writable, and has enough space, then choose Back up now under Settings, Backups. Rollcall tries again every hour.`,
    'backup-caught-up': 'The daily backup is working again.',
    'templates-held-back': ({ count }) =>
      `${plural(Number(count), { one: '# face template was', other: '# face templates were' })} made by another model than the one in use. They are kept and compared with nobody; those with a photo are being read again.`,
    'station-silent': ({ stations }) =>
      `Silent for longer than its opening hours allow: ${stations}. Check the computer and its network. See Settings, Office.`,
    'station-apart':
      'This station has no way to its office’s server, and waiting won’t help. It goes on alone. See Settings, Office, for what to do.',
    'threshold-drift': 'Recognition has changed since the threshold was set. Check it in Settings.',
    'demo-failed': 'The people in the demo couldn’t be enrolled. Delete the demo’s data folder and start again.',
    'threshold-recomputed': 'The threshold was recomputed for the people now enrolled.',
  } as NoticeWords,
}

export type NoticesMessages = typeof notices
