const number = (value: number) => value.toLocaleString('en')

/** The words of the metric lab, in English. */
export const enMetric = {
  metric: {
    title: 'Metric lab',
    parts: { train: 'Train', compare: 'Compare', losses: 'Losses', figures: 'Figures' },
    inUse: 'In use',
    standardInUse: 'The standard metric is in use',
    standardText: 'Faces are compared as the model sees them.',
    metricInUse: (version: number, name: string) => `Metric ${version} (${name}) is in use`,
    metricText: 'Stored faces are unchanged. Undo brings the old threshold back too.',
    undo: 'Undo',
    adopt: 'Adopt',
    adopted: (version: number) => `Metric ${version} is in use from now on.`,
    standardBack: 'The standard metric is in use again.',
    source: 'Learn from',
    sources: { gallery: 'People enrolled', imported: 'Imported embeddings' },
    setSize: (people: number, photos: number, several: number) =>
      `${number(photos)} photos of ${number(people)} people, ${number(several)} of them with several`,
    import: 'Import embeddings',
    export: 'Export embeddings',
    importNeedsBoth: 'Choose two files together: the embeddings (.npy) and their labels (.csv).',
    lossOrForm: 'Loss or closed form',
    loss: 'Loss',
    closedText: 'Computed at once from covariances; how far they are shrunk is chosen on people held out.',
    head: 'What is learned',
    heads: { linear: 'A linear map', diagonal: 'A weight a dimension' },
    steps: 'Steps',
    learningRate: 'Learning rate',
    folds: 'Folds',
    seed: 'Seed',
    train: 'Train',
    training: 'Training',
    resume: 'Go on',
    stoppedAt: (name: string, step: number, steps: number) =>
      `The training of ${name} was stopped at step ${step} of ${steps}. What it learned was kept, and it can go on from there.`,
    stoppedJudging: (name: string) => `${name} is trained; judging it was stopped. What it learned was kept.`,
    cancelledPlain: 'Stopped. Nothing was changed.',
    diverged: 'Training diverged: the loss grew out of bounds. Choose a lower learning rate. Nothing was changed.',
    trained: 'Trained',
    kept: 'Trained so far',
    noneKept: 'Nothing was trained yet. Train a metric, and it is judged on people it has not seen.',
    version: 'No.',
    gain: 'Gain in TAR, points',
    verdict: 'Verdict',
    verdicts: { better: 'Better', unproved: 'Unproved', worse: 'Worse', 'nothing-learned': 'Nothing learned' },
    verdictTexts: {
      better: (value: string, low: string, high: string) =>
        `Better on people it has not seen: TAR at FAR 1% changes by ${value} points (95% interval ${low} to ${high}). It can be adopted.`,
      unproved: (value: string, low: string, high: string) =>
        `The standard metric stays: a change of ${value} points (95% interval ${low} to ${high}) may be chance. More people with several photos would settle it.`,
      worse: (value: string, low: string, high: string) =>
        `The standard metric stays: this one is worse on people it has not seen, by ${value} points (95% interval ${low} to ${high}).`,
      'nothing-learned': (_value: string, _low: string, _high: string) =>
        'The standard metric stays: nothing that was learned was better on the people held out.',
    },
    compare: 'Compare',
    comparing: 'Comparing',
    compareText: 'Every loss is trained and judged on the same people. With a few hundred people this takes minutes.',
    tableText: (people: number, photos: number, folds: number) =>
      `${number(people)} people, ${number(photos)} photos, ${folds} folds. Per cent, with 95% intervals over people.`,
    manyRows: (looks: number) =>
      `The interval of the gain holds for all ${looks} metrics judged on these photos at once: the best of many useless ones always looks good. The other intervals speak for their own row.`,
    looks: (looks: number) =>
      `${looks} metrics were judged on these photos so far; the interval is wider because of that.`,
    chooseRow: 'Choose a row to see its angles and learning curves.',
    metric: 'Metric',
    standard: 'standard',
    measures: {
      'tar-1e-2': 'TAR at FAR 1%',
      'tar-1e-3': 'TAR at FAR 0.1%',
      eer: 'EER',
      auc: 'AUC',
      'rank-1': 'Rank 1',
      'fnir-1e-2': 'FNIR at FPIR 1%',
      knn: '3 neighbours',
      accuracy: 'Accuracy',
    },
    angle: 'Angle between two photos',
    share: 'Share of pairs',
    genuine: 'One person',
    impostor: 'Two people',
    anglesBefore: 'Angles before',
    anglesText: 'The standard metric, on people no metric has seen. The less the two hills overlap, the better.',
    anglesAfter: 'Angles after',
    anglesAfterText: 'The same pairs under the learned metric.',
    curve: 'Training',
    fold: (position: number) => `Fold ${position}`,
    lossCurve: 'Loss',
    lossCurveText: 'What training makes smaller, on the people it learns from.',
    heldOut: 'Mean TAR',
    heldOutCurve: 'People held out',
    heldOutCurveText: 'What counts: the best point is kept, and training stops when it gets no better.',
    logit: 'Logit, in parts of its scale',
    logits: 'Logit of the true class over the angle',
    logitsText:
      'A margin lowers the curve: the loss is content only when the face is nearer to its class than softmax asks.',
    angleToOwn: 'Angle to the own class',
    boundaries: 'Decision boundaries of two classes',
    boundariesText:
      'Above a line a sample counts as class 1. The further the line lies above the diagonal, the wider the margin.',
    angleToFirst: 'Angle to class 1',
    angleToSecond: 'Angle to class 2',
    everyLoss: 'Every loss',
    dimensions: 'Dimensions',
    dimensionNames: { '2': 'Circle', '3': 'Sphere' },
    from: 'Made from',
    froms: { embeddings: 'Embeddings', pixels: 'Pixels' },
    draw: 'Draw',
    drawing: (title: string) => `Drawing ${title}`,
    figuresText:
      'Eight people mapped to two or three dimensions by each loss. On the rim lies what is compared, the direction; lines are the class vectors. It shows what a loss pulls at, and judges nothing. Spheres turn by dragging or by the arrow keys.',
    pixelsText:
      'The same by a small network that learns from the enrolled photos themselves, as in the papers’ toy experiments. This takes a while.',
    pixelAccuracy: (share: number) => `${share}% of the photos lie nearest to their own person.`,
    saveSvg: (title: string) => `Save “${title}” as SVG`,
    saveCsv: (title: string) => `Save the numbers of “${title}” as CSV`,
  },
}

/** Strings and functions in place of the English literals, so that other languages fit. */
export type MetricMessages = typeof enMetric
