/** The words of the page that stands where the data do not open, in English. */
export const closed = {
  closed: {
    reasons: {
      missing: {
        title: 'Rollcall’s data is missing',
        what: 'There was a database here, and now it’s gone or empty. If it was moved, put it back and try again. Otherwise, restore a backup.',
      },
      damaged: {
        title: 'Rollcall’s data is damaged',
        what: 'The database can’t be read. It was left as it is. Restore the latest backup; entries made after it aren’t in it.',
      },
      newer: {
        title: 'This data needs a newer Rollcall',
        what: 'A newer version has saved it. Install that version to open it, or restore a backup made with this one.',
      },
      keyMissing: {
        title: 'Rollcall’s data is locked',
        what: 'The key to the faces and photos is gone. Put the key file back, or enter the recovery key.',
      },
      keyWrong: {
        title: 'Rollcall’s data is locked',
        what: 'The key on this computer doesn’t fit this data. Enter the recovery key, or choose the right key file.',
      },
      passphrase: {
        title: 'Rollcall’s data is locked',
        what: 'It opens with the passphrase it was set up with.',
      },
    },
    folder: 'Data folder:',
    key: 'Unlock the data',
    keyText: 'Nothing is replaced. Rollcall opens with everything in it.',
    open: 'Unlock',
    backups: 'Restore a backup',
    backupsText: 'You’ll see what’s in it before anything changes. What’s here now is kept.',
    noBackups: (folder: string) => `There are no backups in ${folder}.`,
    again: 'Put right already?',
    againText: 'If the data or its disk is back in place, open it.',
    stillClosed: 'It still doesn’t open.',
  },
}

export type ClosedMessages = typeof closed
