import type { BackupsMessages } from '../en/backups.ts'
import { plural } from './grammar.ts'

/** The words of backups, the key they open with, and restoring one, in German. */
export const backups: BackupsMessages = {
  backups: {
    title: 'Sicherungen',
    link: 'Kopien aller Daten, täglich oder wann immer Sie eine möchten.',
    text: 'Eine Sicherung ist eine einzelne Datei, die alles enthält, was hier gespeichert ist. Die Gesichter und Fotos darin lassen sich nur mit dem Schlüssel dieser Daten öffnen.',
    schedule: 'Tägliche Sicherung',
    scheduleText:
      'Rollcall behält die jeweils letzte Sicherung der vergangenen 7 Tage, 4 Wochen und 12 Monate und löscht ältere. Jede Sicherung wird überprüft. Fällt eine aus, wird sie nachgeholt, sobald Rollcall wieder läuft.',
    daily: 'Täglich sichern',
    time: 'Uhrzeit',
    folder: 'Ordner',
    folderHint:
      'Verwenden Sie möglichst einen anderen Datenträger. Eine Sicherung auf demselben geht verloren, wenn er ausfällt.',
    ownFolder: 'Datenordner verwenden',
    soon: 'Die erste Sicherung erfolgt innerhalb einer Minute.',
    lastMade: (at) => `Letzte Sicherung: ${at}.`,
    lastFailed: (at, folder) =>
      `Die Sicherung am ${at} ist fehlgeschlagen. Prüfen Sie, ob ${folder} vorhanden und beschreibbar ist und genug Speicherplatz hat. Rollcall versucht es stündlich erneut.`,
    next: (at) => `Nächste Sicherung: ${at}.`,
    list: 'Vorhandene Sicherungen',
    listText:
      'Sicherungen in diesem Ordner und im Datenordner. Von Hand erstellte bleiben erhalten, bis Sie sie löschen.',
    make: 'Jetzt sichern',
    making: 'Sicherung läuft …',
    made: 'Sicherung abgeschlossen.',
    noneTitle: 'Noch keine Sicherungen',
    none: 'Fällt dieser Datenträger aus, ist alles darauf verloren. Erstellen Sie eine Sicherung und bewahren Sie eine Kopie an einem anderen Ort auf.',
    kinds: { scheduled: 'Automatisch', manual: 'Von Hand' },
    age: (days) => (days <= 0 ? 'Heute' : plural(days, { one: 'Gestern', other: 'Vor # Tagen' })),
    remove: (moment) => `Sicherung vom ${moment} löschen`,
    removeTitle: 'Diese Sicherung löschen?',
    removeText: (moment) => `Die Sicherung vom ${moment} wird endgültig gelöscht.`,
    removeAction: 'Löschen',
    exports: 'Exporte aufbewahren',
    exportsHint:
      'Exportierte Dateien werden aus dem Datenordner gelöscht, sobald Sie sie gespeichert haben. Was dort liegen bleibt oder über die Befehlszeile exportiert wird, bleibt so lange erhalten.',
    exportsFor: (days) => (days === null ? 'Bis sie gelöscht werden' : plural(days, { one: '# Tag', other: '# Tage' })),
    key: 'Wiederherstellungsschlüssel',
    keyText:
      'Damit lässt sich eine Sicherung auf jedem Computer öffnen, auch wenn es diesen nicht mehr gibt. Haben diese Daten eine Passphrase, geht es auch mit ihr.',
    showKey: 'Schlüssel anzeigen',
    keyPrinted: (date, number) =>
      `Rollcall-Wiederherstellungsschlüssel Nummer ${number}, ${date}. Groß- und Kleinschreibung spielt keine Rolle.`,
    keyCare:
      'Notieren oder drucken Sie ihn und bewahren Sie ihn getrennt von Ihren Sicherungen auf. Wer beides hat, kann die Gesichter und Fotos öffnen.',
    printKey: 'Drucken',
  },
  keeper: {
    title: 'Was den Schlüssel verwahrt',
    text: 'Wer den Schlüssel dieser Daten hat, kann Gesichter und Fotos öffnen. Bewahren Sie ihn möglichst getrennt von den Daten auf.',
    besides: {
      folder: 'Er liegt im Ordner der Daten: Wer den Ordner kopiert, kann sie öffnen.',
      disk: 'Er liegt auf demselben Datenträger wie die Daten: Wer diesen hat, kann sie öffnen.',
      elsewhere: 'Er liegt auf einem anderen Datenträger als die Daten.',
    },
    movedAt: (at) => `Dort verwahrt seit ${at}.`,
    since: (number, at) =>
      `Das ist Schlüssel Nummer ${number}, in Gebrauch seit ${at}. Ältere Sicherungen öffnet der frühere Wiederherstellungsschlüssel.`,
    isKeyItself:
      'Eine Kopie dessen, was den Schlüssel jetzt verwahrt, öffnet diese Daten auch nach einer Änderung. Erst ein neuer Schlüssel beendet das.',
    interrupted: (at) =>
      `Ein neuer Schlüssel wurde am ${at} begonnen und abgebrochen. Nichts wurde geändert. Erstellen Sie ihn noch einmal.`,
    change: 'Ändern …',
    changeTitle: 'Ändern, was den Schlüssel verwahrt',
    changeText:
      'Die Daten selbst bleiben, wie sie sind. Die Zeiterfassung pausiert eine Sekunde, und alle melden sich neu an.',
    places: { file: 'Schlüsseldatei', 'key-chain': 'Schlüsselbund', passphrase: 'Passphrase' },
    hints: {
      file: 'Eine Datei im Datenordner. Rollcall startet ohne Nachfrage, aber wer den Ordner kopiert, kann die Daten öffnen.',
      'key-chain':
        'Das Betriebssystem verwahrt ihn für den angemeldeten Benutzer. Kein anderer Computer kann die Daten öffnen.',
      passphrase:
        'Rollcall fragt bei jedem Start danach. Ohne sie öffnet nur der Wiederherstellungsschlüssel die Daten.',
    },
    passphraseHint: 'Mindestens 12 Zeichen. Vier Wörter ohne Zusammenhang sind gut.',
    save: 'Ändern',
    changed: 'Geändert. Was den Schlüssel vorher verwahrte, öffnet diese Daten nicht mehr.',
    changedNotAll:
      'Geändert. Eine Kopie dessen, was den Schlüssel vorher verwahrte, öffnet diese Daten noch, bis Sie einen neuen Schlüssel erstellen.',
    renew: 'Neuer Schlüssel …',
    renewTitle: 'Neuen Schlüssel erstellen?',
    renewText:
      'Alles wird neu verschlüsselt, und der alte Schlüssel öffnet hier nichts mehr. Solange wird niemand erfasst: einige Sekunden, bei vielen Fotos einige Minuten. Bisherige Sicherungen öffnet nur der jetzt gültige Wiederherstellungsschlüssel. Schreiben Sie ihn vorher auf.',
    renewAction: 'Neuen Schlüssel erstellen',
    renewed: (number) =>
      `Diese Daten haben einen neuen Schlüssel, Nummer ${number}. Schreiben Sie seinen Wiederherstellungsschlüssel auf.`,
  },
  restore: {
    open: 'Wiederherstellen …',
    other: 'Aus einer anderen Datei wiederherstellen',
    otherText:
      'Eine Sicherung von einem anderen Datenträger oder Computer. Hat sie einen anderen Schlüssel als diese Daten, werden Sie danach gefragt.',
    choose: 'Datei auswählen …',
    handing: (share) => `Datei wird gelesen … ${share}`,
    kept: 'Durch Wiederherstellung ersetzt',
    keptText: 'Der Stand vor jeder Wiederherstellung. Er bleibt erhalten, bis Sie ihn aus dem Datenordner löschen.',
    title: 'Sicherung wiederherstellen',
    checking: 'Die Sicherung wird geprüft. Bei großen dauert das bis zu einer Minute. Noch wird nichts geändert.',
    written: 'Gespeichert',
    inBackup: 'In der Sicherung',
    here: 'Aktueller Stand',
    holds: (people, entries) =>
      `${plural(people, { one: '# Person', other: '# Personen' })}, ${plural(entries, { one: '# Buchung', other: '# Buchungen' })}`,
    newest: (at) => `Letzte Buchung: ${at}`,
    goes: 'Nicht in der Sicherung, wird entfernt',
    nothingGoes: 'Nichts. Der aktuelle Stand ist vollständig in der Sicherung enthalten.',
    returns: (people) =>
      plural(people, {
        one: '# Person, die es hier nicht mehr gibt, ist danach wieder da. Führen Sie sie anschließend erneut zusammen oder löschen Sie sie erneut.',
        other:
          '# Personen, die es hier nicht mehr gibt, sind danach wieder da. Führen Sie sie anschließend erneut zusammen oder löschen Sie sie erneut.',
      }),
    leftOut: 'Seitdem gelöscht, bleibt gelöscht',
    people: (people, photos) =>
      `${plural(people, { one: '# Person', other: '# Personen' })}, ${plural(photos, { one: '# Foto', other: '# Fotos' })}`,
    listMissing:
      'Dieser Computer weiß nicht vollständig, was nach dieser Sicherung gelöscht wurde. Was er nicht kennt, ist danach wieder da: Löschen Sie es anschließend erneut.',
    unreadable: 'Die aktuellen Daten sind nicht lesbar. Sie werden unverändert aufbewahrt.',
    auditBroken: 'Das Prüfprotokoll der Sicherung wurde verändert oder gekürzt.',
    promise:
      'Der aktuelle Stand bleibt im Datenordner erhalten, sodass Sie zurückkehren können. Die Zeiterfassung pausiert für einige Sekunden.',
    run: 'Wiederherstellen',
    running: 'Wird wiederhergestellt …',
    done: 'Die Sicherung ist wiederhergestellt.',
    keyAsked:
      'Diese Sicherung braucht den Schlüssel, mit dem sie erstellt wurde. Geben Sie ihren Wiederherstellungsschlüssel ein oder wählen Sie ihre Schlüsseldatei.',
    keyNumber: (number) => `Sie wurde mit Schlüssel Nummer ${number} erstellt.`,
    passphraseAsked:
      'Diese Sicherung wurde mit einer Passphrase erstellt. Geben Sie diese oder den Wiederherstellungsschlüssel ein.',
    lookAgain: 'Sicherung öffnen',
    keyKind: 'Öffnen mit',
    keyKinds: { 'recovery-key': 'Wiederherstellungsschlüssel', file: 'Schlüsseldatei', passphrase: 'Passphrase' },
    recoveryKeyHint:
      'Vier Zeilen mit je 16 Buchstaben und Ziffern. Leerzeichen und Großschreibung spielen keine Rolle.',
    keyFileHint: 'Die Datei „key“ aus dem anderen Datenordner oder eine Textdatei mit dem Wiederherstellungsschlüssel.',
    passphraseHint: 'Rollcall fragt bei jedem Start danach.',
    keyWrong: 'Damit lässt sie sich nicht öffnen. Prüfen Sie, ob es der richtige Schlüssel ist.',
    keySlip: (row) => `In Zeile ${row} ist ein Fehler. Vergleichen Sie sie mit Ihrer Aufzeichnung.`,
    keyLength:
      'Das ist weder ein Wiederherstellungsschlüssel noch eine Schlüsseldatei. Ein Wiederherstellungsschlüssel hat vier Zeilen mit je 16 Buchstaben und Ziffern.',
  },
}
