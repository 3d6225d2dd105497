import { plural } from './grammar.ts'

/** The words of consent in the office, in English. */
export const consent = {
  consent: {
    title: 'Consent',
    link: 'On what basis faces are used, what people agree to, and who has.',
    text: 'A face is special personal data in many countries. Decide on what basis this office uses it. This isn’t legal advice.',
    basis: 'Legal basis',
    basisText: 'It decides whom Rollcall may enrol and recognise.',
    bases: {
      undecided: { name: 'Not decided', hint: 'Rollcall enrols and recognises everybody, as before.' },
      consent: {
        name: 'Consent',
        hint: 'Nobody is enrolled or recognised without having agreed. People enrolled before are recognised for a while, so that you can ask them.',
      },
      other: { name: 'Another basis', hint: 'A law or an agreement allows it for everybody. Say which.' },
    },
    operatorPart: 'Who is responsible',
    operatorPartText: 'The kiosk and the privacy notice say this. Everybody whose face is compared must be told.',
    operator: 'Responsible for the data',
    operatorHint: 'The company’s full name. It also stands in the text that people agree to.',
    address: 'Address',
    addressHint: 'Where letters reach the company. People may write to it about their data.',
    contact: 'Data protection contact',
    contactHint:
      'An e-mail address or phone number of the data protection officer, or of whoever answers questions about data.',
    noticeUrl: 'Address of the full notice',
    noticeUrlHint:
      'Optional: where you publish the notice that Rollcall makes. The kiosk shows it as a QR code; without it, the kiosk shows the notice itself.',
    noticeUrlWrong: 'Enter an address that begins with https://, or leave it empty.',
    otherBasis: 'Law or agreement',
    otherBasisHint: 'And where its document is kept.',
    otherBasisRequired: 'Enter which law or agreement it is.',
    graceDays: 'Days to ask people who are enrolled',
    graceHint: 'Until then they are recognised without consent, also after the text changes.',
    holdDays: 'Days imported photos wait',
    holdHint: 'They are kept encrypted and unread until the person agrees, and destroyed afterwards.',
    wording: 'What people read',
    wordingText: (version: number) =>
      `Version ${version}. A changed text becomes a new version, and everybody is asked again.`,
    wordingTitle: 'Title',
    wordingBody: 'Text',
    wordingRequired: 'Enter a title.',
    shipped: 'Use the text that comes with Rollcall',
    keepsConsents: 'Earlier consents stay valid',
    saved: 'Saved.',
    language: 'Language of the text',
    list: 'Who has agreed',
    listText: (agreed: number, all: number, until: string | null) =>
      until === null
        ? `${agreed} of ${plural(all, { one: '# person', other: '# people' })}. The others are not recognised.`
        : `${agreed} of ${plural(all, { one: '# person', other: '# people' })}. The others are recognised until ${until} if they were enrolled before.`,
    shown: { open: 'To do', all: 'Everybody' },
    noneOpenTitle: 'Nothing to do',
    noneOpen: 'Everybody has agreed.',
    photos: (photos: number, held: number) =>
      [
        plural(photos, { one: '# photo', other: '# photos' }),
        ...(held === 0 ? [] : [plural(held, { one: '# waiting', other: '# waiting' })]),
      ].join(', '),
    states: {
      valid: { name: 'Agreed', hint: 'Photos can be added, and the face is recognised.' },
      outdated: { name: 'Agreed to an earlier text', hint: 'The text has changed. Ask again before you add photos.' },
      'guardian-missing': { name: 'Guardian’s signature missing', hint: 'A parent or guardian has to sign, too.' },
      missing: { name: 'Not recorded', hint: 'Ask before you add photos.' },
      refused: { name: 'Declined', hint: 'Checks in with a PIN or a badge.' },
      withdrawn: { name: 'Withdrawn', hint: 'Face data was erased. Checks in with a PIN or a badge.' },
    },
    kinds: { given: 'Agreed', refused: 'Declined', withdrawn: 'Withdrawn' },
    signedBy: (name: string) => `signed by ${name}`,
    guardianBy: (name: string) => `guardian ${name}`,
    seenBy: (who: string, where: string) => `seen by ${who} (${where})`,
    onPaper: (date: string) => `on paper, ${date}`,
    version: (version: number) => `text version ${version}`,
    alternatives: { none: 'Not chosen', pin: 'PIN', badge: 'Badge' },
    alternative: 'Other way to check in',
    record: 'Record…',
    ask: 'Sign at a kiosk',
    withdraw: 'Withdraw…',
    guardianSigns: 'A parent or guardian signs, too',
    recordTitle: (name: string) => `Consent of ${name}`,
    where: 'How it was given',
    wheres: { here: 'Here', paper: 'On paper' },
    answer: 'Answer',
    answers: { given: 'Agrees', refused: 'Declines' },
    name: 'Name of the person, as signed',
    nameHint: 'Let them type it themselves if they sign here.',
    nameRequired: 'Enter the name.',
    guardian: 'Name of the parent or guardian',
    paper: 'Date on the paper',
    paperVersion: 'Text on the paper',
    versionSince: (version: number, since: string | null) =>
      since === null ? `Version ${version}` : `Version ${version}, since ${since}`,
    paperRequired: 'Enter the date.',
    askTitle: (name: string) => `A code for ${name}`,
    askText: (until: string) =>
      `With it they read and sign the text at a kiosk, under Sign a consent. It works once, until ${until}.`,
    withdrawTitle: (name: string) => `Withdraw the consent of ${name}?`,
    withdrawText:
      'Face data and photos are erased at once, imported photos too. Entries and hours stay. This can’t be undone.',
    withdrawAction: 'Withdraw and erase',
    receiptTitle: 'Consent withdrawn',
    receipt: (name: string, at: string, number: number) => `${name}, ${at}. Record ${number}.`,
    receiptErased: (templates: number, held: number) =>
      `Erased: ${plural(templates, { one: '# photo with its face data', other: '# photos with their face data' })}${held === 0 ? '' : `, ${plural(held, { one: '# imported photo', other: '# imported photos' })}`}.`,
    receiptStays:
      'Entries and hours stay. Backups made before keep the erased photos, encrypted, until they are deleted.',
    print: 'Print',
  },
}

export type ConsentMessages = typeof consent
