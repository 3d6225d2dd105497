import type { AttacksMessages } from '../en/attacks.ts'

/** The words of the test of the liveness check, in German. */
export const attacks: AttacksMessages = {
  attacks: {
    title: 'Lebenderkennung testen',
    open: 'Diese Prüfung testen',
    openHint: 'Zwanzig Versuche mit Personen und zwanzig mit Bildern, mit Ihrer Kamera und Ihrem Licht.',
    intro:
      'Zuerst zwanzig Versuche mit echten Personen, dann zwanzig mit Fotos und Bildschirmen. Jeder dauert etwa drei Sekunden.',
    start: 'Starten',
    phases: { genuine: 'Echte Personen', attack: 'Fotos und Bildschirme' },
    asks: {
      genuine:
        'Schauen Sie in die Kamera, treten Sie zur Seite und kommen Sie zurück. Wechseln Sie sich nach Möglichkeit ab.',
      attack:
        'Halten Sie ein gedrucktes Foto, ein Handy oder einen Bildschirm vor die Kamera. Nehmen Sie es weg und versuchen Sie es mit einem anderen.',
    },
    leave: 'Bitte aus dem Bild treten',
    watching: 'Wird beobachtet',
    waiting: 'Warten auf ein Gesicht',
    counted: (done, total) => `${done} von ${total}`,
    undo: 'Letzten Versuch zurücknehmen',
    next: 'Weiter mit Fotos und Bildschirmen',
    skip: 'Beenden',
    passed: 'Akzeptiert',
    refused: 'Abgewiesen',
    toResult: 'Ergebnis anzeigen',
    advice: {
      'attacks-passed':
        'Einige Bilder wurden akzeptiert. Machen Sie die Prüfung zur Pflicht und lassen Sie das Terminal im Zweifel nachfragen, oder sorgen Sie dafür, dass jemand am Eingang ist.',
      'people-refused':
        'Einige echte Personen wurden abgewiesen. Licht von vorn hilft; sie können es noch einmal versuchen oder eine PIN verwenden.',
      few: (wanted) =>
        `Von mindestens einer Art gab es weniger als ${wanted} Versuche. Die Zahlen sind daher nur grobe Anhaltspunkte.`,
      good: 'Kein Bild wurde akzeptiert und keine echte Person abgewiesen.',
    },
    resultTitle: 'Ergebnis',
    apcer: 'Akzeptierte Angriffe (APCER)',
    bpcer: 'Abgewiesene echte Personen (BPCER)',
    of: (errors, total) => `${errors} von ${total}`,
    interval: (low, high) =>
      `Bei solchen Angriffen und Personen liegt der wahre Anteil mit 95 % Sicherheit zwischen ${low} und ${high}.`,
    none: 'Nicht getestet',
    instrument: 'Was Sie zeigen',
    instruments: { print: 'Ausdruck', phone: 'Handy', screen: 'Bildschirm', other: 'Anderes' },
    passedOf: (passed, total) => `${passed} von ${total} akzeptiert`,
    untested: 'Nicht Teil dieses Ergebnisses',
    untestedText: [
      'Die Aufforderung, zu blinzeln oder den Kopf zu drehen: Beurteilt wird nur, was die Kamera ohne Nachfrage sieht.',
      'Andere Kameras, anderes Licht und Personen, die nicht teilgenommen haben.',
    ],
    again: 'Erneut testen',
    notStopped: 'Was dadurch nicht verhindert wird',
    notStoppedText: [
      'Masken aus Silikon oder Latex und Gesichter, die wie jemand anderes geschminkt sind.',
      'Ein gutes Video auf einem großen, hellen Bildschirm und Video, das anstelle der Kamera eingespeist wird.',
      'Angriffsarten, die hier nicht ausprobiert wurden: Die Zahlen gelten nur für Ihre.',
    ],
    off: 'Die Prüfung ist in den Einstellungen ausgeschaltet. Gemessen wird sie hier trotzdem.',
  },
}
