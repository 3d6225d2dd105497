import type { ErrorCode } from '../../../main/contract/errors.ts'
import { fieldColumns } from '../field-columns.ts'
import { list } from './grammar.ts'

/** The words of whatever failed, by its code, in English. */
export const errors = {
  errors: {
    conflict: 'This clashes with something else. Look at it again, then decide.',
    busy: 'This is being worked on. Try again in a moment.',
    'not-found': 'This no longer exists.',
    'not-allowed': 'This isn’t possible here.',
    'invalid-input': 'Something you entered isn’t valid. Check it and try again.',
    'not-an-image': 'This isn’t an image. Use JPEG, PNG, WebP or HEIC.',
    'image-truncated': 'The file is incomplete. Copy it again from its source.',
    'image-too-large':
      'The image is too large. The limits are 50 megapixels, 20,000 pixels a side and a ratio of 20:1.',
    'image-too-small': 'The image is too small to find a face.',
    'file-not-found': 'The file no longer exists.',
    'file-unreadable': 'The file can’t be read. Check its permissions.',
    'csv-wrong-columns': `The table needs the columns name and photo, and can have ${list(fieldColumns)}.`,
    'calendar-unreadable': 'This file isn’t a calendar. Choose a file that ends in .ics.',
    'calendar-too-large': 'This calendar has too many entries. Export a shorter period, or only the holidays.',
    'embeddings-unreadable': 'These embeddings can’t be used. Export them again, then import the new file.',
    'pairs-unreadable': 'This list of pairs can’t be read.',
    'frame-malformed': 'The camera image couldn’t be read. Reload the window.',
    'model-missing': 'A model file is missing. Run the setup again.',
    'model-damaged': 'A model file is damaged. Run the setup again to replace it.',
    'model-unsupported': 'This model can’t be used here. Choose another pack.',
    'provider-failed': 'The graphics processor failed. Recognition continues on the next one that works.',
    'vision-stopped': 'Recognition stopped unexpectedly. It should be back in a moment.',
    'stopped-recognition': 'Recognition stopped twice on this photo. Save it again, or use another.',
    'download-failed': 'The download failed. Try again, or add the models from a file.',
    'database-missing': 'The database is missing. Restore a backup, or choose a new folder.',
    'database-newer': 'The data was written by a newer Rollcall. Install that version to open it.',
    'database-damaged': 'The database is damaged. Restore the latest backup.',
    'database-busy': 'The database is in use. Try again in a moment.',
    'disk-full': 'The disk is full. Free up some space and try again; nothing already saved is lost.',
    'disk-failed':
      'The disk isn’t reading or writing properly. What was confirmed is saved; have the disk checked, then try again.',
    'key-missing': 'The key to the photos is missing. Put the key file back.',
    'key-wrong': 'The key doesn’t match this data. Use the key it was created with.',
    'database-replaced':
      'The database was moved, replaced or deleted while Rollcall was open, so nothing is being recorded. Put it back, or restore a backup in Settings, Backups.',
    'backup-failed': 'The backup couldn’t be written. Check the folder and the free space.',
    'not-a-backup': 'This file isn’t a Rollcall backup. Choose another one.',
    'backup-damaged': 'This backup is damaged. Choose another one.',
    'restore-failed':
      'The backup wasn’t restored, and nothing was changed. Close other programs that use the data, then try again.',
    'data-in-use': 'This data is open in another Rollcall. Close it first.',
    'person-not-found': 'This person has been erased in the meantime.',
    'template-not-found': 'This photo has been erased in the meantime.',
    'event-not-found': 'This entry doesn’t exist.',
    'employee-number-taken': 'This employee number is already in use.',
    'names-not-unique':
      'Some people share a name, and Odoo could not tell whose hours are whose. Identify employees by External ID instead.',
    'unlike-own-photos': 'This doesn’t look like the photos on file.',
    'model-mismatch': 'These faces were stored with another model. Enrol them again.',
    'too-little-data': 'There aren’t enough photos for this yet. Enrol more people first.',
    'office-unknown-host': 'The server’s name can’t be found. Check the network, and the name if it has changed.',
    'office-unreachable':
      'The office’s server doesn’t answer. Check that it’s running and that nothing blocks the way.',
    'office-too-slow': 'The server answers too slowly. Check the network and how busy the server is.',
    'office-certificate':
      'The server’s certificate isn’t trusted. Have it renewed, or add the certificate of its authority.',
    'office-no-encryption':
      'The server offers no encryption (TLS). Switch it on there; the office isn’t used without it.',
    'office-password-wrong':
      'The server refuses the name or the password. Check them, or have this station invited again.',
    'office-server-too-old': 'The server runs a PostgreSQL older than version 15. Have it updated.',
    'office-server-full': 'The server’s disk is full. Free up space there; nothing is lost meanwhile.',
    'office-server-busy': 'The server takes no more connections. Have its limit raised.',
    'office-another-database': 'This database belongs to another program. Use an empty one.',
    'office-missing': 'This database holds no office. Check the server and the database.',
    'office-no-rights':
      'This account may not create roles or schemas. Use the database’s owner, with the right to create roles.',
    'office-records-newer':
      'The office uses a later version of Rollcall. Update this station; until then it goes on alone.',
    'office-records-older':
      'The office’s records are of an earlier version. Have the server’s administrator update them.',
    'office-records-changed':
      'The office’s tables were changed manually. Restore the server’s backup, or put them back as they were.',
    'office-values-changed':
      'Something stored on the server was swapped or changed, and was refused. Ask who has access to the server.',
    'office-numbers-missing': 'Changes of this station are missing on the server. Run the check of the office.',
    'office-key-missing': 'This station doesn’t have the office’s newest key yet. It arrives with the next exchange.',
    'office-key-wrong':
      'The key doesn’t belong to this office. Check the recovery key, or have this station invited again.',
    'office-station-revoked':
      'This station was revoked. Leave the office here, and have it invited again if it’s needed.',
    'office-station-copied':
      'Another computer is working as this station, perhaps from a copy of its disk. Leave the office here and join again.',
    'office-station-restored':
      'This station was restored from an older backup. Have it go on from what the office knows: everything comes back.',
    'office-failed': 'The exchange with the office failed. The log says why; it’s tried again.',
    'camera-missing': 'No camera found. Plug one in and it starts on its own.',
    'camera-refused': 'Camera access is blocked. Allow it for this window, then try again.',
    'camera-busy': 'Another program is using the camera. Close it and the camera starts on its own.',
    'camera-lost': 'The camera was unplugged. Plug it back in and it starts on its own.',
    forbidden: 'This window has no access. Open Rollcall again from its own link.',
    'wrong-usage': 'The command can’t be used this way.',
    'unknown-method': 'The window and the engine are different versions. Restart Rollcall.',
    'engine-stopped': 'Recognition isn’t responding. It should be back in a moment.',
    cancelled: 'This was cancelled.',
    internal: 'Something went wrong inside Rollcall. Try again; if it keeps happening, restart Rollcall.',
  } satisfies Record<ErrorCode, string>,
  /** After the words for what nobody expected. */
  seeLog: (file: string) => `If you report it, attach this file: ${file}`,
}

export type ErrorsMessages = typeof errors
