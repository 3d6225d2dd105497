import type { NoticesMessages } from '../en/notices.ts'
import { type DamageWords, damageText } from '../notice-words.ts'
import { list, plural } from './grammar.ts'

const damage: DamageWords = {
  kinds: {
    template: (of) =>
      `Ein gespeichertes Gesicht von ${of} ist beschädigt und wird bei der Erkennung ausgelassen. Löschen Sie das Foto und nehmen Sie ein neues auf.`,
    photo: (of) =>
      `Ein gespeichertes Foto von ${of} ist beschädigt und lässt sich nicht anzeigen; die Erkennung läuft weiter. Um es wieder zu sehen, löschen Sie es und nehmen Sie ein neues auf.`,
    pin: (of) => `Die PIN von ${of} ist beschädigt und ungültig. Legen Sie eine neue fest.`,
    name: (of) =>
      `Der Name von ${of} stimmt nicht mehr mit dem überein, wonach gesucht wird. Prüfen Sie Name, Nummer und Gruppen und speichern Sie sie erneut.`,
    groups: (of) => `Die Gruppen von ${of} sind beschädigt und zählen als keine. Wählen Sie sie erneut aus.`,
    entry: (of) =>
      `Beschädigte Buchungen (${of}) fehlen im Protokoll und in den Stunden. Stellen Sie eine Sicherung wieder her, um sie zu sehen.`,
    'entry-name': (of) =>
      `Buchungen tragen jetzt den Namen „${of}“, unter dem sie nicht geschrieben wurden. Stellen Sie eine Sicherung wieder her.`,
    visitor: (of) => `Beschädigte unbekannte Gesichter (${of}) werden ausgelassen, bis ihre Frist endet.`,
    request: (of) => `Ein Korrekturantrag von ${of} ist beschädigt und wird ausgelassen. Bitten Sie um einen neuen.`,
    merge: (of) =>
      `Eine Zusammenführung in ${of} ist beschädigt und lässt sich nicht mehr rückgängig machen. Stellen Sie bei Bedarf eine Sicherung wieder her.`,
    setting: (of) =>
      `Für beschädigte Einstellungen (${of}) gelten vorerst die Standardwerte. Nehmen Sie sie erneut vor.`,
    document: (of) =>
      `Beschädigt: ${of}. Verwendet wird die vorherige Fassung oder der Standard; das Gespeicherte blieb unverändert. Prüfen und speichern Sie erneut, oder stellen Sie eine Sicherung wieder her.`,
    metric: (of) =>
      `Die gelernte Metrik ${of} ist beschädigt und wird nicht verwendet. Trainieren Sie sie erneut, oder stellen Sie eine Sicherung wieder her.`,
    webhook: (of) =>
      `Der Webhook an ${of} ist beschädigt und sendet möglicherweise nichts. Erstellen Sie einen neuen Schlüssel.`,
    token: (of) =>
      `Das Token „${of}“ ist beschädigt und gewährt keinen Zugriff. Widerrufen Sie es und erstellen Sie ein neues.`,
  },
  documents: {
    'attendance-rules': 'Regeln und Arbeitszeitmodelle',
    kiosks: 'Terminals',
    'log-filters': 'gespeicherte Filter',
    'model-pack': 'Wahl der Modelle',
    'model-change': 'Wechsel des Modells',
  },
  comma: ', ',
  space: ' ',
  more: (count) => `${count} weitere`,
}

