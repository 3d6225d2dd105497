import type { ImportPhotoState, ImportReason } from '../../../main/contract/imports.ts'
import { fieldColumns } from '../field-columns.ts'
import { list, numeral, plural } from './grammar.ts'

/** The words of the import and its review queue, in English. */
export const importing = {
  imports: {
    title: 'Import people',
    link: 'Import people',
    waiting: (number: number) => `${number} to review`,
    text: `A folder with one subfolder for each person, named after them; or a CSV with the columns ${list(['name', ...fieldColumns, 'photo', 'groups'])}, together with its photos.`,
    dropTitle: 'Drop a folder or a list here',
    drop: 'Photos are processed on this computer and stay here.',
    chooseFolder: 'Choose folder',
    chooseFiles: 'Choose list and photos',
    reading: 'Reading the folder',
    nothing: 'There is nothing to import: no folder with JPEG, PNG, WebP or HEIC photos, and no CSV.',
    severalLists: 'There are several CSV files. Choose one, together with its photos.',
    planTitle: (source: string) => `Import ${source}?`,
    plan: (persons: number, number: number) =>
      `${plural(persons, { one: '# person', other: '# people' })}, ${plural(number, { one: '# photo', other: '# photos' })}`,
    planNames: (names: string, more: number) => (more > 0 ? `${names} and ${numeral(more)} more` : names),
    planRejected: (number: number) =>
      plural(number, {
        one: '# item can’t be used; the report says why.',
        other: '# items can’t be used; the report says why.',
      }),
    begin: 'Import',
    running: (done: number, total: number) =>
      `${numeral(done)} of ${plural(total, { one: '# photo', other: '# photos' })}`,
    states: { running: 'Processing photos', paused: 'Paused', finished: 'Finished' },
    progress: 'Progress of the import',
    failed: (reason: string) => `The import stopped: ${reason}`,
    handing: 'Reading photos. You can keep using this window.',
    alone: 'All photos have been read. The import continues even if you close this window.',
    missing: (number: number) =>
      `${plural(number, { one: '# photo', other: '# photos' })} couldn’t be read before the window was closed. Choose the same folder again; nothing is imported twice.`,
    noSpace: 'The disk is nearly full. The import waits until there is space.',
    pause: 'Pause',
    resume: 'Resume',
    end: 'Stop',
    endTitle: 'Stop this import?',
    endText: 'Photos already added stay. Photos not processed yet are left out.',
    people: (number: number) => `Added photos for ${plural(number, { one: '# person', other: '# people' })}`,
    counts: {
      taken: (number: number) => `${number} added`,
      known: (number: number) => `${number} already enrolled`,
      refused: (number: number) => `${number} rejected`,
      review: (number: number) => `${number} to review`,
      skipped: (number: number) => `${number} skipped`,
    },
    reportTitle: 'What was rejected',
    reportNone: 'Nothing was rejected.',
    reportMore: (number: number) => `And ${numeral(number)} more; they are in the report.`,
    save: 'Save report',
    reportFile: 'import-report',
    columns: { path: 'File', name: 'Name', number: 'Employee number', state: 'Outcome', reason: 'Reason' },
    outcomes: {
      missing: 'Not read',
      waiting: 'Not processed yet',
      taken: 'Added',
      known: 'Already enrolled',
      refused: 'Rejected',
      review: 'To review',
      skipped: 'Skipped',
    } satisfies Record<ImportPhotoState, string>,
    reasons: {
      'other-format': 'This image format isn’t supported. Save it as JPEG, PNG or WebP.',
      'no-person': 'It isn’t clear who this is. Put it in a folder named after the person.',
      'invalid-input': 'The row needs a name and a photo.',
      'photo-of-another': 'The list gives this photo to somebody else too. Keep only one of the rows.',
      'employee-number-taken': 'The employee number belongs to somebody else. Correct the name or the number.',
      'name-unclear': 'Several people have this name. Add the employee number.',
      'stopped-recognition': 'Recognition stopped twice on this photo. Save it again, or use another.',
      'file-not-found': 'The photo wasn’t among the files. Choose it together with the list.',
      'duplicate-photo': 'The row repeats an earlier one.',
    } satisfies Partial<Record<ImportReason, string>>,
    queueTitle: 'To review',
    queueText: 'These photos weren’t added automatically. They are kept, encrypted, until you decide.',
    place: (number: number, total: number) => `${number} of ${total}`,
    earlier: 'Previous photo',
    later: 'Next photo',
    filed: (name: string) => `Filed under ${name}`,
    photoOf: (name: string) => `Photo filed under ${name}`,
    questions: {
      'several-faces': (name: string) => `Which face is ${name}?`,
      'face-too-small': (name: string) => `Is this photo of ${name} good enough?`,
      'low-quality': (name: string) => `Is this photo of ${name} good enough?`,
      'looks-like-somebody-else': (name: string) => `Is ${name} somebody else?`,
      'unlike-own-photos': (name: string) => `Is this ${name}?`,
    },
    explain: {
      'several-faces': 'Select the right face in the photo.',
      'face-too-small': 'The face is small. Recognition will be less reliable with this photo.',
      'low-quality': 'The image is below the minimum for enrolment. Recognition will be less reliable with this photo.',
      'unlike-own-photos': 'The face doesn’t look like the photos on file.',
      'looks-like-somebody-else': (name: string, similarity: string) =>
        `The face looks like ${name}, who is already enrolled (similarity ${similarity}).`,
    },
    take: 'Use this face',
    takeAnyway: 'Use it anyway',
    same: (name: string) => `This is ${name} – add the photo there`,
    sameHint: (name: string) => `It was filed under ${name} by mistake, or under another spelling.`,
    merge: (name: string) => `Same person – merge both into ${name}`,
    mergeHint: 'Photos, entries, leave and PIN go to one person. You can undo this later on the person’s page.',
    different: (name: string) => `Different people – add it to ${name}`,
    differentHint: 'The two may be mixed up more easily from now on.',
    ownPhoto: (name: string) => `Yes, this is ${name}`,
    skip: 'Skip this photo',
    alike: (number: number) =>
      plural(number, {
        one: 'Do the same for # more photo like this',
        other: 'Do the same for # more photos like this',
      }),
    decided: (number: number) => `${plural(number, { one: '# photo', other: '# photos' })} reviewed`,
  },
}

export type ImportingMessages = typeof importing
