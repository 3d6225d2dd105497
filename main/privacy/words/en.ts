import { count } from '../../text/words.ts'
import type { PrivacyWords } from '../privacy-words.ts'

const days = (number: number) => count(number, 'day')

export const en: PrivacyWords = {
  documents: {
    notice: 'Privacy notice: check-in by face',
    retention: 'How long data are kept, and how they are erased',
    assessment: 'Check-in by face: papers for the data protection officer and the works council',
  },
  made: (time) => `Made on ${time} from the settings that were in force then.`,
  unstated: 'Not stated yet. Please ask the office.',
  noAdvice: 'This is not legal advice. Whether it is enough is for the office and whoever advises it to decide.',
  parts: {
    office: 'Who is responsible',
    purpose: 'What it is for',
    basis: 'Legal basis',
    system: 'The installation',
    flows: 'Where data go',
    data: 'What is kept',
    recognition: 'How faces are recognised',
    others: 'Strangers and visitors',
    alternatives: 'Checking in without your face',
    retention: 'How long it is kept',
    erasure: 'How it is erased',
    recipients: 'Who else gets data',
    access: 'Who can see and change what',
    errors: 'How often recognition is wrong here',
    notDone: 'What is not done',
    security: 'How it is protected',
    risks: 'Risks, and what is done about them',
    rules: 'Rules of the country',
    rights: 'Your rights',
    open: 'What the office still has to fill in',
  },
  labels: {
    name: 'Name',
    address: 'Address',
    contact: 'Data protection contact',
    url: 'Full notice',
    what: 'What',
    about: 'What belongs to it',
    howLong: 'How long',
    who: 'Who',
    gets: 'What they get',
    version: 'Version of Rollcall',
    model: 'Model',
    licence: 'Licence of the model',
    processor: 'Runs on',
    people: 'People',
    templates: 'Photos with face templates',
    kiosks: 'Kiosks',
    key: 'What keeps the key',
    from: 'From',
    to: 'To',
    threshold: 'Similarity from which somebody is named',
    liveness: 'Liveness check',
    risk: 'Risk',
    measure: 'What is done about it',
    rule: 'Rule',
    state: 'State',
    source: 'Source',
    checked: 'Looked up in',
    answer: 'Answer of the office',
  },
  purpose: [
    'Faces are compared to record when people come and go. The times are used for hours and pay, and to know who is in the building.',
    'Faces are used for nothing else. No emotion, health, origin or character is read from them, nobody is rated by their face, and no decision about anybody is made automatically.',
  ],
  bases: {
    undecided: 'The office has not decided yet on what legal basis it uses faces.',
    consent:
      'Your consent. It is voluntary: if you do not agree, you check in with a PIN or a badge, and have no disadvantage. Nobody is enrolled without their consent.',
    grace: (until) =>
      `People who were enrolled before consent was asked for are recognised without it until ${until}, and no longer.`,
    other: (document) =>
      document === ''
        ? 'A law or an agreement. The office has not stated yet which one. Please ask the office.'
        : `A law or an agreement: ${document}`,
  },
  categories: {
    person: { title: 'Person', text: 'Name, employee number, groups, first and last day of work, earlier names' },
    face: {
      title: 'Face',
      text: 'Photos for recognition and the numbers computed from them (face templates), both encrypted',
    },
    consent: {
      title: 'Consent',
      text: 'What you agreed to or declined, when and where, your signature, the guardian’s name where there is one',
    },
    pin: { title: 'PIN', text: 'That there is one, and wrong attempts. The PIN itself is not known to Rollcall.' },
    entries: {
      title: 'Times of coming and going',
      text: 'Time, direction, kiosk, face or PIN, how similar the face was and to whom it was most similar next, corrections',
    },
    hours: {
      title: 'Hours',
      text: 'Schedules, leave, requests for corrections, the hours computed from the times, and the months that you confirmed',
    },
    guests: { title: 'Visitors', text: 'Name, company, host, arrival and departure. No face is kept.' },
    imports: { title: 'Imported photos', text: 'Photos that are waiting for a decision or a consent, encrypted' },
    audit: { title: 'Audit log', text: 'Who looked at, exported or changed what, and when' },
    sent: { title: 'Deliveries', text: 'Which entries other programs have been sent, or are still to be sent' },
  },
  recognition: (model) => [
    `The picture of the camera is looked at on the office’s own computer and not recorded. From each face in it numbers are computed and compared with the templates of the people who are enrolled (model: ${model}). Pictures and templates are not sent anywhere.`,
    'Recognition can be wrong. If the kiosk names somebody else, say so there (“Wrong person”); if it does not recognise you, use a PIN or ask the office.',
  ],
  strangers: (number) =>
    number === 0
      ? 'The face of everybody in front of the camera is compared, because nobody could be recognised otherwise. Faces of people who are not enrolled are not kept.'
      : `The face of everybody in front of the camera is compared, because nobody could be recognised otherwise. Faces of people who are not enrolled are kept for ${days(number)}, encrypted, so that the office can see who was there and enrol them.`,
  guests: (number) =>
    number === null
      ? 'Visitors who sign in at the kiosk enter their name, company and host. No face of theirs is kept. Their entry stays until the office erases it.'
      : `Visitors who sign in at the kiosk enter their name, company and host. No face of theirs is kept. Their entry is erased ${days(number)} after they left.`,
  noGuests: 'Visitors do not sign in at the kiosks here.',
  pins: {
    everywhere: 'Every kiosk takes a PIN instead of your face.',
    at: (kiosks) => `These kiosks take a PIN instead of your face: ${kiosks}.`,
    nowhere: 'No kiosk here takes a PIN. Please ask the office how to check in without your face.',
  },
  alternative: 'Checking in without your face has no disadvantage, and counts the same.',
  after: (number) =>
    number === null ? 'No end is set' : number === 0 ? 'Erased at once' : `Erased after ${days(number)}`,
  retention: {
    leavers: 'Photos and face templates of people who have left, from their last day',
    unseen: 'Photos and face templates of people without an entry, from their last one',
    guests: 'Visitors, from their departure',
    requests: 'Requests for corrections that were approved or declined',
    reviews: 'Imported photos that nobody has decided on, from the day of the import',
    deliveries: 'Entries that could not be sent to another system, from the day they were made',
    events: 'Times of coming and going, and their corrections, by whole months, from the end of the month',
    evidence: 'How alike the face was at an entry, and to whom else, by whole months; the entry stays',
    audit: 'Audit log: who looked at, exported or changed what, by whole months; lines that prove other records stay',
  },
  kept: {
    person: 'Name, employee number and other details',
    consents: 'Statements of consent',
    strangers: 'Faces of people who are not enrolled',
    looks: 'Second looks that somebody chose to keep at the kiosk',
    held: 'Imported photos that are waiting for a consent',
    exports: 'Exported files on the computer of the office',
    backups: 'Backups',
  },
  keeping: {
    person: 'Until the office erases the person',
    consents: 'As proof, until the office erases the person',
    noStrangers: 'Not kept',
    looks: (number) => `Until the office decides; without a decision destroyed after ${days(number)}`,
    held: (number) => (number === 0 ? 'Not kept' : `Destroyed after ${days(number)} without a consent`),
    exports: (number) => (number === null ? 'Until the office deletes them' : `Deleted after ${days(number)}`),
    backups: 'The newest of each of the last 7 days, 4 weeks and 12 months',
    manualBackups: 'Made by hand, kept until the office deletes them',
  },
  erasure: [
    'What is due is erased by Rollcall itself, every minute while it runs. It is overwritten in the database, in its log and in the search index. The audit log then says what was erased: how many, from when until when, and a checksum.',
    'Backups and files that were exported before still contain it until they are deleted. When a backup is restored on the same computer, what was erased since is left out again.',
  ],
  recipients: {
    none: 'Nobody. Nothing is sent from the office’s computer.',
    kinds: {
      webhook: 'Program that is told of entries',
      program: 'Program with access',
      identityProvider: 'Sign-in of the office',
      office: 'Server of the office’s stations',
      heads: 'Folder for checksums',
      backups: 'Folder for backups',
    },
    gets: {
      webhook: (active) =>
        active
          ? 'Each entry as it is made, and each correction with its reason: name, employee number, time, direction, kiosk. No photos, no templates.'
          : 'Paused. Otherwise each entry as it is made, and each correction with its reason: name, employee number, time, direction, kiosk. No photos, no templates.',
      program: (scopes) => `On this computer alone: ${scopes}`,
      identityProvider: 'Who in the office signs in to Rollcall. Nothing about people who check in.',
      office:
        'People, entries, corrections, consents and guests of all stations, which the server’s administrator can read. Photos, templates, signatures and PINs are encrypted so that only the stations can open them.',
      heads: 'Checksums of the records, signed. No personal data.',
      backups: 'Copies of everything; photos and templates in them are encrypted',
    },
    scopes: {
      'people:read': 'reads people',
      'people:write': 'adds and changes people',
      'people:erase': 'erases people',
      'people:enrol': 'adds photos',
      'people:consent': 'records consents',
      'events:read': 'reads times of coming and going',
    },
    exports: 'The office exports hours as files, for example for payroll.',
  },
  rights: [
    'You may see what is held about you: the office gives you all of it as one file, with a page to read.',
    'You may have mistakes corrected: ask the office, or request a correction at the kiosk.',
    'You may have your data erased or their use restricted, object to it, and take your data with you, as far as the law provides.',
  ],
  withdraw:
    'You may withdraw your consent at any time, at the kiosk or by telling the office, without giving a reason. Photos and face templates are erased at once. What was recorded before stays lawful, and your hours stay.',
  complain: 'You may complain to the data protection authority.',
  contact: (contact) => `For all of this, contact: ${contact}`,
  security: [
    'Photos, face templates and signatures are encrypted with AES-256. Names and times are not encrypted; the files can be read by the user of the computer alone.',
    'Every entry, correction and consent carries a seal, so that changes by other programs are noticed. Recorded times are never changed, only corrected, with a name and a reason.',
    'Who looked at, exported or changed something stands in an audit log that the office’s screens cannot change.',
  ],
  signIn: {
    undecided: 'The office has not decided yet who may use its screens.',
    machine: 'Anybody at the office’s computer can use the screens. Nobody has to sign in.',
    accounts: 'Whoever uses the screens signs in by name, and sees what their role allows.',
  },
  introduction:
    'This document was made by Rollcall from the settings and figures of this installation. It is meant as a basis for a data protection impact assessment and for talks with the works council. It cannot replace either: what only the office can know is asked for at the end.',
  roles: {
    owner: 'Owner',
    hr: 'HR',
    manager: 'Manager (own groups)',
    reception: 'Reception',
    auditor: 'Auditor',
    'signed-out': 'Nobody signed in',
    kiosk: 'Kiosk',
  },
  capabilities: {
    whoIsIn: 'See who is in',
    people: 'See the list of people',
    photos: 'See somebody’s details and photos',
    enrol: 'Add photos',
    erase: 'Erase people',
    consent: 'Record and withdraw consents',
    hours: 'See hours',
    correct: 'Correct times',
    exportHours: 'Export hours',
    handOut: 'Hand out what is held about somebody',
    search: 'Search by a photo',
    strangers: 'See faces of strangers, where they are kept',
    guests: 'See visitors',
    audit: 'Read the audit log',
    decide: 'Decide on consent and its text',
    recognition: 'Change how faces are recognised',
    connect: 'Connect other programs',
    backUp: 'Make backups',
    accounts: 'Create accounts',
  },
  flows: [
    ['Camera of a kiosk', 'Computer of the kiosk', 'Pictures, looked at in memory and not stored'],
    ['Photos for recognition', 'Database', 'Photos and templates, encrypted'],
    ['Kiosk', 'Database', 'Entries with time, direction and figures of the comparison'],
    ['Database', 'Screens of the office', 'What the role allows, see below'],
    ['Screens of the office', 'Exported files', 'Hours and entries, when somebody exports them'],
  ],
  folder: (path) => `Folder ${path}`,
  livenessModes: { off: 'Off', advisory: 'Noted, turns nobody away', required: 'Required' },
  errors: {
    measured: (people, templates, pairs) =>
      `Computed from ${count(templates, 'photo')} of ${count(people, 'person', 'people')} who are enrolled here, in ${count(pairs, 'pair')} of different people, at the threshold in use. The figures are expected shares for this installation, not a promise.`,
    fpir: (share) => `A stranger in front of the camera is named as somebody who is enrolled: ${share}`,
    fmr: (share) => `Two different people are taken for one, for each pair compared: ${share}`,
    fnir: (share) => `Somebody who is enrolled is not recognised at a look: ${share}`,
    tooFew: 'There are too few people or photos here to say how often strangers would be named.',
    tooFewOfOne:
      'Nobody here has several photos, so how often people who are enrolled are not recognised was not measured here.',
    reference: (people) =>
      `The fewer people there are here, the more the figures rest on how the model compared other people: ${people}.`,
    field:
      'How often recognition was wrong in daily use is not measured. Entries that somebody denied and corrections are in the log.',
  },
  notDone: [
    'No emotion, mood, health, age, sex or origin is read from faces.',
    'Nobody is rated or ranked by their face, and no decision about employment is made automatically.',
    'Faces are not compared with lists from outside, and people are not followed from camera to camera.',
    'The camera’s pictures are not recorded.',
    'Nothing is sent to the maker of Rollcall or to a cloud.',
  ],
  risks: [
    [
      'Somebody is taken for somebody else',
      'Threshold with a promised error rate, lead over the next person, several pictures, “Wrong person” at the kiosk, corrections',
    ],
    [
      'Somebody is not recognised and loses time or pay',
      'PIN, requests for corrections at the kiosk, corrections by the office',
    ],
    ['A picture of somebody is held up', 'Liveness check. Good masks and screens can pass it.'],
    ['Templates or photos are stolen', 'Encryption; another key can be put in place; erasing on time'],
    ['Somebody in the office looks at more than they should', 'Roles, sign-in by name, audit log of looks and exports'],
    ['Times are altered afterwards', 'Recorded times are never changed; seals; checksums that are kept elsewhere'],
    [
      'People agree because they feel they have to',
      'Another way to check in without a disadvantage; withdrawing at any time',
    ],
    ['Data are kept for longer than needed', 'Settings for each kind; erasing runs on its own and is written down'],
  ],
  keyBesideData: (beside) =>
    beside
      ? 'The key is in the same folder as the data. Whoever copies the folder can open photos and templates.'
      : 'The key is not in the folder of the data.',
  open: [
    'Why comparing faces is necessary, and why a badge or a PIN alone is not enough',
    'The law or agreement that allows it, and where its text is',
    'What the works council or the employees’ representatives said, and when',
    'Where the cameras hang, what they see besides the entrance, and how people are told before they come into view',
    'Who holds which role, and how often that is looked at again',
    'Who administers the computer and its backups, and whether the disk is encrypted',
    'How long times of coming and going must be kept, by which law, and who deletes them',
    'What happens when recognition fails for somebody again and again',
    'What remains of the risks, and who accepts it',
    'Date, name and signature',
  ],
  openBroken: (rules) => `What to do about rules that the settings break: ${rules}`,
  noCountry: 'No country is chosen in the settings, so no rules are listed.',
  states: { kept: 'Kept', broken: 'Not kept', office: 'For the office to check' },
  rules: {
    'office-named': {
      title: 'Say who is responsible',
      text: 'People must be told who is responsible for the data, with an address and a contact for data protection.',
    },
    'basis-named': {
      title: 'Name a legal basis',
      text: 'Comparing faces is forbidden unless one of the grounds that the law lists applies. Choose one.',
    },
    'consent-first': {
      title: 'Ask for consent first, apart from other things',
      text: 'Nobody’s face may be used before they have agreed to exactly that, in writing.',
    },
    'consent-doubtful': {
      title: 'Do not rely on consent',
      text: 'The authority holds that employees can hardly refuse, so that their consent generally does not count for recording working time. A law that allows it is needed.',
    },
    'no-working-time': {
      title: 'No working time by face',
      text: 'The authority allows faces at work for access to rooms and devices only, and excludes controlling working time. Rollcall records working time. Use PINs for it, or do not use Rollcall for this.',
    },
    'justify-face': {
      title: 'Explain why a badge is not enough',
      text: 'The office must show in writing why faces are needed, and why templates are kept by the office rather than on a medium that the person carries.',
    },
    'other-way': {
      title: 'Offer another way',
      text: 'Each person must be offered a way to check in without their face, and must not be worse off for it.',
    },
    'strangers-not-kept': {
      title: 'Do not keep faces of strangers',
      text: 'People who are not enrolled have agreed to nothing. Their faces are not kept.',
    },
    'leavers-erased': {
      title: 'Erase face data when people leave',
      text: 'When somebody leaves, the purpose is gone. Photos and templates must go on a set day.',
    },
    'three-years': {
      title: 'Erase within three years',
      text: 'Face data must be destroyed when the purpose is met, and at the latest three years after the person was last there.',
    },
    'public-policy': {
      title: 'Publish the policy',
      text: 'How long data are kept and how they are destroyed must be written down and open to the public. Publish the page that Rollcall makes, and enter its address.',
    },
    'works-council': {
      title: 'Agree with the works council',
      text: 'Where there is a works council, it must agree before a device is used that can monitor people’s conduct.',
    },
    assessment: {
      title: 'Assess the impact',
      text: 'The impact on people must be assessed in writing before faces are used. The papers that Rollcall makes are a basis for it.',
    },
    guardians: {
      title: 'Guardians of children agree too',
      text: 'For people under 14 a parent or guardian must agree. Rollcall does not ask for dates of birth: set “A parent or guardian signs, too” for them.',
    },
    'on-device': {
      title: 'Keep faces on the device',
      text: 'Face data stay on the device and are not sent over the internet, unless the person has agreed to that separately. Backups contain them: see that their folder is in the office.',
    },
    filing: {
      title: 'Register from 100,000 people on',
      text: 'Whoever keeps the faces of 100,000 people or more must register with the authority within 30 working days.',
    },
    'purpose-told': {
      title: 'Say that faces are recognised, and what for',
      text: 'It cannot be seen from a camera that it recognises faces. The kiosk says so, with the purpose.',
    },
    'no-emotion': {
      title: 'Read no emotions',
      text: 'Inferring emotions at work is prohibited. Rollcall does not do it.',
    },
    'named-accounts': {
      title: 'Let people sign in by name',
      text: 'Who looks at or changes data must be known. Give everybody who uses the screens an account.',
    },
  },
  settings: {
    basis: 'Legal basis',
    visitorDays: 'Keep unknown visitors',
    pin: (kiosk) => `PIN at the kiosk ${kiosk}`,
  },
  values: {
    bases: { undecided: 'Not decided', consent: 'Consent', other: 'Another basis' },
    pins: { off: 'Off', number: 'With employee number', alone: 'PIN alone' },
    visitorDays: (number) => (number === 0 ? 'No' : `For ${days(number)}`),
  },
}
