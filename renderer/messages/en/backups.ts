import type { KeyDestination, KeyState } from '../../../main/contract/keys.ts'
import { plural } from './grammar.ts'

type Kind = KeyDestination['kind']

/** The words of backups, the key they open with, and restoring one, in English. */
export const backups = {
  backups: {
    title: 'Backups',
    link: 'Copies of everything, made daily or whenever you want one.',
    text: 'A backup is a single file that holds everything stored here. The faces and photos in it can only be opened with this data’s key.',
    schedule: 'Daily backup',
    scheduleText:
      'Rollcall keeps the latest backup from each of the last 7 days, 4 weeks, and 12 months and deletes older ones. Every backup is verified. If one is missed, it’s made the next time Rollcall runs.',
    daily: 'Back up every day',
    time: 'Time',
    folder: 'Folder',
    folderHint: 'Use another disk if you can. A backup on the same disk is lost if that disk fails.',
    ownFolder: 'Use data folder',
    soon: 'The first backup will be made within a minute.',
    lastMade: (at: string) => `Last backup: ${at}.`,
    lastFailed: (at: string, folder: string) =>
      `The backup on ${at} failed. Check that ${folder} exists, is writable, and has enough space. Rollcall tries again every hour.`,
    next: (at: string) => `Next backup: ${at}.`,
    list: 'Existing backups',
    listText:
      'Backups in this folder and in the data folder. The ones you make yourself are kept until you delete them.',
    make: 'Back up now',
    making: 'Backing up…',
    made: 'Backup complete.',
    noneTitle: 'No backups yet',
    none: 'If this disk fails, everything on it is lost. Make a backup and keep a copy somewhere else.',
    kinds: { scheduled: 'Automatic', manual: 'Manual' },
    age: (days: number) => (days <= 0 ? 'Today' : plural(days, { one: 'Yesterday', other: '# days ago' })),
    remove: (moment: string) => `Delete the backup of ${moment}`,
    removeTitle: 'Delete this backup?',
    removeText: (moment: string) => `The backup of ${moment} is deleted for good.`,
    removeAction: 'Delete',
    exports: 'Keep exports',
    exportsHint:
      'Exported files are deleted from the data folder once you’ve saved them. What’s left there, and what the command line exports, is kept this long.',
    exportsFor: (days: number | null) =>
      days === null ? 'Until deleted' : plural(days, { one: '# day', other: '# days' }),
    key: 'Recovery key',
    keyText:
      'With it, a backup opens on any computer, even if this one is gone. If this data has a passphrase, that works too.',
    showKey: 'Show recovery key',
    keyPrinted: (date: string, number: number) =>
      `Rollcall recovery key, number ${number}, ${date}. Capital or small letters make no difference.`,
    keyCare:
      'Write it down or print it, and keep it away from your backups. Anyone who has both can open the faces and photos.',
    printKey: 'Print',
  },
  keeper: {
    title: 'What keeps the key',
    text: 'Whoever has the key of this data can open its faces and photos. Keep it apart from the data if you can.',
    besides: {
      folder: 'It’s in the folder of the data: anyone who copies the folder can open it.',
      disk: 'It’s on the same disk as the data: anyone who has the disk can open it.',
      elsewhere: 'It’s on another disk than the data.',
    } satisfies Record<NonNullable<KeyState['beside']>, string>,
    movedAt: (at: string) => `Kept there since ${at}.`,
    since: (number: number, at: string) =>
      `This is key number ${number}, in use since ${at}. Older backups open with the recovery key from before.`,
    isKeyItself:
      'A copy of what keeps the key now will open this data even after you change it. Only a new key ends that.',
    interrupted: (at: string) => `Making a new key on ${at} was interrupted. Nothing was changed. Make it again.`,
    change: 'Change…',
    changeTitle: 'Change what keeps the key',
    changeText: 'The data itself stays as it is. Check-in pauses for a second, and everyone signs in again.',
    places: { file: 'Key file', 'key-chain': 'Key chain', passphrase: 'Passphrase' } satisfies Record<Kind, string>,
    hints: {
      file: 'A file in the data folder. Rollcall starts without asking for anything, but anyone who copies the folder can open the data.',
      'key-chain': 'The operating system keeps it for the user who is signed in. No other computer can open the data.',
      passphrase: 'Rollcall asks for it each time it starts. Without it, only the recovery key opens the data.',
    } satisfies Record<Kind, string>,
    passphraseHint: 'At least 12 characters. Four unrelated words are good.',
    save: 'Change',
    changed: 'Changed. What kept the key before no longer opens this data.',
    changedNotAll: 'Changed. A copy of what kept the key before still opens this data until you make a new key.',
    renew: 'New key…',
    renewTitle: 'Make a new key?',
    renewText:
      'Everything is encrypted again, and the old key no longer opens anything here. Nobody can check in meanwhile: a few seconds, or some minutes with many photos. Backups made so far open only with the recovery key that’s valid now. Write it down first.',
    renewAction: 'Make new key',
    renewed: (number: number) => `This data has a new key, number ${number}. Write down its recovery key.`,
  },
  restore: {
    open: 'Restore…',
    other: 'Restore another file',
    otherText:
      'A backup from another disk or another computer. If it has another key than this data, you’ll be asked for it.',
    choose: 'Choose a file…',
    handing: (share: string) => `Reading the file… ${share}`,
    kept: 'Replaced by a restore',
    keptText: 'What was here before each restore. It stays until you delete it from the data folder.',
    title: 'Restore a backup',
    checking: 'Checking the backup. Large ones take up to a minute. Nothing is changed yet.',
    written: 'Saved',
    inBackup: 'In the backup',
    here: 'Here now',
    holds: (people: number, entries: number) =>
      `${plural(people, { one: '# person', other: '# people' })}, ${plural(entries, { one: '# entry', other: '# entries' })}`,
    newest: (at: string) => `Last entry: ${at}`,
    goes: 'Not in the backup, will be removed',
    nothingGoes: 'Nothing. Everything here is in the backup too.',
    returns: (people: number) =>
      `${plural(people, { one: '# person who is no longer here', other: '# people who are no longer here' })} will be back. Merge or erase them again afterwards.`,
    leftOut: 'Erased since, left out',
    people: (people: number, photos: number) =>
      `${plural(people, { one: '# person', other: '# people' })}, ${plural(photos, { one: '# photo', other: '# photos' })}`,
    listMissing:
      'This computer doesn’t know everything that was erased after this backup was made. Whatever it doesn’t know about comes back: erase it again afterwards.',
    unreadable: 'The present data can’t be read. It will be kept as it is.',
    auditBroken: 'The backup’s audit log was changed or shortened.',
    promise: 'What is here now is kept in the data folder, so you can go back. Check-in pauses for a few seconds.',
    run: 'Restore',
    running: 'Restoring…',
    done: 'The backup is restored.',
    keyAsked: 'This backup needs the key it was made with. Enter its recovery key, or choose its key file.',
    keyNumber: (number: number) => `It was made with key number ${number}.`,
    passphraseAsked: 'This backup was made with a passphrase. Enter it, or the recovery key.',
    lookAgain: 'Open backup',
    keyKind: 'Open with',
    keyKinds: { 'recovery-key': 'Recovery key', file: 'Key file', passphrase: 'Passphrase' },
    recoveryKeyHint: 'Four rows of 16 letters and digits. Spaces and capital letters make no difference.',
    keyFileHint: 'The file “key” from the other data folder, or a text file with the recovery key.',
    passphraseHint: 'Rollcall will ask for it each time it starts.',
    keyWrong: 'That doesn’t open it. Check that it’s the right one.',
    keySlip: (row: number) => `There’s a mistake in row ${row}. Compare it with what was written down.`,
    keyLength: 'That isn’t a recovery key or a key file. A recovery key has four rows of 16 letters and digits.',
  },
}

export type BackupsMessages = typeof backups
