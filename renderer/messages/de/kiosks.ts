import type { KiosksMessages } from '../en/kiosks.ts'

/** The words of the list of kiosks, in German. */
export const kiosks: KiosksMessages = {
  kiosks: {
    allPinsLocked: (until) =>
      `Nach zu vielen falschen Versuchen ist die PIN-Eingabe an allen Terminals bis ${until} gesperrt.`,
    pinsLocked: (kiosk, until) =>
      `Die PIN-Eingabe an ${kiosk} ist nach zu vielen falschen Versuchen bis ${until} gesperrt.`,
    title: 'Terminals',
    text: 'Ein Fenster je Kamera. Jedes hat eigenen Namen, eigene Richtung und Kamera; die Erkennung ist gemeinsam.',
    add: 'Terminal hinzufügen',
    name: 'Name des neuen Terminals',
    open: 'Fenster öffnen',
    direction: 'Richtung',
    directions: {
      settings: 'Wie in den Einstellungen',
      toggle: 'Abwechselnd',
      ask: 'Auf dem Bildschirm fragen',
      in: 'Immer Kommen',
      out: 'Immer Gehen',
    },
    pin: 'Einstempeln per PIN',
    pins: { off: 'Aus', number: 'Personalnummer und PIN', alone: 'PIN allein genügt' },
    entries: 'Letzte Einträge auf dem Bildschirm',
    entriesShown: { photos: 'Mit Fotos', names: 'Nur Namen', none: 'Nicht gezeigt' },
    guests: 'Gäste können sich hier anmelden',
    requests: 'Vergessene Buchungen können hier beantragt werden',
    hours: 'Hier können Mitarbeitende mit ihrer PIN die eigenen Stunden ansehen und bestätigen',
    camera: 'Kamera',
    remove: (name) => `${name} entfernen`,
    removeTitle: (name) => `${name} entfernen?`,
    removeText:
      'Ein Fenster dieses Namens verhält sich dann wie das Hauptterminal. Die Buchungen bleiben im Protokoll.',
    removeAction: 'Entfernen',
    fullScreen:
      'Im Vollbild hat ein hier hinzugefügtes Terminal kein Menü, damit niemand am Eingang in die Einstellungen gelangt. Das Hauptterminal behält sein Menü. F11 verlässt das Vollbild und fragt nach einer Passphrase, wenn es Konten gibt; noch einmal F11 kehrt dorthin zurück.',
    emptyTitle: 'Ein Terminal',
    empty: 'Das Hauptterminal ist immer vorhanden. Fügen Sie für jede weitere Kamera eines hinzu.',
    askTitle: (name) => `${name}, kommen oder gehen Sie?`,
  },
}
