import type { ImportPhotoState, ImportReason } from '../../main/contract/imports.ts'

const count = (number: number, one: string, many: string) =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`
const photos = (number: number) => count(number, 'photo', 'photos')
const people = (number: number) => count(number, 'person', 'people')

/** The words of the import, its queue, and the gates for picture quality, in English. */
export const enImport = {
  imports: {
    title: 'Import people',
    link: 'Import people',
    waiting: (number: number) => `${number} to decide`,
    text: 'A folder with one folder for each person, named like the person; or a CSV with the columns name, employee_number and photo, together with its photos.',
    dropTitle: 'Drop a folder or a list here',
    drop: 'Photos are looked at on this machine and stay here.',
    chooseFolder: 'Choose folder',
    chooseFiles: 'Choose list and photos',
    reading: 'Reading the folder',
    nothing: 'There is nothing to import in it: no folder with JPEG, PNG, WebP or HEIC photos, and no CSV.',
    severalLists: 'There are several CSV files in it. Choose the right one together with its photos.',
    planTitle: (source: string) => `Import ${source}?`,
    plan: (persons: number, number: number) => `${people(persons)}, ${photos(number)}`,
    planNames: (names: string, more: number) => (more > 0 ? `${names} and ${more.toLocaleString('en')} more` : names),
    planRejected: (number: number) =>
      number === 1
        ? '1 entry will not do; the report says why.'
        : `${number} entries will not do; the report says why.`,
    begin: 'Import',
    running: (done: number, total: number) => `${done.toLocaleString('en')} of ${photos(total)}`,
    states: { running: 'Looking at photos', paused: 'Paused', finished: 'Finished' },
    progress: 'Progress of the import',
    failed: (reason: string) => `It stopped: ${reason}`,
    handing: 'Handing photos over. The window may be used for other things meanwhile.',
    alone: 'All photos are handed over. The import goes on even if this window is closed.',
    missing: (number: number) =>
      `${photos(number)} could not be handed over before the window was closed. Choose the same folder again: what was done is not done twice.`,
    noSpace: 'The disk is nearly full. The import waits until there is room.',
    pause: 'Pause',
    resume: 'Go on',
    end: 'End here',
    endTitle: 'End this import?',
    endText: 'What was taken stays. Photos that were not looked at yet are left out.',
    people: (number: number) => `${people(number)} got photos`,
    counts: {
      taken: (number: number) => `${number} taken`,
      known: (number: number) => `${number} enrolled before`,
      refused: (number: number) => `${number} refused`,
      review: (number: number) => `${number} to decide`,
      skipped: (number: number) => `${number} left out`,
    },
    reportTitle: 'What was refused',
    reportNone: 'Nothing was refused.',
    reportMore: (number: number) => `And ${number.toLocaleString('en')} more; they are in the report.`,
    save: 'Save report',
    reportFile: 'import-report',
    columns: { path: 'File', name: 'Name', number: 'Employee number', state: 'Outcome', reason: 'Reason' },
    outcomes: {
      missing: 'Not handed over',
      waiting: 'Not looked at yet',
      taken: 'Taken',
      known: 'Enrolled before',
      refused: 'Refused',
      review: 'To decide',
      skipped: 'Left out',
    } satisfies Record<ImportPhotoState, string>,
    reasons: {
      'other-format': 'Pictures of this kind cannot be read. Save it as JPEG, PNG or WebP.',
      'no-person': 'Nobody is named for it. Put it into a folder with the person’s name.',
      'invalid-input': 'The row needs a name and a photo.',
      'photo-of-another': 'The list gives this photo to somebody else too. Keep one of the rows.',
      'employee-number-taken': 'The employee number belongs to somebody else. Correct the name or the number.',
      'name-unclear': 'Several people have this name. Give the employee number too.',
      'stopped-recognition': 'Recognition stopped twice while looking at this photo. Save it anew, or use another.',
      'file-not-found': 'The photo was not among the files. Choose it together with the list.',
      'duplicate-photo': 'The row repeats an earlier one.',
    } satisfies Partial<Record<ImportReason, string>>,
    queueTitle: 'To decide',
    queueText: 'These photos were not taken by themselves. They are kept, encrypted, until you decide.',
    place: (number: number, total: number) => `${number} of ${total}`,
    earlier: 'Photo before',
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
      'several-faces': 'Press the right face in the photo.',
      'face-too-small': 'The face is small. Recognition will be less sure with this photo.',
      'low-quality': 'The picture is below the gate for enrolment. Recognition will be less sure with this photo.',
      'unlike-own-photos': 'The face does not look like the photos that are there.',
      'looks-like-somebody-else': (name: string, similarity: string) =>
        `The face looks like ${name}, who is enrolled already (similarity ${similarity}).`,
    },
    take: 'Take this face',
    takeAnyway: 'Take it all the same',
    same: (name: string) => `It is ${name}: add the photo there`,
    sameHint: (name: string) => `It was filed under ${name} by mistake, or under another spelling.`,
    merge: (name: string) => `The same person: merge both into ${name}`,
    mergeHint: 'Photos, entries, leave and PIN go to one person. You can undo this later on the person’s page.',
    different: (name: string) => `They are two people: add it to ${name}`,
    differentHint: 'The two may be mixed up more easily from now on.',
    ownPhoto: (name: string) => `Yes, this is ${name}`,
    skip: 'Leave this photo out',
    alike: (number: number) =>
      number === 1 ? 'The same for one more photo like this' : `The same for ${number} more photos like this`,
    decided: (number: number) => `${photos(number)} decided`,
  },
  lookAlikes: {
    title: 'Looks like somebody else',
    text: 'These people are closer to each other than the threshold and may be mixed up. If they are two people, more photos of both help; if they are one, merge the entries.',
    similarity: (similarity: string) => `Similarity ${similarity}`,
    merge: 'Same person: merge',
  },
  gates: {
    title: 'Picture quality',
    link: 'Picture quality',
    linkHint: 'What is good enough to enrol from, and to recognise somebody by.',
    both: (enrolment: string, kiosk: string) => `Enrolment ${enrolment} · kiosk ${kiosk}`,
    enrolment: 'For enrolment',
    enrolmentText: 'Photos below this do not become templates. An import asks about them instead.',
    probe: 'At the kiosk',
    probeText: 'Faces below this are not searched for: the kiosk waits for a better moment.',
    value: (value: string) => `${value} of 100`,
    standard: (value: string) => `Back to ${value}`,
    enrolledBelow: (below: number, all: number) =>
      below === 0
        ? 'None of your photos lies below it.'
        : `${photos(below)} of ${all.toLocaleString('en')} would not have been taken. They stay enrolled.`,
    enrolledNone: 'Once people are enrolled, their photos show here what the gate means.',
    recognisedBelow: (below: number, all: number) =>
      `Of the last ${count(all, 'recognition', 'recognitions')}, ${below.toLocaleString('en')} would have had to wait for a better picture.`,
    recognisedNone: 'Once the kiosk has recognised people, it shows here what the gate would have meant.',
    examples: 'Your own photos, from worst to best',
    refused: 'Refused',
    passes: 'Passes',
    photo: (name: string, quality: string, verdict: string) => `${name}, quality ${quality}: ${verdict}`,
    high: 'So high a gate keeps many good photos out. Look at the photos below before you use it.',
    probeHigh:
      'So high a gate makes people wait in poor light. It does not make a wrong name much rarer: the threshold does.',
    parts:
      'Quality is one figure made of size, sharpness, light, the turn of the head, open eyes, and whether the face is covered or cut off. The live inspector of the kiosk shows all of them.',
  },
}

export type ImportMessages = typeof enImport
