import type { RefusalPageMessages } from '../en/refusal-page.ts'

/** The words of the page that `rollcall serve` shows to a browser it doesn't know, in German. */
export const refusalPage: RefusalPageMessages = {
  title: 'Diese Seite ist für diesen Browser nicht verfügbar',
  why: {
    'not-signed-in': 'Rollcall zeigt seine Seiten nur dem Browser, in dem es geöffnet wurde.',
    'old-address': 'Diese Adresse wurde schon benutzt oder ist zu alt.',
  },
  what: 'Jede Adresse, die Rollcall ausgibt, öffnet einen Browser, einmal, zehn Minuten lang.',
  hint: 'Drücken Sie in dem Fenster, in dem rollcall serve läuft, die Eingabetaste: Es gibt eine weitere Adresse aus.',
}
