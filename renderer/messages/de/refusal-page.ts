import type { RefusalPageMessages } from '../en/refusal-page.ts'

/** The words of the page that `rollcall serve` shows to a browser it doesn't know, in German. */
export const refusalPage: RefusalPageMessages = {
  title: 'Diese Seite ist für diesen Browser nicht verfügbar',
  why: {
    'not-signed-in': 'Rollcall zeigt seine Seiten nur dem Browser, in dem es geöffnet wurde.',
    'old-address': 'Diese Adresse stammt von einem früheren Start von Rollcall und ist nicht mehr gültig.',
  },
  what: 'Öffnen Sie die Adresse, die Rollcall beim letzten Start ausgegeben hat. Sie enthält einen Schlüssel, der bei jedem Start wechselt.',
  hint: 'Adresse verloren? Beenden Sie rollcall serve und starten Sie es erneut: Es gibt eine neue Adresse aus.',
}
