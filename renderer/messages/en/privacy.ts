import { plural } from './grammar.ts'

/** The words about who answers for the use of faces, and what is told about it, in English. */
export const privacy = {
  privacy: {
    title: 'Privacy',
    link: 'The privacy notice, how long data are kept, and the rules of your country.',
    text: 'What people are told about the use of their faces, made from the settings in force.',
    documents: 'Pages to print or publish',
    documentsText:
      'They are made from the settings each time, so they are never out of date. Who is responsible is entered under Consent.',
    documentNames: {
      notice: {
        name: 'Privacy notice',
        hint: 'For everybody whose face is compared: purpose, legal basis, what is kept and for how long, who gets data, and their rights.',
      },
      retention: {
        name: 'How long data are kept',
        hint: 'The public policy: how long each kind of data is kept, and how it is erased.',
      },
      assessment: {
        name: 'Assessment papers',
        hint: 'For the data protection officer and the works council: data flows, who can do what, how often recognition errs here, risks, and what you still have to fill in.',
      },
    },
    print: 'Print',
    savePdf: 'Save as PDF',
    saved: (file: string) => `Saved as ${file}.`,
    language: 'Language of the page',
    country: 'Country',
    countryText:
      'The settings are checked against rules that Rollcall knows, each with its source. This isn’t legal advice, and the list isn’t complete.',
    noCountry: 'None',
    choose: (country: string, changes: number) =>
      changes === 0
        ? `Choose ${country}`
        : `${country}: change ${plural(changes, { one: '# setting', other: '# settings' })}`,
    chooseNone: 'Check against no rules',
    chosen: 'Saved.',
    changes: 'What choosing it changes',
    noChanges: 'Choosing it changes no settings.',
    setting: 'Setting',
    before: 'Now',
    after: 'Then',
    because: 'Because',
    source: (source: string, checked: string) => `${source}. Looked up in ${checked}.`,
    broken: (rules: number) => plural(rules, { one: '# rule not kept', other: '# rules not kept' }),
    states: { kept: 'Kept', broken: 'Not kept', office: 'For you to check' },
  },
  privacyKiosk: {
    purpose: 'Faces are compared here to record when people come and go.',
    purposeWithConsent: 'Faces are compared here to record when people come and go, with their consent only.',
    strangers: (days: number) =>
      days === 0
        ? 'Strangers’ faces are not kept.'
        : `Strangers’ faces are kept for ${plural(days, { one: '# day', other: '# days' })}.`,
    responsible: (operator: string) => `Responsible: ${operator}.`,
    open: 'Privacy notice',
    code: 'Code of the full notice, to scan with a phone',
    guests: (days: number | null) =>
      days === null
        ? 'Your entry is kept until the office erases it. Your face is not kept.'
        : `Your entry is erased ${plural(days, { one: '# day', other: '# days' })} after you leave. Your face is not kept.`,
  },
}

export type PrivacyMessages = typeof privacy
