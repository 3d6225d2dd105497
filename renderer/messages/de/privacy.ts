import type { PrivacyMessages } from '../en/privacy.ts'
import { plural } from './grammar.ts'

/** The words about who answers for the use of faces, and what is told about it, in German. */
export const privacy: PrivacyMessages = {
  privacyKiosk: {
    purpose: 'Hier werden Gesichter verglichen, um Kommen und Gehen zu erfassen.',
    purposeWithConsent: 'Hier werden Gesichter verglichen, um Kommen und Gehen zu erfassen – nur mit Einwilligung.',
    strangers: (days) =>
      days === 0
        ? 'Unbekannte Gesichter werden nicht gespeichert.'
        : `Unbekannte Gesichter bleiben ${plural(days, { one: '# Tag', other: '# Tage' })} gespeichert.`,
    responsible: (operator) => `Verantwortlich: ${operator}.`,
    open: 'Datenschutzhinweise',
    code: 'Code der vollständigen Hinweise, mit dem Handy zu lesen',
    guests: (days) =>
      days === null
        ? 'Ihr Eintrag bleibt, bis das Büro ihn löscht. Ihr Gesicht wird nicht gespeichert.'
        : `Ihr Eintrag wird nach ${plural(days, { one: '# Tag', other: '# Tagen' })} gelöscht. Ihr Gesicht wird nicht gespeichert.`,
  },
}
