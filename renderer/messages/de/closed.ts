import type { ClosedMessages } from '../en/closed.ts'

/** The words of the page that stands where the data do not open, in German. */
export const closed: ClosedMessages = {
  closed: {
    reasons: {
      missing: {
        title: 'Die Daten von Rollcall fehlen',
        what: 'Hier war eine Datenbank; jetzt fehlt sie oder ist leer. Wurde sie verschoben, legen Sie sie zurück und versuchen Sie es erneut. Stellen Sie andernfalls eine Sicherung wieder her.',
      },
      damaged: {
        title: 'Die Daten von Rollcall sind beschädigt',
        what: 'Die Datenbank ist nicht lesbar. Sie wurde unverändert gelassen. Stellen Sie die letzte Sicherung wieder her; spätere Buchungen sind darin nicht enthalten.',
      },
      newer: {
        title: 'Diese Daten brauchen ein neueres Rollcall',
        what: 'Sie wurden von einer neueren Version gespeichert. Installieren Sie diese, oder stellen Sie eine Sicherung wieder her, die mit der vorliegenden erstellt wurde.',
      },
      keyMissing: {
        title: 'Die Daten von Rollcall sind gesperrt',
        what: 'Der Schlüssel zu den Gesichtern und Fotos fehlt. Legen Sie die Schlüsseldatei zurück oder geben Sie den Wiederherstellungsschlüssel ein.',
      },
      keyWrong: {
        title: 'Die Daten von Rollcall sind gesperrt',
        what: 'Der Schlüssel auf diesem Computer passt nicht zu diesen Daten. Geben Sie den Wiederherstellungsschlüssel ein oder wählen Sie die richtige Schlüsseldatei.',
      },
      passphrase: {
        title: 'Die Daten von Rollcall sind gesperrt',
        what: 'Sie öffnen sich mit der Passphrase, mit der sie eingerichtet wurden.',
      },
    },
    folder: 'Datenordner:',
    key: 'Daten entsperren',
    keyText: 'Nichts wird ersetzt. Rollcall öffnet sich mit allem, was es enthält.',
    open: 'Entsperren',
    backups: 'Sicherung wiederherstellen',
    backupsText: 'Sie sehen, was sie enthält, bevor sich etwas ändert. Der aktuelle Stand bleibt erhalten.',
    noBackups: (folder) => `In ${folder} gibt es keine Sicherungen.`,
    again: 'Schon behoben?',
    againText: 'Sind die Daten oder ihr Datenträger wieder da, öffnen Sie sie.',
    stillClosed: 'Sie lassen sich noch immer nicht öffnen.',
  },
}