/** The words of the notices that appear on every screen, in German. */
export const notices: NoticesMessages = {
  notices: {
    'kiosk-blind': ({ kiosk }) =>
      `Die Kamera am Terminal „${kiosk}“ hat seit einer Minute nichts gesehen. Ist sie verdeckt?`,
    'pin-locked': ({ locked, kiosk }) => {
      if (locked === 'all')
        return 'Zu viele falsche PINs an allen Terminals zusammen. Die PIN-Eingabe ist vorübergehend gesperrt; Gesichter werden weiter erkannt.'
      return locked === 'kiosk'
        ? `Zu viele falsche PINs am Terminal „${kiosk}“. Dort ist die PIN-Eingabe vorübergehend gesperrt.`
        : `Zu viele falsche PINs zu einer Personalnummer am Terminal „${kiosk}“. Die Nummer ist vorübergehend gesperrt.`
    },
    'engine-restarted': 'Die Erkennung wurde neu gestartet. Keine Buchung ging verloren.',
    'provider-fell-back':
      'Die Erkennung läuft auf einem langsameren Prozessor, weil der bevorzugte ausgefallen ist. Näheres unter Einstellungen.',
    'index-rebuilt': 'Der Suchindex wurde aus der Datenbank neu aufgebaut.',
    'photo-put-aside':
      'Ein Foto hat die Erkennung zweimal zum Absturz gebracht und wird nicht mehr verwendet. Speichern Sie es in einem anderen Programm neu oder verwenden Sie ein anderes.',
    'data-damaged': damageText(damage),
    'account-locked':
      'Falsche Passphrasen haben ein Konto vorübergehend gesperrt. Wenn es nicht sein Inhaber war: Das Protokoll der Änderungen zeigt, wo es versucht wurde.',
    'database-damaged':
      'Die Datenbank ist beschädigt. Kopieren Sie den Datenordner und stellen Sie die letzte Sicherung von vor dem Schaden wieder her.',
    'database-changed':
      'Die Datenbankdatei wurde beschädigt oder von einem anderen Programm geändert, während Rollcall geschlossen war. Was Sie sehen, kann falsch sein. Stellen Sie die neueste Sicherung wieder her, sofern Sie die Datei nicht selbst geändert haben.',
    'records-changed': ({ rows, total }) =>
      `Ein anderes Programm hat die Datenbank verändert (${total}): ${rows}. Vergleichen Sie mit einer Sicherung.`,
    'audit-broken': ({ entry }) =>
      `Das Prüfprotokoll wurde ab Eintrag ${entry} verändert oder gekürzt. Vergleichen Sie es mit einer Sicherung.`,
    'records-older': ({ made }) =>
      `Eine ältere Kopie der Daten wurde eingesetzt: Ein Nachweis vom ${made} kennt spätere Aufzeichnungen. Stellen Sie die neueste Sicherung wieder her, wenn Sie die Kopie nicht selbst eingesetzt haben. Das Prüfprotokoll sagt, wann das auffiel.`,
    'records-differ': ({ made }) =>
      `Aufzeichnungen von vor dem ${made} sind nicht mehr, was sie waren; das zeigt der damals aufbewahrte Nachweis. Vergleichen Sie sie mit einer Sicherung aus dieser Zeit.`,
    'head-not-kept': ({ folder }) =>
      `Der Nachweis der Aufzeichnungen lässt sich nicht in ${folder} ablegen. Schließen Sie den Datenträger an, oder wählen Sie unter „Nachweis für Prüfer“ einen anderen Ordner.`,
    'entries-gone': ({ entries, audit }) =>
      `Seit dem letzten Start fehlen bereits gespeicherte Daten: ${list([
        plural(Number(entries), { one: '# Buchung', other: '# Buchungen' }),
        ...(Number(audit) > 0
          ? [plural(Number(audit), { one: '# Zeile des Prüfprotokolls', other: '# Zeilen des Prüfprotokolls' })]
          : []),
      ])}. Wenn Sie nicht selbst eine Sicherung wiederhergestellt haben, stellen Sie die neueste wieder her, oder tragen Sie die Buchungen unter Korrekturen nach.`,
    'data-restored': 'Eine Sicherung wurde wiederhergestellt. Alle Anzeigen stammen jetzt aus der Sicherung.',
    'database-replaced':
      'Die Datenbank wurde verschoben, ersetzt oder gelöscht, während Rollcall geöffnet war. Es wird nichts erfasst. Legen Sie sie zurück oder stellen Sie unter Einstellungen, Sicherungen eine Sicherung wieder her.',
    'clock-moved': 'Die Uhr dieses Computers wurde verstellt. Buchungen um diese Zeit sind gekennzeichnet.',
    'zone-differs': ({ machine, counted }) =>
      `Dieser Computer ist in der Zeitzone ${machine}. Tage werden weiterhin in ${counted} gezählt. Ist das Büro umgezogen, ändern Sie das unter Arbeitszeiten, Regeln.`,
    'disk-nearly-full':
      'Der Datenträger ist fast voll. Geben Sie Speicherplatz frei, damit Buchungen gespeichert werden können.',
    'backup-overdue': ({ folder }) =>
      `Die tägliche Sicherung ist fehlgeschlagen. Prüfen Sie, ob ${folder} vorhanden und beschreibbar ist und genug Speicherplatz hat, und wählen Sie dann unter Einstellungen, Sicherungen „Jetzt sichern“. Rollcall versucht es stündlich erneut.`,
    'backup-caught-up': 'Die tägliche Sicherung funktioniert wieder.',
    'templates-held-back': ({ count }) =>
      `${plural(Number(count), { one: '# Gesichtsvorlage stammt', other: '# Gesichtsvorlagen stammen' })} von einem anderen Modell als dem, das jetzt entscheidet. Sie bleiben gespeichert und werden mit niemandem verglichen; wo ein Foto dabei ist, wird es neu eingelesen.`,
    'station-silent': ({ stations }) =>
      `Meldet sich länger nicht, als die Öffnungszeiten erklären: ${stations}. Prüfen Sie den Computer und sein Netz. Siehe Einstellungen, Büro.`,
    'station-apart':
      'Diese Station erreicht den Server ihres Büros nicht, und Warten hilft nicht. Sie arbeitet allein weiter. Was zu tun ist, steht unter Einstellungen, Büro.',
    'threshold-drift':
      'Die Erkennung hat sich verändert, seit der Schwellenwert festgelegt wurde. Prüfen Sie ihn in den Einstellungen.',
    'demo-failed':
      'Die Personen der Demo konnten nicht registriert werden. Löschen Sie den Datenordner der Demo und starten Sie neu.',
    'threshold-recomputed': 'Der Schwellenwert wurde für die jetzt registrierten Personen neu berechnet.',
  },
}
