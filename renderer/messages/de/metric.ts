import type { MetricMessages } from '../en/metric.ts'
import { numeral, plural } from './grammar.ts'

/** The words of the metric lab, in German. */
export const metric: MetricMessages = {
  metric: {
    title: 'Metriklabor',
    parts: { train: 'Trainieren', compare: 'Vergleichen', losses: 'Verlustfunktionen', figures: 'Abbildungen' },
    inUse: 'In Verwendung',
    standardInUse: 'Die Standardmetrik ist in Verwendung',
    standardText: 'Gesichter werden so verglichen, wie das Modell sie sieht.',
    metricInUse: (version, name) => `Metrik ${version} (${name}) ist in Verwendung`,
    metricText:
      'Gespeicherte Gesichter bleiben unverändert. Beim Zurücknehmen gilt auch wieder der alte Schwellenwert.',
    undo: 'Zurücknehmen',
    adopt: 'Übernehmen',
    adopted: (version) => `Metrik ${version} ist jetzt in Verwendung.`,
    standardBack: 'Die Standardmetrik ist wieder in Verwendung.',
    source: 'Lernen aus',
    sources: { gallery: 'Registrierten Personen', imported: 'Importierten Embeddings' },
    setSize: (people, photos, several) =>
      `${plural(photos, { one: '# Foto', other: '# Fotos' })} von ${plural(people, { one: '# Person', other: '# Personen' })}, davon ${numeral(several)} mit mehreren`,
    import: 'Embeddings importieren',
    export: 'Embeddings exportieren',
    importNeedsBoth: 'Wählen Sie zwei Dateien zusammen aus: die Embeddings (.npy) und ihre Labels (.csv).',
    lossOrForm: 'Verlustfunktion oder geschlossene Form',
    loss: 'Verlustfunktion',
    closedText:
      'Wird direkt aus Kovarianzen berechnet; wie stark sie geschrumpft werden, entscheidet sich an zurückgehaltenen Personen.',
    head: 'Was gelernt wird',
    heads: { linear: 'Eine lineare Abbildung', diagonal: 'Ein Gewicht je Dimension' },
    steps: 'Schritte',
    learningRate: 'Lernrate',
    folds: 'Teilmengen',
    seed: 'Startwert',
    train: 'Trainieren',
    training: 'Training läuft',
    resume: 'Fortsetzen',
    stoppedAt: (name, step, steps) =>
      `Das Training von ${name} wurde bei Schritt ${step} von ${steps} angehalten. Das Gelernte ist gespeichert; Sie können dort fortsetzen.`,
    stoppedJudging: (name) => `${name} ist trainiert; die Bewertung wurde abgebrochen. Das Gelernte ist gespeichert.`,
    cancelledPlain: 'Abgebrochen. Nichts wurde geändert.',
    diverged:
      'Das Training ist divergiert: Der Verlust wuchs über alle Grenzen. Wählen Sie eine kleinere Lernrate. Nichts wurde geändert.',
    trained: 'Trainiert',
    kept: 'Trainierte Metriken',
    savePack: 'Als Paket speichern',
    packSaved: (name) => `Als Modellpaket ${name} gespeichert.`,
    packText:
      'Ein Paket enthält die verwendeten Modelle mit der Metrik darin. Es enthält keine Fotos, Namen oder Gesichtsvorlagen, aber das, was aus den Gesichtern vieler Personen gemeinsam gelernt wurde: Geben Sie es nur dorthin weiter, wo diese Personen damit rechnen.',
    noneKept:
      'Noch wurde nichts trainiert. Eine trainierte Metrik wird an Personen bewertet, die sie nicht gesehen hat.',
    version: 'Nr.',
    gain: 'TAR-Gewinn (Punkte)',
    verdict: 'Urteil',
    verdicts: { better: 'Besser', unproved: 'Unbewiesen', worse: 'Schlechter', 'nothing-learned': 'Nichts gelernt' },
    verdictTexts: {
      better: (value, low, high) =>
        `Besser bei Personen, die sie nicht gesehen hat: Die TAR bei FAR 1 % ändert sich um ${value} Punkte (95-%-Intervall ${low} bis ${high}). Sie kann übernommen werden.`,
      unproved: (value, low, high) =>
        `Die Standardmetrik bleibt: Eine Änderung um ${value} Punkte (95-%-Intervall ${low} bis ${high}) kann Zufall sein. Mehr Personen mit mehreren Fotos würden Klarheit schaffen.`,
      worse: (value, low, high) =>
        `Die Standardmetrik bleibt: Diese ist bei Personen, die sie nicht gesehen hat, um ${value} Punkte schlechter (95-%-Intervall ${low} bis ${high}).`,
      'nothing-learned': () =>
        'Die Standardmetrik bleibt: Nichts vom Gelernten war bei zurückgehaltenen Personen besser.',
    },
    compare: 'Vergleichen',
    comparing: 'Vergleich läuft',
    compareText:
      'Jede Verlustfunktion wird an denselben Personen trainiert und bewertet. Bei einigen Hundert Personen dauert das Minuten.',
    tableText: (people, photos, folds) =>
      `${plural(people, { one: '# Person', other: '# Personen' })}, ${plural(photos, { one: '# Foto', other: '# Fotos' })}, ${plural(folds, { one: '# Teilmenge', other: '# Teilmengen' })}. In Prozent, mit 95-%-Intervallen über Personen.`,
    tooFewPeople: 'Die Standardmetrik bleibt: Es sind zu wenige Personen, um einen Gewinn zu messen.',
    peopleNeeded: (measure, people) => `${measure} braucht etwa ${people} Personen.`,
    manyRows: (looks) =>
      `Das Intervall des Gewinns gilt für alle ${looks} an diesen Fotos bewerteten Metriken zugleich: Die beste von vielen nutzlosen sieht immer gut aus. Die übrigen Intervalle gelten nur für ihre Zeile.`,
    looks: (looks) =>
      plural(looks, {
        one: 'Bisher wurde # Metrik an diesen Fotos bewertet; dadurch wird das Intervall breiter.',
        other: 'Bisher wurden # Metriken an diesen Fotos bewertet; dadurch wird das Intervall breiter.',
      }),
    chooseRow: 'Wählen Sie eine Zeile, um ihre Winkel und Lernkurven zu sehen.',
    metric: 'Metrik',
    standard: 'Standard',
    measures: {
      'tar-1e-2': 'TAR bei FAR 1 %',
      'tar-1e-3': 'TAR bei FAR 0,1 %',
      eer: 'EER',
      auc: 'AUC',
      'rank-1': 'Rang 1',
      'fnir-1e-2': 'FNIR bei FPIR 1 %',
      knn: '3 Nachbarn',
      accuracy: 'Genauigkeit',
    },
    angle: 'Winkel zwischen zwei Fotos',
    share: 'Anteil der Paare',
    genuine: 'Dieselbe Person',
    impostor: 'Verschiedene Personen',
    anglesBefore: 'Winkel vorher',
    anglesText:
      'Die Standardmetrik, an Personen, die keine Metrik gesehen hat. Je weniger sich die beiden Kurven überlappen, desto besser.',
    anglesAfter: 'Winkel nachher',
    anglesAfterText: 'Dieselben Paare unter der gelernten Metrik.',
    curve: 'Training',
    fold: (position) => `Teilmenge ${position}`,
    lossCurve: 'Verlust',
    lossCurveText: 'Was das Training minimiert, an den Personen, aus denen es lernt.',
    heldOut: 'Mittlere TAR',
    heldOutCurve: 'Zurückgehaltene Personen',
    heldOutCurveText:
      'Worauf es ankommt: Der beste Punkt bleibt, und das Training endet, wenn es nicht mehr besser wird.',
    logit: 'Logit, relativ zu seiner Skala',
    logits: 'Logit der wahren Klasse über dem Winkel',
    logitsText:
      'Ein Abstand (Margin) senkt die Kurve: Der Verlust sinkt weiter, bis das Gesicht näher an seiner Klasse liegt, als Softmax verlangt.',
    angleToOwn: 'Winkel zur eigenen Klasse',
    boundaries: 'Entscheidungsgrenzen zweier Klassen',
    boundariesText:
      'Über einer Linie zählt ein Beispiel zu Klasse 1. Je weiter die Linie über der Diagonalen liegt, desto breiter der Abstand.',
    angleToFirst: 'Winkel zu Klasse 1',
    angleToSecond: 'Winkel zu Klasse 2',
    everyLoss: 'Alle Verlustfunktionen',
    dimensions: 'Dimensionen',
    dimensionNames: { '2': 'Kreis', '3': 'Kugel' },
    from: 'Erstellt aus',
    froms: { embeddings: 'Embeddings', pixels: 'Pixeln' },
    draw: 'Zeichnen',
    drawing: (title) => `${title} wird gezeichnet`,
    figuresText:
      'Acht Personen, von jeder Verlustfunktion auf zwei oder drei Dimensionen abgebildet. Der Rand zeigt, was verglichen wird: die Richtung; die Linien sind Klassenvektoren. Zu sehen ist, woran eine Verlustfunktion zieht; bewertet wird nichts. Ziehen Sie an einer Kugel oder drehen Sie sie mit den Pfeiltasten.',
    pixelsText:
      'Dasselbe mit einem kleinen Netz, das aus den registrierten Fotos selbst lernt, wie in den Beispielen der Fachartikel. Das dauert eine Weile.',
    pixelAccuracy: (share) => `${share} % der Fotos sind der eigenen Person am nächsten.`,
    saveSvg: (title) => `„${title}“ als SVG speichern`,
    saveCsv: (title) => `Zahlen von „${title}“ als CSV speichern`,
  },
}
