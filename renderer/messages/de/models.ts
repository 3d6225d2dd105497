import type { ModelsMessages } from '../en/models.ts'
import { plural } from './grammar.ts'

/** The words of the screen of models, in German. */
export const models: ModelsMessages = {
  models: {
    title: 'Modelle',
    link: 'Womit hier Gesichter erkannt werden, und was es sonst gibt',
    text: 'Die Erkennung läuft mit einem Modellpaket. Ein anderes kann an seine Stelle treten, sobald es installiert und hier erprobt ist.',
    list: 'Modellpakete',
    states: {
      'in-use': 'In Verwendung',
      installed: 'Installiert',
      incomplete: 'Dateien fehlen',
      available: 'Nicht installiert',
    },
    licence: 'Lizenz',
    training: 'Training',
    colours: { green: 'frei nutzbar', amber: 'unklar', red: 'eingeschränkt' },
    accuracy: (figures) => `Von den Herstellern veröffentlicht: ${figures}.`,
    untried: 'Von uns nicht erprobt.',
    unmeasured: 'Schwellen wurden dafür nicht gemessen; es beginnt deshalb mit einer strengeren.',
    add: (pack) => `${pack} installieren`,
    addShort: 'Installieren',
    goOn: 'Herunterladen fortsetzen',
    size: (size) => `${size} auf dem Datenträger.`,
    fromFile: 'Aus Dateien installieren',
    fromFileTitle: 'Aus Dateien',
    fromFileText:
      'Für einen Computer ohne Netz: Wählen Sie die Dateien eines Pakets oder sein Archiv. Erkannt werden sie an ihrer Prüfsumme.',
    anyPack: 'Das Paket, das sich selbst beschreibt',
    belongsTo: 'Die Dateien gehören zu',
    addTitle: (pack) => `${pack} installieren?`,
    addText: (hosts) =>
      `Rollcall lädt die Dateien von ${hosts}. Dort sieht man die Adresse dieses Computers und welche Modelle er lädt, sonst nichts.`,
    accept: 'Annehmen und installieren',
    terms: 'Sie nehmen dies an, und das Protokoll der Änderungen bewahrt es auf:',
    installed: (pack) => `${pack} ist installiert.`,
    working: 'Modelle werden installiert oder erprobt.',
    done: (share) => `${share} erledigt`,
    stop: 'Anhalten',
    try: 'Erproben',
    tryLabel: (pack) => `${pack} an den Beispielfotos erproben`,
    fits: 'Funktioniert hier',
    unfit: 'Funktioniert nicht',
    trial: (found, faces, recognised, again) =>
      `${found} von ${plural(faces, { one: '# Gesicht', other: '# Gesichtern' })} auf den Beispielfotos gefunden, ${recognised} von ${again} wiedererkannt.`,
    speed: (milliseconds, present) => `${milliseconds} ms je Gesicht; die jetzigen Modelle brauchen ${present} ms.`,
    use: 'Verwenden',
    useLabel: (pack) => `${pack} verwenden`,
    askToUse: (pack) => `${pack} verwenden?`,
    useText:
      'Ist niemand registriert, wird es sofort verwendet. Sonst liest es zuerst die aufbewahrten Fotos, während die jetzigen Modelle weiter entscheiden.',
    used: 'Die Modelle werden verwendet oder vorbereitet.',
    checkToo: 'Mitprüfen lassen',
    checkTooLabel: (pack) => `${pack} bei der Lebenderkennung mitprüfen lassen`,
    endCheck: 'Ausschalten',
    endCheckLabel: (pack) => `Lebenderkennung ohne ${pack}`,
    askToCheckToo: (pack) => `${pack} bei der Lebenderkennung mitprüfen lassen?`,
    checkTooText:
      'Ein Gesicht gilt dann nur als lebend, wenn alle Modelle es sagen. Das hält mehr Bilder auf; manche Menschen müssen es dafür öfter noch einmal versuchen. Die Erkennung startet neu.',
    askToEndCheck: (pack) => `Lebenderkennung ohne ${pack}?`,
    endCheckText: 'Ob ein Gesicht lebt, sagen dann nur noch die Modelle in Verwendung. Die Erkennung startet neu.',
    secondOpinion:
      'Eine zweite Meinung zur Lebenderkennung, neben den Modellen in Verwendung: Ein Gesicht gilt nur als lebend, wenn alle es sagen.',
    livenessTrial: (living, found) =>
      `${living} von ${plural(found, { one: '# lebenden Gesicht', other: '# lebenden Gesichtern' })} auf den Beispielfotos für lebend gehalten.`,
    livenessSpeed: (milliseconds, present) =>
      `Die Prüfung dauert ${milliseconds} ms je Gesicht, ohne dieses Paket ${present} ms.`,
    remove: (pack) => `${pack} entfernen`,
    removeTitle: 'Diese Modelle entfernen?',
    removeText: 'Die Dateien werden gelöscht. Sie lassen sich erneut installieren.',
    removeAction: 'Entfernen',
  },
  modelChange: {
    title: 'Wechsel der Modelle',
    back: (inUse, pack) => `${inUse} entscheidet. ${pack} hat vorher entschieden und steht weiter bereit.`,
    reading: (inUse, pack) => `${pack} liest die gespeicherten Fotos ein; so lange entscheidet ${inUse}.`,
    ready: (pack) => `${pack} hat alle gespeicherten Fotos eingelesen und kann entscheiden.`,
    read: 'Eingelesene Fotos',
    progress: (read, all) => `${read} von ${plural(all, { one: '# Foto', other: '# Fotos' })}`,
    stopped:
      'Das Einlesen wurde unterbrochen. Es geht weiter, sobald sich bei den Personen etwas ändert, und beim nächsten Start.',
    thresholds: {
      calibrated: (threshold) =>
        `Der Schwellenwert wäre ${threshold}. Damit gilt die Zusage für die hier registrierten Personen.`,
      carried: (threshold) =>
        `Der Schwellenwert wäre ${threshold}: für die hier registrierten Personen so streng wie jetzt. Für eine Zusage sind es zu wenige.`,
      starting: (threshold) =>
        `Der Schwellenwert wäre zu Beginn ${threshold}: Es sind zu wenige Personen registriert, um sie zu vergleichen.`,
      'as-before': (threshold) => `Der Schwellenwert ist ${threshold}, wie vorher.`,
    },
    missing: (count) =>
      plural(count, {
        one: '# Person würde nicht erkannt und braucht ein neues Foto',
        other: '# Personen würden nicht erkannt und brauchen neue Fotos',
      }),
    asked:
      'Das Terminal bittet sie auch beim Kommen und Gehen darum; die Bilder warten unter Personen, Bilder vom Terminal.',
    switch: 'Wechseln',
    goBack: 'Zurückwechseln',
    switchTitle: (pack) => `Soll ${pack} entscheiden?`,
    switchText:
      'Die Erkennung startet mit den anderen Modellen und deren eigenem Schwellenwert neu. Sie können jederzeit zurückwechseln; dann wird wieder wie vorher entschieden.',
    switched: 'Jetzt entscheiden die anderen Modelle.',
    end: 'Wechsel beenden',
    endTitle: (pack) => `${pack} aufgeben?`,
    endText:
      'Was diese Modelle eingelesen haben, wird gelöscht. Die Fotos bleiben und können wieder eingelesen werden.',
    ended: 'Der Wechsel ist beendet.',
  },
}
