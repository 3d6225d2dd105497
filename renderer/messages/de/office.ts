import type { OfficeMessages } from '../en/office.ts'
import { plural } from './grammar.ts'

/** The words of an office of several stations, in German. */
export const office: OfficeMessages = {
  office: {
    title: 'Büro',
    link: 'Mehrere Computer, die sich Personen und Buchungen über ein eigenes PostgreSQL teilen.',
    text: 'Die Stationen eines Büros teilen sich Personen, Fotos und Buchungen. Fällt das Netz aus, arbeitet jede allein weiter.',
    aloneTitle: 'Dieser Computer arbeitet allein',
    alone:
      'Wenn Sie mehrere Türen haben, verbinden Sie die Computer über ein PostgreSQL (ab Version 15), das Sie selbst betreiben. Bis dahin wird nichts gesendet, und der Server bekommt nie ein Gesicht zu sehen.',
    create: 'Büro anlegen',
    join: 'Einem Büro beitreten',
    createText:
      'Verwenden Sie ein Konto, das in einer leeren Datenbank Rollen anlegen darf. Es wird nur dieses eine Mal benutzt und nicht gespeichert; jede Station erhält ein eigenes.',
    address: 'Server',
    addressHint: 'Zum Beispiel postgresql://postgres@db.example.org:5432/rollcall',
    addressWrong: 'Beginnen Sie mit postgresql:// und nennen Sie Server und Datenbank.',
    password: 'Passwort des Kontos',
    certificate: 'Zertifikat Ihrer eigenen Zertifizierungsstelle (optional)',
    certificateHint: 'PEM, falls das Zertifikat des Servers von keiner Stelle stammt, die dieser Computer kennt.',
    officeName: 'Name des Büros',
    stationName: 'Name dieser Station',
    nameRequired: 'Geben Sie einen Namen ein.',
    joinText:
      'Wählen Sie an einer Station, die schon zum Büro gehört, „Station einladen“, und übertragen Sie den Code hierher.',
    code: 'Code',
    codeRequired: 'Geben Sie den Code ein.',
    joiningTitle: (office) => `Vergleichen Sie diese Wörter, um ${office} beizutreten`,
    joiningText:
      'Die Station, die diese eingeladen hat, zeigt ebenfalls sechs Wörter. Stimmen sie überein, bestätigen Sie dort. Wenn nicht, brechen Sie hier ab: Jemand könnte mithören.',
    cancelJoining: 'Beitritt abbrechen',
    words: 'Wörter zum Vergleichen',
    state: {
      connecting: 'Verbindung zum Server wird aufgebaut.',
      connected: 'Verbunden. Alles ist übertragen.',
      handingOver: (changes) =>
        `Verbunden. ${plural(changes, { one: '# Änderung ist', other: '# Änderungen sind' })} unterwegs.`,
      apart: (since) => `Nicht verbunden seit ${since}. Diese Station arbeitet allein weiter.`,
      waiting: (changes) =>
        plural(changes, {
          one: '# Änderung wartet auf die Übertragung.',
          other: '# Änderungen warten auf die Übertragung.',
        }),
    },
    server: 'Server',
    exchanged: 'Letzter Abgleich',
    never: 'noch nie',
    retried: (time) => `Nächster Versuch um ${time}.`,
    heldBack: (changes) =>
      plural(changes, {
        one: '# Änderung einer anderen Station wird zurückgestellt, bis diese Station weiß, wozu sie gehört, oder ihr Modell hat.',
        other:
          '# Änderungen anderer Stationen werden zurückgestellt, bis diese Station weiß, wozu sie gehören, oder ihr Modell hat.',
      }),
    check: 'Jetzt abgleichen',
    stations: 'Stationen',
    stationsText: 'Alle Computer, die zu diesem Büro gehören.',
    manages: 'Darf Stationen einladen und sperren',
    managesHint: 'Nur an einem Computer, an dem ein Inhaber arbeitet, nicht an einem Terminal.',
    onlyManaging: 'Stationen werden an einer Station eingeladen und gesperrt, die das Büro verwalten darf.',
    resume: 'Mit dem Stand des Büros weitermachen',
    otherWaiting: (changes) => plural(changes, { one: '# Änderung wartet dort', other: '# Änderungen warten dort' }),
    thisStation: 'diese Station',
    states: {
      invited: 'Eingeladen',
      waiting: 'Wartet auf Bestätigung',
      active: 'Mitglied',
    },
    lastSeen: (time) => `zuletzt gesehen ${time}`,
    neverSeen: 'noch nicht gesehen',
    silent: 'Meldet sich länger nicht, als ihre Öffnungszeiten erklären. Prüfen Sie den Computer und sein Netz.',
    clockAhead: (seconds) => `Uhr geht ${seconds} s vor`,
    clockBehind: (seconds) => `Uhr geht ${seconds} s nach`,
    clockRight: 'Uhr geht richtig',
    version: (version) => `Rollcall ${version}`,
    modelOf: (model) => `Modell ${model}`,
    goodUntil: (time) => `gültig bis ${time}`,
    waitingStation: (station) => `${station} hat seinen Code benutzt und wartet, bis eine andere Station bestätigt.`,
    wordsAt: (station) => `${station} muss diese sechs Wörter zeigen:`,
    wordsMatch: 'Die Wörter stimmen überein',
    wordsDiffer: 'Sie sind verschieden',
    otherModel:
      'Anderes Modell: Die Fotos dieser Station können hier erst verwendet werden, wenn beide Stationen dasselbe haben.',
    older: (stations) =>
      `Ältere Version von Rollcall: ${stations}. Aktualisieren Sie sie dort; bis dahin arbeitet sie allein.`,
    newer: (stations) => `Schon eine neuere Version von Rollcall: ${stations}. Aktualisieren Sie auch diese Station.`,
    invite: 'Station einladen',
    inviteName: 'Name der neuen Station',
    inviteHours: 'Code läuft ab',
    hours: (hours) => `In ${plural(hours, { one: '# Stunde', other: '# Stunden' })}`,
    makeCode: 'Code erstellen',
    codeTitle: (station) => `Code für ${station}`,
    codeText: (until) =>
      `Er wird nur einmal angezeigt, gilt einmal und läuft ab: ${until}. Geben Sie ihn an der neuen Station unter Einstellungen, Büro ein, und vergleichen Sie dann die sechs Wörter.`,
    codePicture: 'Der Code als QR-Code',
    revoke: 'Sperren',
    revokeTitle: (station) => `${station} sperren?`,
    revokeText:
      'Sie kann nichts mehr lesen oder senden, und was ab jetzt gespeichert wird, steht unter einem neuen Schlüssel. Was sie schon hat, bleibt auf ihr: Löschen Sie ihren Datenträger, wenn sie gestohlen wurde.',
    withdraw: 'Zurückziehen',
    withdrawTitle: (station) => `Einladung für ${station} zurückziehen?`,
    withdrawText: 'Ihr Code gilt sofort nicht mehr.',
    erasures: 'Überall gelöscht',
    erasuresText: 'Wer an einer Station gelöscht wird, wird an allen und auf dem Server gelöscht.',
    noErasures: 'Seit das Büro angelegt wurde, ist nichts gelöscht worden.',
    erasedOn: (confirmed, stations, time) =>
      `Gelöscht auf ${confirmed} von ${plural(stations, { one: '# Station', other: '# Stationen' })}, zuletzt um ${time}.`,
    erasedMissing: (stations) => `Es fehlt die Bestätigung von: ${stations}.`,
    key: 'Wiederherstellungsschlüssel des Büros',
    keyText:
      'Öffnet Fotos und Vorlagen des Büros, wenn alle Stationen verloren sind. Er wird einmal angezeigt: wenn er entsteht.',
    keyOnce:
      'Drucken Sie ihn aus, und bewahren Sie ihn getrennt von den Computern auf. Er wird nur dieses eine Mal angezeigt.',
    keyPrinted: (date) => `Wiederherstellungsschlüssel des Büros, ${date}`,
    newKey: 'Neuen erstellen',
    newKeyTitle: 'Neuen Wiederherstellungsschlüssel erstellen?',
    newKeyText: 'Der ausgedruckte öffnet nichts von dem, was danach gespeichert wird.',
    print: 'Drucken',
    leave: 'Büro verlassen',
    leaveTitle: 'Büro verlassen?',
    leaveText: (waiting) =>
      waiting === 0
        ? 'Diese Station behält, was sie hat, und arbeitet allein weiter. Die anderen sehen ihre Buchungen nicht mehr.'
        : `${plural(waiting, { one: '# Änderung wartet', other: '# Änderungen warten' })} noch und erreichen die anderen vielleicht nicht. Diese Station behält, was sie hat, und arbeitet allein weiter.`,
    entriesWaiting: (entries) =>
      plural(entries, { one: '# Buchung ist noch zu übertragen', other: '# Buchungen sind noch zu übertragen' }),
  },
}
