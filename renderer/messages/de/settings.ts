import type { SettingsMessages } from '../en/settings.ts'
import { plural } from './grammar.ts'

/** The words of settings, in German. */
export const settings: SettingsMessages = {
  retention: {
    group: 'Aufbewahrung',
    hints: {
      leavers: 'Fotos und Vorlagen werden nach dem letzten Tag gelöscht. Stunden und Buchungen bleiben.',
      unseen:
        'Fotos und Vorlagen von Personen, die so lange keine Buchung hatten. Mit der PIN können sie weiter einstempeln.',
      guests: 'Name, Firma und Gastgeber werden nach dem Besuch gelöscht.',
      requests: 'Anträge auf Korrekturen, die genehmigt oder abgelehnt wurden. Die Korrekturen bleiben.',
      reviews: 'Fotos eines Imports, über die niemand entschieden hat. Importieren Sie sie bei Bedarf erneut.',
      deliveries:
        'Buchungen, die ein Webhook nicht angenommen hat und die nicht mehr gesendet werden. Die Buchungen bleiben.',
      events:
        'Buchungen werden monatsweise mit ihren Korrekturen gelöscht; der Stundenzettel sagt es dann. Der laufende und der vorige Monat bleiben immer, und nie gehen Buchungen vor den Fotos lange nicht gesehener Personen.',
      evidence:
        'Wie ähnlich ein Gesicht war, wer an zweiter Stelle stand, und was Lebenderkennung und Bildqualität ergaben. Die Buchungen bleiben, mit Zeit und Art der Erkennung.',
      audit:
        'Zeilen des Prüfprotokolls werden monatsweise gelöscht. Was andere Daten belegt, bleibt: Zusammenführungen, neue Schlüssel und Löschungen nach Alter.',
    },
    after: (days) =>
      days === null
        ? 'Behalten'
        : days === 0
          ? 'Sofort löschen'
          : plural(days, { one: 'Nach # Tag', other: 'Nach # Tagen' }),
    title: (kind, after) => `${kind}: ${after}?`,
    goes: (what, from, to) => `${what} vom ${from} bis ${to} werden innerhalb einer Minute endgültig gelöscht.`,
    nothing: 'Noch ist nichts so alt. Was es wird, wird von selbst gelöscht.',
    clock: 'Die Uhr dieses Computers wurde verstellt; deshalb wird vorerst nichts gelöscht.',
    confirm: 'Nach Alter löschen',
    counts: {
      leavers: (number) => plural(number, { one: '# Foto', other: '# Fotos' }),
      unseen: (number) => plural(number, { one: '# Foto', other: '# Fotos' }),
      guests: (number) => plural(number, { one: '# Gast', other: '# Gäste' }),
      requests: (number) => plural(number, { one: '# Antrag', other: '# Anträge' }),
      reviews: (number) => plural(number, { one: '# Foto', other: '# Fotos' }),
      deliveries: (number) => plural(number, { one: '# Zustellung', other: '# Zustellungen' }),
      events: (number) => plural(number, { one: '# Buchung', other: '# Buchungen' }),
      evidence: (number) => plural(number, { one: 'Nachweise zu # Buchung', other: 'Nachweise zu # Buchungen' }),
      audit: (number) => plural(number, { one: '# Protokollzeile', other: '# Protokollzeilen' }),
    },
  },
  settings: {
    title: 'Einstellungen',
    recognition: 'Erkennung',
    margin: 'Mindestabstand',
    marginHint: 'Liegen die beiden besten Treffer näher beieinander, wird niemand genannt.',
    cooldown: 'Pause zwischen Buchungen',
    cooldownHint: 'Innerhalb dieser Zeit wird niemand zweimal erfasst.',
    pause: (seconds) =>
      seconds === 0
        ? 'Keine'
        : seconds % 60 === 0
          ? plural(seconds / 60, { one: '# Minute', other: '# Minuten' })
          : plural(seconds, { one: '# Sekunde', other: '# Sekunden' }),
    ask: 'Vor frühem Ausstempeln fragen',
    askHint: 'Wer so bald nach dem Einstempeln wieder gesehen wird, wird gefragt, bevor ausgestempelt wird.',
    askFor: (minutes) => (minutes === 0 ? 'Nie' : plural(minutes, { one: '# Minute', other: '# Minuten' })),
    liveness: 'Lebenderkennung',
    livenessHint:
      'Weist die meisten gedruckten Fotos ab. Fotos und Videos auf Bildschirmen werden oft akzeptiert, und Masken werden nicht erkannt.',
    livenessModes: { off: 'Aus', advisory: 'Nur Protokoll', required: 'Pflicht' },
    kiosk: 'Terminal',
    kioskName: 'Name dieses Terminals',
    direction: 'Richtung',
    directions: { toggle: 'Abwechselnd', in: 'Immer Kommen', out: 'Immer Gehen' },
    camera: 'Kamera',
    mirror: 'Bild spiegeln',
    sounds: 'Töne',
    appearance: 'Darstellung',
    language: 'Sprache',
    languageSystem: 'Wie im System',
    clock: 'Uhrzeit',
    clocks: { system: 'Automatisch', 12: '12 Stunden', 24: '24 Stunden' },
    theme: 'Design',
    themes: { system: 'System', light: 'Hell', dark: 'Dunkel' },
    data: 'Daten',
    advanced: 'Erweitert',
    metricHint: 'Die Erkennung mit eigenen Fotos trainieren und Metriken vergleichen.',
    inspectorHint: 'Zeigt am Terminal, was die Erkennung sieht. Dort genügt auch die Taste I.',
    engine: 'Auf diesem Computer',
    provider: 'Ausgeführt auf',
    fellBack: (wanted, reason) => `${wanted} war gewünscht, ist aber nicht verfügbar: ${reason}`,
    fallBacks: {
      failed: 'die Modelle liefen darauf nicht',
      stopped: 'keine Antwort mehr',
      crashed: 'Rollcall wurde bei der Verwendung unerwartet beendet',
    },
    available: (names) => `Verfügbar: ${names}`,
    search: 'Suchverfahren',
    searches: { exact: 'Exakt', hnsw: 'Index (HNSW)' },
    dataFolder: 'Datenordner',
    key: 'Verschlüsselungsschlüssel',
    keyPlaces: {
      file: (path) => `Schlüsseldatei ${path}`,
      passphrase: 'Ihre Passphrase',
      keychain: 'Schlüsselbund von macOS',
      'windows-protection': 'Windows-Datenschutz (DPAPI)',
      'key-ring': 'Schlüsselbund des Systems',
      'recovery-key': 'Der Wiederherstellungsschlüssel',
    },
    keyBesideData:
      'Er liegt bei den Daten: Wer den Datenordner kopiert, kann ihn öffnen. Bewahren Sie Sicherungen getrennt vom Schlüssel auf.',
    stored: 'Gespeichert',
    storedCounts: (people, templates, events) => `${people} Personen, ${templates} Fotos, ${events} Buchungen`,
    version: 'Programmversion',
    models: 'Modelle',
    modelsOf: (pack, licence) => `${pack}: ${licence}`,
    modelRoles: {
      detector: 'Findet Gesichter',
      landmarks: 'Findet Augen, Nase und Mund',
      embedder: 'Unterscheidet Gesichter',
      liveness: 'Unterscheidet echte Gesichter von Bildern',
      pose: 'Erkennt, wohin ein Kopf gedreht ist',
      eyes: 'Unterscheidet offene von geschlossenen Augen',
    },
    doctor: 'Alles prüfen',
    doctorHint:
      'Prüft Modelle, Prozessor, alle gespeicherten Werte und den Index, während die Zeiterfassung weiterläuft.',
    doctorRunning: 'Prüfung läuft',
    doctorGood: 'Alles ist in Ordnung.',
    doctorBad: 'Etwas braucht Ihre Aufmerksamkeit.',
    checks: {
      models: 'Modelle',
      'native files': 'Native Dateien',
      provider: 'Ausgeführt auf',
      database: 'Datenbank',
      log: 'Protokoll',
      'database file': 'Datenbankdatei',
      'audit log': 'Prüfprotokoll',
      records: 'Aufzeichnungen',
      heads: 'Nachweis außerhalb',
      'stored values': 'Gespeicherte Werte',
      index: 'Suchindex',
      key: 'Verschlüsselungsschlüssel',
      'data folder': 'Datenordner',
      'diagnostic log': 'Diagnoseprotokoll',
      disk: 'Datenträger',
    },
    findings: {
      modelsWhole: (files, pack) =>
        plural(files, {
          one: `# Modelldatei von ${pack}, unversehrt.`,
          other: `# Modelldateien von ${pack}, alle unversehrt.`,
        }),
      modelsWrong: (files) =>
        `Fehlend oder beschädigt: ${files}. Starten Sie Rollcall mit npm start, das sie neu lädt, oder installieren Sie es neu.`,
      nativeWhole: (files) =>
        plural(files, { one: '# Bibliothek, wie installiert.', other: '# Bibliotheken, wie installiert.' }),
      nativeWrong: (files) =>
        `Seit der Installation verschwunden oder geändert: ${files}. Ein anderes Programm kann sie ersetzt haben: Installieren Sie Rollcall neu.`,
      nativeUnlisted: 'Es gibt keine Liste, wie sie waren. Starten Sie Rollcall einmal mit npm start, das sie anlegt.',
      databaseWhole: (entries, schema) =>
        `Unversehrt: ${plural(entries, { one: '# Buchung', other: '# Buchungen' })}, Schema ${schema}.`,
      logWhole: 'Nichts Gespeichertes fehlt.',
      fileSame: 'Unverändert seit dem letzten Schließen.',
      auditWhole: (lines) => plural(lines, { one: '# Zeile, unverändert.', other: '# Zeilen, alle unverändert.' }),
      recordsProved: (rows, since, waiting) =>
        [
          `${plural(rows, { one: '# Zeile', other: '# Zeilen' })}, alle so, wie Rollcall sie geschrieben hat.`,
          ...(since === null ? [] : [`Versiegelt seit ${since}; frühere Änderungen lassen sich nicht erkennen.`]),
          ...(waiting === 0
            ? []
            : [`${plural(waiting, { one: '# ältere Zeile wird', other: '# ältere Zeilen werden' })} noch versiegelt.`]),
        ].join(' '),
      headsNone:
        'Außerhalb dieses Computers wird keiner aufbewahrt. Wählen Sie unter „Nachweis für Prüfer“ einen Ordner dafür.',
      headsSame: (proofs, newest) =>
        `${plural(proofs, { one: '# Nachweis stimmt', other: '# Nachweise stimmen' })} überein: Keine Buchung und keine Zeile des Prüfprotokolls von vor dem ${newest} wurde geändert.`,
      headForeign: (made) =>
        `Der Nachweis vom ${made} stammt nicht von dieser Installation, oder jemand hat die Datei geändert.`,
      valuesWhole: 'Alle sind lesbar und lassen sich entschlüsseln.',
      indexWhole: (templates, search) =>
        `${plural(templates, { one: '# Gesichtsvorlage', other: '# Gesichtsvorlagen' })}, Suchverfahren: ${search}.`,
      indexPartial: (indexed, templates) =>
        `Nur ${indexed} von ${templates} Gesichtsvorlagen sind im Index. Starten Sie Rollcall neu, um ihn neu aufzubauen.`,
      keyInterrupted: (at) =>
        `Ein neuer Schlüssel wurde am ${at} begonnen und abgebrochen. Nichts wurde geändert. Erstellen Sie ihn unter Sicherungen noch einmal.`,
      folderClosed: 'Nur Sie können ihn öffnen.',
      folderOpen: (folder, mode) =>
        `Andere Benutzer dieses Computers sehen, welche Dateien in ${folder} liegen (Modus ${mode}), können sie aber nicht lesen. Führen Sie dafür chmod 700 aus.`,
      noLog: 'Hier wird nichts protokolliert.',
      disk: (size) => `${size} frei.`,
      diskNearlyFull: (size) =>
        `Nur noch ${size} frei. Geben Sie Speicherplatz frei, damit Buchungen gespeichert werden können.`,
    },
    passed: 'In Ordnung',
    notPassed: 'Braucht Aufmerksamkeit',
  },
}
