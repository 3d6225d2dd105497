import type { ErrorsMessages } from '../en/errors.ts'
import { fieldColumns } from '../field-columns.ts'
import { list } from './grammar.ts'

/** The words of whatever failed, by its code, in German. */
export const errors: ErrorsMessages = {
  errors: {
    conflict: 'Das verträgt sich nicht mit etwas anderem. Sehen Sie es sich noch einmal an und entscheiden Sie dann.',
    busy: 'Daran wird gerade gearbeitet. Versuchen Sie es gleich noch einmal.',
    'not-found': 'Das gibt es nicht mehr.',
    'not-allowed': 'Das ist hier nicht möglich.',
    'invalid-input': 'Eine Eingabe ist ungültig. Prüfen Sie sie und versuchen Sie es erneut.',
    'not-an-image': 'Das ist kein Bild. Verwenden Sie JPEG, PNG, WebP oder HEIC.',
    'image-truncated': 'Die Datei ist unvollständig. Kopieren Sie sie erneut vom Ursprungsort.',
    'image-too-large':
      'Das Bild ist zu groß. Erlaubt sind 50 Megapixel, 20.000 Pixel je Seite und ein Seitenverhältnis von 20:1.',
    'image-too-small': 'Das Bild ist zu klein, um darin ein Gesicht zu finden.',
    'file-not-found': 'Die Datei ist nicht mehr vorhanden.',
    'file-unreadable': 'Die Datei lässt sich nicht lesen. Prüfen Sie ihre Zugriffsrechte.',
    'csv-wrong-columns': `Die Tabelle braucht die Spalten name und photo; ${list(fieldColumns)} sind optional.`,
    'calendar-unreadable': 'Diese Datei ist kein Kalender. Wählen Sie eine Datei mit der Endung .ics.',
    'calendar-too-large':
      'Dieser Kalender hat zu viele Einträge. Exportieren Sie einen kürzeren Zeitraum oder nur die Feiertage.',
    'embeddings-unreadable':
      'Diese Embeddings lassen sich nicht verwenden. Exportieren Sie sie neu und importieren Sie die neue Datei.',
    'pairs-unreadable': 'Diese Liste von Paaren lässt sich nicht lesen.',
    'frame-malformed': 'Das Kamerabild war nicht lesbar. Laden Sie das Fenster neu.',
    'model-missing': 'Eine Modelldatei fehlt. Führen Sie die Einrichtung erneut aus.',
    'model-damaged': 'Eine Modelldatei ist beschädigt. Führen Sie die Einrichtung erneut aus, um sie zu ersetzen.',
    'model-unsupported': 'Dieses Modell lässt sich hier nicht verwenden. Wählen Sie ein anderes Paket.',
    'provider-failed': 'Der Grafikprozessor ist ausgefallen. Die Erkennung läuft auf dem nächsten verfügbaren weiter.',
    'vision-stopped': 'Die Erkennung wurde unerwartet beendet. Sie sollte gleich wieder da sein.',
    'stopped-recognition':
      'Die Erkennung ist an diesem Foto zweimal gescheitert. Speichern Sie es neu oder verwenden Sie ein anderes.',
    'download-failed':
      'Das Herunterladen ist fehlgeschlagen. Versuchen Sie es erneut, oder fügen Sie die Modelle aus einer Datei hinzu.',
    'database-missing':
      'Die Datenbank fehlt. Stellen Sie eine Sicherung wieder her oder wählen Sie einen neuen Ordner.',
    'database-newer': 'Die Daten stammen von einer neueren Rollcall-Version. Installieren Sie diese, um sie zu öffnen.',
    'database-damaged': 'Die Datenbank ist beschädigt. Stellen Sie die letzte Sicherung wieder her.',
    'database-busy': 'Die Datenbank ist belegt. Versuchen Sie es gleich noch einmal.',
    'disk-full':
      'Der Datenträger ist voll. Geben Sie Speicherplatz frei und versuchen Sie es erneut; bereits Gespeichertes geht nicht verloren.',
    'disk-failed':
      'Der Datenträger liest oder schreibt nicht richtig. Bestätigtes ist gespeichert; lassen Sie den Datenträger prüfen und versuchen Sie es dann erneut.',
    'key-missing': 'Der Schlüssel zu den Fotos fehlt. Legen Sie die Schlüsseldatei zurück.',
    'key-wrong': 'Der Schlüssel passt nicht zu diesen Daten. Verwenden Sie den, mit dem sie angelegt wurden.',
    'database-replaced':
      'Die Datenbank wurde verschoben, ersetzt oder gelöscht, während Rollcall geöffnet war; es wird nichts erfasst. Legen Sie sie zurück oder stellen Sie unter Einstellungen, Sicherungen eine Sicherung wieder her.',
    'backup-failed':
      'Die Sicherung konnte nicht geschrieben werden. Prüfen Sie den Ordner und den freien Speicherplatz.',
    'not-a-backup': 'Diese Datei ist keine Rollcall-Sicherung. Wählen Sie eine andere.',
    'backup-damaged': 'Diese Sicherung ist beschädigt. Wählen Sie eine andere.',
    'restore-failed':
      'Die Sicherung wurde nicht wiederhergestellt und nichts geändert. Schließen Sie andere Programme, die die Daten verwenden, und versuchen Sie es erneut.',
    'data-in-use': 'Diese Daten sind bereits in einem anderen Rollcall geöffnet. Schließen Sie es zuerst.',
    'person-not-found': 'Diese Person wurde inzwischen gelöscht.',
    'template-not-found': 'Dieses Foto wurde inzwischen gelöscht.',
    'event-not-found': 'Diese Buchung gibt es nicht.',
    'employee-number-taken': 'Diese Personalnummer ist bereits vergeben.',
    'names-not-unique':
      'Mehrere Personen haben denselben Namen, sodass Odoo die Stunden nicht zuordnen könnte. Verwenden Sie stattdessen die externe ID.',
    'unlike-own-photos': 'Das Gesicht ähnelt den vorhandenen Fotos nicht.',
    'model-mismatch': 'Diese Gesichter wurden mit einem anderen Modell gespeichert. Registrieren Sie sie erneut.',
    'too-little-data': 'Dafür gibt es noch nicht genug Fotos. Registrieren Sie zuerst mehr Personen.',
    'office-unknown-host':
      'Der Name des Servers ist unbekannt. Prüfen Sie das Netz und, falls er sich geändert hat, den Namen.',
    'office-unreachable':
      'Der Server des Büros antwortet nicht. Prüfen Sie, ob er läuft und ob etwas die Verbindung blockiert.',
    'office-too-slow': 'Der Server antwortet zu langsam. Prüfen Sie das Netz und die Auslastung des Servers.',
    'office-certificate':
      'Das Zertifikat des Servers ist nicht vertrauenswürdig. Lassen Sie es erneuern, oder geben Sie das Zertifikat seiner Zertifizierungsstelle an.',
    'office-no-encryption':
      'Der Server bietet keine Verschlüsselung (TLS). Schalten Sie sie dort ein; ohne sie geht es nicht.',
    'office-password-wrong':
      'Der Server lehnt den Namen oder das Passwort ab. Prüfen Sie beides, oder lassen Sie diese Station neu einladen.',
    'office-server-too-old': 'Auf dem Server läuft ein PostgreSQL vor Version 15. Lassen Sie es aktualisieren.',
    'office-server-full':
      'Die Festplatte des Servers ist voll. Schaffen Sie dort Platz; bis dahin geht nichts verloren.',
    'office-server-busy': 'Der Server nimmt keine weiteren Verbindungen an. Lassen Sie die Grenze erhöhen.',
    'office-another-database': 'Diese Datenbank gehört einem anderen Programm. Verwenden Sie eine leere.',
    'office-missing': 'In dieser Datenbank gibt es kein Büro. Prüfen Sie Server und Datenbank.',
    'office-no-rights':
      'Dieses Konto darf keine Rollen oder Schemas anlegen. Verwenden Sie den Eigentümer der Datenbank mit dem Recht, Rollen anzulegen.',
    'office-records-newer':
      'Das Büro benutzt eine neuere Version von Rollcall. Aktualisieren Sie diese Station; bis dahin arbeitet sie allein weiter.',
    'office-records-older':
      'Die Daten des Büros sind von einer früheren Version. Lassen Sie sie vom Administrator des Servers aktualisieren.',
    'office-records-changed':
      'Die Tabellen des Büros wurden von Hand geändert. Stellen Sie die Sicherung des Servers wieder her, oder machen Sie die Änderung rückgängig.',
    'office-values-changed':
      'Etwas auf dem Server wurde vertauscht oder verändert und deshalb abgelehnt. Klären Sie, wer Zugang zum Server hat.',
    'office-numbers-missing': 'Auf dem Server fehlen Änderungen dieser Station. Starten Sie die Prüfung des Büros.',
    'office-key-missing':
      'Dieser Station fehlt noch der neueste Schlüssel des Büros. Er kommt mit dem nächsten Austausch.',
    'office-key-wrong':
      'Der Schlüssel gehört nicht zu diesem Büro. Prüfen Sie den Wiederherstellungsschlüssel, oder lassen Sie diese Station neu einladen.',
    'office-station-revoked':
      'Diese Station wurde gesperrt. Verlassen Sie hier das Büro, und lassen Sie sie neu einladen, falls sie gebraucht wird.',
    'office-station-copied':
      'Ein anderer Computer arbeitet als diese Station, vielleicht mit einer Kopie ihrer Festplatte. Verlassen Sie hier das Büro, und treten Sie neu bei.',
    'office-station-restored':
      'Diese Station wurde aus einer älteren Sicherung wiederhergestellt. Lassen Sie sie mit dem Stand des Büros weitermachen: Alles kommt zurück.',
    'office-failed':
      'Der Austausch mit dem Büro ist fehlgeschlagen. Das Protokoll nennt den Grund; es wird erneut versucht.',
    'camera-missing': 'Keine Kamera gefunden. Schließen Sie eine an; sie startet von selbst.',
    'camera-refused':
      'Der Zugriff auf die Kamera ist gesperrt. Erlauben Sie ihn für dieses Fenster und versuchen Sie es erneut.',
    'camera-busy': 'Ein anderes Programm verwendet die Kamera. Schließen Sie es; sie startet von selbst.',
    'camera-lost': 'Die Kamera wurde getrennt. Schließen Sie sie wieder an; sie startet von selbst.',
    forbidden: 'Dieses Fenster hat keinen Zugriff. Öffnen Sie Rollcall erneut über den eigenen Link.',
    'wrong-usage': 'So lässt sich der Befehl nicht verwenden.',
    'unknown-method': 'Fenster und Programm haben verschiedene Versionen. Starten Sie Rollcall neu.',
    'engine-stopped': 'Die Erkennung antwortet nicht. Sie sollte gleich wieder da sein.',
    cancelled: 'Der Vorgang wurde abgebrochen.',
    internal:
      'In Rollcall ist ein Fehler aufgetreten. Versuchen Sie es erneut; bleibt er bestehen, starten Sie Rollcall neu.',
  },
  seeLog: (file) => `Wenn Sie den Fehler melden, hängen Sie bitte diese Datei an: ${file}`,
}
