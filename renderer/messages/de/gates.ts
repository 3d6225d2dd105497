import type { GatesMessages } from '../en/gates.ts'
import { numeral, plural } from './grammar.ts'

/** The words of the minimum image quality, in German. */
export const gates: GatesMessages = {
  gates: {
    title: 'Bildqualität',
    link: 'Bildqualität',
    linkHint: 'Wie gut ein Foto für die Registrierung und für die Erkennung sein muss.',
    both: (enrolment, kiosk) => `Registrierung ${enrolment} · Terminal ${kiosk}`,
    enrolment: 'Für die Registrierung',
    enrolmentText: 'Fotos unter diesem Wert werden nicht zu Vorlagen. Ein Import fragt stattdessen nach.',
    probe: 'Am Terminal',
    probeText: 'Nach Gesichtern unter diesem Wert wird nicht gesucht: Das Terminal wartet auf einen besseren Moment.',
    value: (value) => `${value} von 100`,
    standard: (value) => `Auf ${value} zurücksetzen`,
    enrolledBelow: (below, all) =>
      below === 0
        ? 'Keines Ihrer Fotos liegt darunter.'
        : plural(all, {
            one: `${numeral(below)} von # Foto wäre abgelehnt worden. Registriert bleibt es.`,
            other: `${numeral(below)} von # Fotos wären abgelehnt worden. Registriert bleiben sie.`,
          }),
    enrolledNone: 'Sobald Personen registriert sind, sehen Sie hier, was das für ihre Fotos bedeutet.',
    recognisedBelow: (below, all) =>
      plural(all, {
        one: `Bei ${numeral(below)} der letzten # Erkennung hätte auf ein besseres Bild gewartet werden müssen.`,
        other: `Bei ${numeral(below)} der letzten # Erkennungen hätte auf ein besseres Bild gewartet werden müssen.`,
      }),
    recognisedNone: 'Sobald das Terminal Personen erkannt hat, sehen Sie hier, was das bedeutet hätte.',
    examples: 'Ihre eigenen Fotos, vom schlechtesten zum besten',
    refused: 'Abgelehnt',
    passes: 'Ausreichend',
    photo: (name, quality, verdict) => `${name}, Qualität ${quality}: ${verdict}`,
    high: 'Ein so hohes Minimum schließt viele gute Fotos aus. Sehen Sie sich vor der Übernahme die Fotos unten an.',
    probeHigh:
      'Ein so hohes Minimum lässt Personen bei schlechtem Licht warten. Verwechslungen macht es kaum seltener; das leistet der Schwellenwert.',
    parts:
      'Die Qualität berücksichtigt Größe, Schärfe, Licht, Kopfhaltung, offene Augen und ob das Gesicht verdeckt oder angeschnitten ist. Der Live-Inspektor des Terminals zeigt alle Werte.',
  },
}
