import type { PrivacyMessages } from '../en/privacy.ts'
import { plural } from './grammar.ts'

/** The words about who answers for the use of faces, and what is told about it, in German. */
export const privacy: PrivacyMessages = {
  privacy: {
    title: 'Datenschutz',
    link: 'Datenschutzhinweise, Aufbewahrung und die Regeln Ihres Landes.',
    text: 'Was Personen über die Verwendung ihrer Gesichter erfahren, aus den geltenden Einstellungen erstellt.',
    documents: 'Seiten zum Drucken oder Veröffentlichen',
    documentsText:
      'Sie werden jedes Mal neu erstellt und sagen, was jetzt eingestellt ist. Wer verantwortlich ist, steht unter Einwilligung.',
    documentNames: {
      notice: {
        name: 'Datenschutzhinweise',
        hint: 'Für alle, deren Gesicht verglichen wird: Zweck, Rechtsgrundlage, was wie lange gespeichert wird, wer Daten erhält, und ihre Rechte.',
      },
      retention: {
        name: 'Aufbewahrung und Löschung',
        hint: 'Die öffentlichen Regeln: wie lange jede Art von Daten bleibt und wie sie gelöscht wird.',
      },
      assessment: {
        name: 'Unterlagen zur Folgenabschätzung',
        hint: 'Für Datenschutzbeauftragte und Betriebsrat: Datenflüsse, wer was darf, wie oft die Erkennung hier irrt, Risiken, und was Sie noch ausfüllen müssen.',
      },
    },
    print: 'Drucken',
    savePdf: 'Als PDF speichern',
    saved: (file) => `Gespeichert als ${file}.`,
    language: 'Sprache der Seite',
    country: 'Land',
    countryText:
      'Die Einstellungen werden mit Regeln verglichen, die Rollcall kennt, jede mit ihrer Quelle. Das ist keine Rechtsberatung, und die Liste ist nicht vollständig.',
    noCountry: 'Keines',
    choose: (country, changes) =>
      changes === 0
        ? `${country} wählen`
        : `${country}: ${plural(changes, { one: '# Einstellung', other: '# Einstellungen' })} ändern`,
    chooseNone: 'Mit keinen Regeln vergleichen',
    chosen: 'Gespeichert.',
    changes: 'Was die Wahl ändert',
    noChanges: 'Die Wahl ändert keine Einstellung.',
    setting: 'Einstellung',
    before: 'Jetzt',
    after: 'Danach',
    because: 'Weil',
    source: (source, checked) => `${source}. Nachgesehen im Monat ${checked}.`,
    broken: (rules) => plural(rules, { one: '# Regel nicht eingehalten', other: '# Regeln nicht eingehalten' }),
    states: { kept: 'Eingehalten', broken: 'Nicht eingehalten', office: 'Bitte prüfen' },
  },
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
