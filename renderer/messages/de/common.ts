import type { CommonMessages } from '../en/common.ts'

/** The words of the navigation, and of buttons and fields that many screens have, in German. */
export const common: CommonMessages = {
  navigation: {
    label: 'Rollcall',
    kiosk: 'Terminal',
    today: 'Heute',
    people: 'Personen',
    timesheet: 'Stundenzettel',
    corrections: 'Korrekturen',
    schedules: 'Arbeitszeiten',
    search: 'Suche',
    log: 'Protokoll',
    metric: 'Metriklabor',
    settings: 'Einstellungen',
    skip: 'Zum Inhalt springen',
  },
  common: {
    required: 'Füllen Sie dieses Feld aus.',
    personRequired: 'Wählen Sie eine Person aus.',
    discardTitle: 'Änderungen verwerfen?',
    discardText: 'Sie wurden nicht gespeichert.',
    keepEditing: 'Weiter bearbeiten',
    discard: 'Verwerfen',
    cancel: 'Abbrechen',
    close: 'Schließen',
    done: 'Fertig',
    save: 'Speichern',
    retry: 'Erneut versuchen',
    dismiss: 'Ausblenden',
    loading: 'Wird geladen',
    none: 'Keine',
    in: 'Kommen',
    out: 'Gehen',
    failed: 'Das hat nicht geklappt',
    erasedPerson: 'Gelöschte Person',
  },
}
