import type { ThresholdsMessages } from '../en/thresholds.ts'
import { plural } from './grammar.ts'

/** The words of thresholds and their evidence, in German. */
export const thresholds: ThresholdsMessages = {
  thresholds: {
    title: 'Schwellenwerte',
    link: 'Schwellenwerte',
    linkHint: 'Aus Ihren registrierten Personen abgeleitet, mit Nachweis.',
    inUse: (threshold) => `In Verwendung: ${threshold}`,
    follows: (promise) => `Er folgt den registrierten Personen und hält diese Zusage ein: ${promise}`,
    fixed: 'Er ist fest und folgt den registrierten Personen nicht.',
    promise: 'Fremde werden verwechselt',
    promiseText: (attempts) =>
      `Eine fremde Person wird höchstens einmal in ${attempts} Versuchen mit jemandem verwechselt.`,
    promiseFmr: (attempts) => `Zwei verschiedene Personen stimmen höchstens einmal in ${attempts} Vergleichen überein.`,
    once: (attempts) => `Höchstens einmal in ${attempts} Versuchen`,
    derived: 'Schwellenwert',
    interval: (low, high) => `95 % Sicherheit: ${low} bis ${high}`,
    asked: 'Um einen neuen Versuch gebeten',
    strangers: 'Verwechselte Fremde',
    unknownShare: 'Unbekannt',
    apply: 'Diesen Schwellenwert verwenden',
    applied: (threshold) => `Der Schwellenwert beträgt jetzt ${threshold}.`,
    byHandApply: (threshold) => `${threshold} verwenden`,
    stop: 'Den registrierten Personen nicht mehr folgen',
    basis: (people, templates) =>
      `Grundlage: ${plural(people, { one: '# Person', other: '# Personen' })} mit ${plural(templates, { one: '# Foto', other: '# Fotos' })}.`,
    prior:
      'Solange wenige Personen registriert sind, helfen die Gesichter, an denen das Modell gemessen wurde, bei der Beurteilung.',
    noPrior: 'Über dieses Modell ist außer Ihren registrierten Personen nichts bekannt.',
    tooLittle: 'Nicht genug Daten für diese Zusage',
    best: (people, attempts) =>
      plural(people, {
        one: `Mit # Person lässt sich bestenfalls einmal in ${attempts} Versuchen zusagen. Registrieren Sie mehr Personen, oder sagen Sie weniger zu.`,
        other: `Mit # Personen lässt sich bestenfalls einmal in ${attempts} Versuchen zusagen. Registrieren Sie mehr Personen, oder sagen Sie weniger zu.`,
      }),
    nothing: (people) =>
      plural(people, {
        one: 'Mit # Person lässt sich noch nichts zusagen. Registrieren Sie mehr Personen.',
        other: 'Mit # Personen lässt sich noch nichts zusagen. Registrieren Sie mehr Personen.',
      }),
    scores: 'Ähnlichkeiten Ihrer registrierten Personen',
    scoresText:
      'Paare derselben Person sollten rechts der Linie liegen, Paare zweier Personen links davon. Ziehen Sie die Linie, um zu sehen, was ein anderer Schwellenwert bewirken würde.',
    genuine: 'Dieselbe Person',
    impostor: 'Verschiedene Personen',
    similarity: 'Ähnlichkeit',
    share: 'Anteil der Paare',
    line: 'Schwellenwert',
    atLine: (threshold) => `Bei ${threshold}`,
    noGenuine: 'Noch hat niemand zwei Fotos; über Paare derselben Person lässt sich daher nichts sagen.',
    det: 'Fehlerabwägung (DET)',
    detText:
      'Nicht erkannte Paare derselben Person gegenüber übereinstimmenden Paaren zweier Personen, je Schwellenwert.',
    fmr: 'Falsche Treffer (FMR)',
    fnmr: 'Nicht erkannt (FNIR)',
    door: 'Am Eingang, mit diesen Personen',
    doorText: 'Nicht erkannte Mitarbeitende gegenüber verwechselten Fremden.',
    fpir: 'Verwechselte Fremde (FPIR)',
    fnir: 'Nicht erkannte Mitarbeitende (FNIR)',
    curve: (name, points) => `${name}: ${points}`,
    point: (x, y) => `${x} und ${y}`,
    noCurve: 'Dafür gibt es nicht genug Daten. Registrieren Sie mindestens zwei Personen mit je zwei Fotos.',
    lookAlikes: 'Ähnliche Personen',
    lookAlikesText: 'Die Paare mit der größten Verwechslungsgefahr. Der Mindestabstand hält sie auseinander.',
    noLookAlikes: 'Noch gibt es niemanden zum Vergleichen.',
    above: 'Über dem Schwellenwert',
    hardest: 'Schwer zu erkennen',
    hardestText: 'Ihre Fotos unterscheiden sich stark voneinander. Neue Fotos bei gutem Licht helfen.',
    noHardest: 'Noch hat niemand zwei Fotos.',
    newPhotos: 'Neue Fotos',
    history: 'Verlauf des Schwellenwerts',
    version: 'Fassung',
    since: 'Seit',
    reason: 'Grund',
    setByHand: 'Von Hand festgelegt',
    delivered: 'Standard',
    singles: (people: number) => `Nur ein Foto: ${plural(people, { one: '# Person', other: '# Personen' })}`,
    singlesText:
      'Ein zweites Foto, am besten von einem anderen Tag, erspart ein Drittel der Fehlversuche. Am meisten hilft es, wo das erste schwach ist.',
    secondPhoto: 'Zweites Foto aufnehmen',
    photoQuality: (quality: string) => `Qualität ${quality} von 100`,
    noSingles: 'Alle haben mindestens zwei Fotos.',
    forWhom: 'Für wen funktioniert es?',
    forWhomText:
      'Unbekannte mancher Gruppen werden öfter benannt als andere, weil das Modell sie einander ähnlicher findet. Gemessen in einem Büro mit gleich vielen Menschen jeder Gruppe, in dem insgesamt einer von hundert Unbekannten benannt wird:',
    forWhomAdvice:
      'Was Sie tun können: alle registrieren, denn der Schwellenwert entsteht aus den eigenen Personen; von allen ein zweites Foto aufnehmen; und Gruppen der eigenen Liste mit „rollcall evaluate --by“ vergleichen.',
    group: 'Gruppe',
    groups: {
      asianMen: 'Asiatische Männer',
      asianWomen: 'Asiatische Frauen',
      blackWomen: 'Schwarze Frauen',
      indianWomen: 'Indische Frauen',
      indianMen: 'Indische Männer',
      blackMen: 'Schwarze Männer',
      whiteWomen: 'Weiße Frauen',
      whiteMen: 'Weiße Männer',
    },
    start: 'Anfangswert, sicher für die Menschen, die einander am ähnlichsten sehen.',
    step: (people: number) =>
      people < 10
        ? `Für ${plural(people, { one: '# Person', other: '# Personen' })}: Bis die Galerie mehr verrät, ist er sicher für die Menschen, die einander am ähnlichsten sehen.`
        : people < 50
          ? `Für ${people} Personen: Die Galerie zeigt allmählich, wie ähnlich sich ihre Personen sind.`
          : `Für ${people} Personen: Die eigene Galerie entscheidet.`,
    drift: 'Seit der Festlegung',
    driftGood: (looked) => `${looked} Erkennungen verliefen wie erwartet.`,
    driftAlarm: (share) =>
      `${share} der Erkennungen waren ungewöhnlich schwach; normal wären 10 %. Prüfen Sie Licht und Kamera und registrieren Sie neue Fotos.`,
    driftFew: (looked) => `Bisher ${looked} Erkennungen: zu wenige für einen Vergleich.`,
    fit: (name, ratio) => `${name} trifft den Randbereich bis auf den Faktor ${ratio}`,
    fits: { normal: 'Eine Normalverteilung', 'generalised-pareto': 'Eine verallgemeinerte Pareto-Verteilung' },
  },
}
