import { plural } from './grammar.ts'

/** The words about who answers for the use of faces, and what is told about it, in English. */
export const privacy = {
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
