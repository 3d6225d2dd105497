import type { ImportingMessages } from '../en/import.ts'
import { fieldColumns } from '../field-columns.ts'
import { list, numeral, plural } from './grammar.ts'

/** The words of the import and its review queue, in German. */
export const importing: ImportingMessages = {
  imports: {
    title: 'Personen importieren',
    link: 'Personen importieren',
    waiting: (number) => `${number} zu prüfen`,
    text: `Ein Ordner mit je einem Unterordner pro Person, der ihren Namen trägt; oder eine CSV-Datei mit den Spalten ${list(['name', 'photo', ...fieldColumns])}, zusammen mit ihren Fotos.`,
    dropTitle: 'Ordner oder Liste hier ablegen',
    drop: 'Die Fotos werden auf diesem Computer verarbeitet und bleiben hier.',
    chooseFolder: 'Ordner auswählen',
    chooseFiles: 'Liste und Fotos auswählen',
    reading: 'Der Ordner wird gelesen',
    nothing:
      'Es gibt nichts zu importieren: weder einen Ordner mit JPEG-, PNG-, WebP- oder HEIC-Fotos noch eine CSV-Datei.',
    severalLists: 'Es gibt mehrere CSV-Dateien. Wählen Sie eine aus, zusammen mit ihren Fotos.',
    planTitle: (source) => `${source} importieren?`,
    plan: (persons, number) =>
      `${plural(persons, { one: '# Person', other: '# Personen' })}, ${plural(number, { one: '# Foto', other: '# Fotos' })}`,
    planNames: (names, more) => (more > 0 ? `${names} und ${numeral(more)} weitere` : names),
    planRejected: (number) =>
      plural(number, {
        one: '# Eintrag ist nicht verwendbar; der Bericht nennt den Grund.',
        other: '# Einträge sind nicht verwendbar; der Bericht nennt die Gründe.',
      }),
    begin: 'Importieren',
    running: (done, total) => `${numeral(done)} von ${plural(total, { one: '# Foto', other: '# Fotos' })}`,
    states: { running: 'Fotos werden verarbeitet', paused: 'Angehalten', finished: 'Abgeschlossen' },
    progress: 'Fortschritt des Imports',
    failed: (reason) => `Der Import wurde abgebrochen: ${reason}`,
    handing: 'Fotos werden gelesen. Sie können das Fenster weiter benutzen.',
    alone: 'Alle Fotos sind gelesen. Der Import läuft weiter, auch wenn Sie dieses Fenster schließen.',
    missing: (number) =>
      plural(number, {
        one: '# Foto konnte nicht gelesen werden, bevor das Fenster geschlossen wurde. Wählen Sie denselben Ordner erneut; nichts wird doppelt importiert.',
        other:
          '# Fotos konnten nicht gelesen werden, bevor das Fenster geschlossen wurde. Wählen Sie denselben Ordner erneut; nichts wird doppelt importiert.',
      }),
    noSpace: 'Der Datenträger ist fast voll. Der Import wartet, bis Platz frei ist.',
    pause: 'Anhalten',
    resume: 'Fortsetzen',
    end: 'Beenden',
    endTitle: 'Diesen Import beenden?',
    endText: 'Bereits hinzugefügte Fotos bleiben. Noch nicht verarbeitete werden ausgelassen.',
    people: (number) =>
      plural(number, { one: 'Fotos für # Person hinzugefügt', other: 'Fotos für # Personen hinzugefügt' }),
    counts: {
      taken: (number) => `${number} hinzugefügt`,
      known: (number) => `${number} bereits registriert`,
      refused: (number) => `${number} abgelehnt`,
      review: (number) => `${number} zu prüfen`,
      skipped: (number) => `${number} übersprungen`,
    },
    reportTitle: 'Abgelehnte Fotos',
    reportNone: 'Nichts wurde abgelehnt.',
    reportMore: (number) => `Und ${numeral(number)} weitere; sie stehen im Bericht.`,
    save: 'Bericht speichern',
    reportFile: 'importbericht',
    columns: { path: 'Datei', name: 'Name', number: 'Personalnummer', state: 'Ergebnis', reason: 'Grund' },
    outcomes: {
      missing: 'Nicht gelesen',
      waiting: 'Noch nicht verarbeitet',
      held: 'Wartet auf Einwilligung',
      taken: 'Hinzugefügt',
      known: 'Bereits registriert',
      refused: 'Abgelehnt',
      review: 'Zu prüfen',
      skipped: 'Übersprungen',
    },
    reasons: {
      'other-format': 'Dieses Bildformat wird nicht unterstützt. Speichern Sie es als JPEG, PNG oder WebP.',
      'no-person': 'Es ist unklar, wer das ist. Legen Sie es in einen Ordner, der nach der Person benannt ist.',
      'invalid-input': 'Die Zeile braucht einen Namen und ein Foto.',
      'photo-of-another': 'Die Liste ordnet dieses Foto auch jemand anderem zu. Behalten Sie nur eine der Zeilen.',
      'employee-number-taken': 'Die Personalnummer gehört jemand anderem. Korrigieren Sie den Namen oder die Nummer.',
      'name-unclear': 'Mehrere Personen haben diesen Namen. Ergänzen Sie die Personalnummer.',
      'consent-missing': 'Die Einwilligung kam nicht rechtzeitig',
      'person-left':
        'Diese Person ist ausgeschieden. Tragen Sie einen neuen ersten Tag ein, bevor Sie Fotos hinzufügen.',
      'stopped-recognition':
        'Die Erkennung ist an diesem Foto zweimal gescheitert. Speichern Sie es neu oder verwenden Sie ein anderes.',
      'file-not-found': 'Das Foto war nicht unter den Dateien. Wählen Sie es zusammen mit der Liste aus.',
      'duplicate-photo': 'Die Zeile wiederholt eine frühere.',
    },
    queueTitle: 'Zu prüfen',
    queueText:
      'Diese Fotos wurden nicht automatisch hinzugefügt. Sie bleiben verschlüsselt erhalten, bis Sie entscheiden.',
    place: (number, total) => `${number} von ${total}`,
    earlier: 'Vorheriges Foto',
    later: 'Nächstes Foto',
    filed: (name) => `Abgelegt unter ${name}`,
    photoOf: (name) => `Unter ${name} abgelegtes Foto`,
    questions: {
      'several-faces': (name) => `Welches Gesicht ist ${name}?`,
      'face-too-small': (name) => `Ist dieses Foto von ${name} gut genug?`,
      'low-quality': (name) => `Ist dieses Foto von ${name} gut genug?`,
      'looks-like-somebody-else': (name) => `Ist ${name} jemand anderes?`,
      'unlike-own-photos': (name) => `Ist das ${name}?`,
    },
    explain: {
      'several-faces': 'Wählen Sie im Foto das richtige Gesicht aus.',
      'face-too-small': 'Das Gesicht ist klein. Mit diesem Foto wird die Erkennung weniger zuverlässig.',
      'low-quality':
        'Das Bild liegt unter dem Minimum für die Registrierung. Mit diesem Foto wird die Erkennung weniger zuverlässig.',
      'unlike-own-photos': 'Das Gesicht ähnelt den vorhandenen Fotos nicht.',
      'looks-like-somebody-else': (name, similarity) =>
        `Das Gesicht ähnelt ${name}, bereits registriert (Ähnlichkeit ${similarity}).`,
    },
    take: 'Dieses Gesicht verwenden',
    takeAnyway: 'Trotzdem verwenden',
    same: (name) => `Das ist ${name} – Foto dort hinzufügen`,
    sameHint: (name) => `Es wurde versehentlich oder in anderer Schreibweise unter ${name} abgelegt.`,
    merge: (name) => `Dieselbe Person – beide in ${name} zusammenführen`,
    mergeHint:
      'Fotos, Buchungen, Abwesenheiten und PIN gehen an eine Person. Auf der Seite der Person lässt sich das später rückgängig machen.',
    different: (name) => `Verschiedene Personen – zu ${name} hinzufügen`,
    differentHint: 'Die beiden können von nun an leichter verwechselt werden.',
    ownPhoto: (name) => `Ja, das ist ${name}`,
    skip: 'Dieses Foto überspringen',
    alike: (number) =>
      plural(number, { one: 'Auch für # weiteres Foto dieser Art', other: 'Auch für # weitere Fotos dieser Art' }),
    decided: (number) => plural(number, { one: '# Foto geprüft', other: '# Fotos geprüft' }),
  },
}
