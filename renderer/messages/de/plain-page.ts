import type { PlainPageMessages } from '../en/plain-page.ts'

/** The words of the pages outside the app: for an unknown browser, and after signing in elsewhere, in German. */
export const plainPage: PlainPageMessages = {
  title: 'Diese Seite ist für diesen Browser nicht verfügbar',
  why: {
    'not-signed-in': 'Rollcall zeigt seine Seiten nur dem Browser, in dem es geöffnet wurde.',
    'old-address': 'Diese Adresse wurde schon benutzt oder ist zu alt.',
  },
  what: 'Jede Adresse, die Rollcall ausgibt, öffnet einen Browser, einmal, zehn Minuten lang.',
  hint: 'Drücken Sie in dem Fenster, in dem rollcall serve läuft, die Eingabetaste: Es gibt eine weitere Adresse aus.',
  returned: {
    title: 'Zurück zu Rollcall',
    what: 'Es geht im Fenster von Rollcall weiter.',
    hint: 'Sie können diese Seite schließen.',
  },
}
