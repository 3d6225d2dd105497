import type { ReasonsMessages } from '../en/reasons.ts'

/** Why something that somebody asked for was refused, in German. */
export const reasons: ReasonsMessages = {
  reasons: {
    'access-decided': 'Wer Rollcall benutzen darf, ist schon festgelegt. Melden Sie sich an.',
    'account-name-taken': 'Ein anderes Konto heißt schon so. Wählen Sie einen anderen Namen.',
    'identity-taken': 'Ein anderes Konto hat diese Anmeldung schon. Entfernen Sie sie dort zuerst.',
    'last-passphrase':
      'Kein anderer Inhaber hat eine Passphrase. Legen Sie zuerst für einen anderen Inhaber eine fest, damit jemand hineinkommt, wenn der Anbieter nicht antwortet.',
    'no-identity-provider': 'Es gibt keinen Identitätsanbieter. Melden Sie sich mit Ihrer Passphrase an.',
    'account-gone': 'Dieses Konto gibt es nicht mehr.',
    'sign-in-needed': 'Sie sind abgemeldet. Melden Sie sich an, um weiterzumachen.',
    'role-forbids': 'Ihr Konto darf das nicht. Fragen Sie jemanden mit der Rolle „Inhaber“.',
    'last-owner': 'Das ist das letzte Inhaberkonto. Machen Sie zuerst jemand anderen zum Inhaber.',
    'passphrase-weak':
      'Diese Passphrase ist zu leicht zu erraten. Nehmen Sie mindestens 12 Zeichen, den eigenen Namen nicht mitgezählt: Vier Wörter ohne Zusammenhang sind gut.',
    'office-joined': 'Dieser Computer gehört schon zu einem Büro. Verlassen Sie es zuerst.',
    'office-none': 'Dieser Computer gehört zu keinem Büro. Legen Sie zuerst eines an, oder treten Sie einem bei.',
    'office-exists': 'In dieser Datenbank gibt es schon ein Büro. Treten Sie ihm mit einer Einladung bei.',
    'stations-changed':
      'Eine andere Station hat das Büro inzwischen geändert. Sehen Sie es sich noch einmal an und entscheiden Sie dann.',
    'invitation-used': 'Dieser Code wurde schon benutzt. Lassen Sie einen neuen erstellen.',
    'invitation-expired': 'Dieser Code ist abgelaufen. Lassen Sie einen neuen erstellen.',
    'station-gone': 'Diese Station oder diesen Standort hat das Büro nicht mehr.',
    'station-waiting': 'Diese Station wartet, bis ihre sechs Wörter an einer anderen Station bestätigt werden.',
    'station-not-managing': 'Diese Station darf das Büro nicht verwalten. Verwenden Sie eine, die es darf.',
    'last-managing-station': 'Keine andere Station darf das Büro verwalten. Erlauben Sie es zuerst einer anderen.',
    'invitation-unreadable':
      'Das ist kein Code eines Büros, oder es fehlt ein Teil davon. Kopieren Sie ihn noch einmal.',
    'office-words-differ':
      'Die Wörter stimmen nicht überein. Sperren Sie diese Station: Vielleicht hat jemand anderes ihren Code benutzt.',
    'changed-meanwhile':
      'Jemand anderes hat das inzwischen geändert. Sehen Sie es sich noch einmal an und ändern Sie es dann.',
    'kiosk-name-taken': 'Ein anderes Terminal heißt bereits so. Wählen Sie einen anderen Namen.',
    'name-ambiguous': 'Mehrere Personen heißen so. Geben Sie auch die Personalnummer an.',
    'pin-unusable': 'Diese PIN lässt sich nicht verwenden. Wählen Sie eine andere.',
    'request-decided': 'Über diesen Antrag wurde bereits entschieden.',
    'photo-decided': 'Über dieses Foto wurde bereits entschieden.',
    'photo-not-waiting': 'Dieses Foto wartet nicht mehr.',
    'another-file':
      'Zum laufenden Import gehört schon eine andere Datei dieses Namens. Warten Sie, bis er fertig ist, oder beenden Sie ihn.',
    'upload-incomplete': 'Ein Teil der Datei ist nicht angekommen. Wählen Sie sie noch einmal aus.',
    'question-expired': 'Das hat zu lange gedauert. Blicken Sie noch einmal in die Kamera.',
    'merge-undone': 'Diese Zusammenführung wurde bereits rückgängig gemacht, oder die Person wurde gelöscht.',
    'check-running': 'Eine Prüfung läuft bereits. Warten Sie, bis sie fertig ist.',
    'records-unsealed':
      'Daten einer früheren Version werden noch versiegelt. Versuchen Sie es in ein paar Minuten noch einmal, oder starten Sie eine Prüfung in den Einstellungen.',
    'folder-unusable':
      'In diesen Ordner lässt sich nichts schreiben. Wählen Sie einen vorhandenen, in den Sie schreiben dürfen.',
    'export-running': 'Dieser Export wird noch geschrieben. Warten Sie, bis er fertig ist, oder brechen Sie ihn ab.',
    'task-running': 'Das läuft bereits. Warten Sie, bis es fertig ist, oder brechen Sie es ab.',
    'metric-changing': 'Die Metrik wird gerade gewechselt. Versuchen Sie es gleich noch einmal.',
    'model-change-going-on': 'Das Modell wird bereits gewechselt. Beenden Sie zuerst diesen Wechsel.',
    'model-not-ready': 'Es sind noch nicht alle Fotos eingelesen. Warten Sie, bis das erledigt ist.',
    'port-taken': 'Ein anderes Programm verwendet diesen Port. Wählen Sie einen anderen.',
    'guest-gone': 'Dieser Gast steht nicht mehr in der Liste.',
    'request-gone': 'Diesen Antrag gibt es nicht mehr.',
    'visitor-gone': 'Dieses unbekannte Gesicht ist nicht mehr gespeichert.',
    'webhook-gone': 'Diesen Webhook gibt es nicht mehr.',
    'metric-gone': 'Diese Metrik gibt es nicht mehr.',
    'no-model-beside': 'Es ist kein anderes Modell vorbereitet.',
    'photo-gone': 'Dieses Foto ist nicht mehr gespeichert.',
    'rule-gone': 'Die Regeln verweisen auf etwas, das es nicht mehr gibt. Prüfen Sie die Zuordnungen.',
    'face-not-in-photo': 'Dieses Gesicht ist nicht auf dem Foto. Wählen Sie eines, das darauf ist.',
    'loss-unknown': 'Eine Verlustfunktion dieses Namens gibt es nicht. Wählen Sie eine aus der Liste.',
    'no-embeddings': 'Es wurden noch keine Embeddings importiert. Importieren Sie zuerst welche.',
    'no-guests-here': 'An diesem Terminal können sich Gäste nicht anmelden. Bitte wenden Sie sich an den Empfang.',
    'entry-final': 'Diese Buchung lässt sich hier nicht mehr ändern. Beantragen Sie eine Korrektur.',
    'merge-with-self': 'Eine Person lässt sich nicht mit sich selbst zusammenführen. Wählen Sie eine andere.',
    'consent-missing':
      'Diese Person hat dem Buchen mit dem Gesicht nicht zugestimmt. Erfassen Sie die Einwilligung, bevor Sie Fotos hinzufügen.',
    'refused-since':
      'Diese Person hat seit der Unterschrift auf diesem Papier abgelehnt oder widerrufen. Bitten Sie um eine neue Unterschrift.',
    'person-left': 'Diese Person ist ausgeschieden. Tragen Sie einen neuen ersten Tag ein, bevor Sie Fotos hinzufügen.',
    'groups-in-future': 'Gruppen lassen sich nicht im Voraus ändern. Wählen Sie heute oder einen früheren Tag.',
    'metric-not-better': 'Diese Metrik hat sich an Ihren Daten nicht bewährt und lässt sich deshalb nicht verwenden.',
    'too-many-windows': 'Es sind zu viele Terminalfenster offen. Schließen Sie zuerst eines.',
    'not-printable': 'Nur eine Seite, die für den Druck erstellt wurde, lässt sich als PDF speichern.',
    'no-token': 'Es gibt noch kein Token. Erstellen Sie zuerst eines.',
    'malformed-request': 'Eine Eingabe ist ungültig. Prüfen Sie sie und versuchen Sie es erneut.',
    'rules-malformed': 'Diese Datei enthält keine Arbeitszeitregeln.',
    'recovery-key-slip':
      'Der Wiederherstellungsschlüssel enthält einen Tippfehler. Vergleichen Sie ihn mit Ihrer Abschrift.',
    'recipe-out-of-range':
      'Eine Trainingseinstellung liegt außerhalb des Erlaubten. Prüfen Sie sie und versuchen Sie es erneut.',
    'training-diverged':
      'Das Training ist divergiert: Der Verlust wuchs über alle Grenzen. Wählen Sie eine kleinere Lernrate.',
    'pack-installing': 'Gerade werden Modelle installiert, erprobt oder entfernt. Warten Sie, bis das fertig ist.',
    'pack-unknown': 'Diese Modelle sind hier nicht bekannt.',
    'pack-not-installed': 'Diese Modelle sind nicht installiert. Fügen Sie sie zuerst hinzu.',
    'terms-not-accepted': 'Diese Modelle installiert nur, wer ihren Bedingungen zustimmt.',
    'pack-untried': 'Erproben Sie diese Modelle zuerst an den Beispielfotos.',
    'pack-unfit':
      'Diese Modelle haben die Personen auf den Beispielfotos nicht erkannt und lassen sich deshalb nicht verwenden.',
    'pack-in-use': 'Diese Modelle werden verwendet, sind Teil eines Wechsels oder gehören zu Rollcall.',
    'pack-file-wrong': 'Die Dateien gehören nicht zu diesen Modellen oder lassen sich nicht entpacken.',
  },
}
