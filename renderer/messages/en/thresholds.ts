import { plural } from './grammar.ts'

/** The words of thresholds and their evidence, in English. */
export const thresholds = {
  thresholds: {
    title: 'Thresholds',
    link: 'Thresholds',
    linkHint: 'Derived from your own gallery, with the evidence.',
    inUse: (threshold: string) => `In use: ${threshold}`,
    follows: (promise: string) => `It follows the gallery and keeps this promise: ${promise}`,
    fixed: 'It’s fixed and doesn’t follow the gallery.',
    promise: 'A stranger is named',
    promiseText: (attempts: string) => `A stranger is named at most once in ${attempts} attempts.`,
    promiseFmr: (attempts: string) => `Two different people match at most once in ${attempts} comparisons.`,
    once: (attempts: string) => `At most once in ${attempts} attempts`,
    derived: 'Threshold',
    interval: (low: string, high: string) => `95% confidence: ${low} to ${high}`,
    asked: 'Colleagues asked to try again',
    strangers: 'Strangers named',
    unknownShare: 'Unknown',
    apply: 'Use this threshold',
    applied: (threshold: string) => `The threshold is now ${threshold}.`,
    byHandApply: (threshold: string) => `Use ${threshold}`,
    stop: 'Stop following the gallery',
    basis: (people: number, templates: number) =>
      `Based on ${plural(people, { one: '# person', other: '# people' })} with ${plural(templates, { one: '# photo', other: '# photos' })}.`,
    prior: 'While the gallery is small, the faces the model was measured on help to judge it.',
    noPrior: 'Nothing is known about this model apart from your own gallery.',
    tooLittle: 'Not enough data for this promise',
    best: (people: number, attempts: string) =>
      `With ${plural(people, { one: '# person', other: '# people' })} the best that can be promised is once in ${attempts} attempts. Enrol more people, or promise less.`,
    nothing: (people: number) =>
      `With ${plural(people, { one: '# person', other: '# people' })} nothing can be promised yet. Enrol more people.`,
    scores: 'Similarities in your gallery',
    scoresText:
      'Pairs of one person should lie to the right of the line, pairs of two people to the left. Drag the line to see what another threshold would do.',
    genuine: 'Same person',
    impostor: 'Different people',
    similarity: 'Similarity',
    share: 'Share of pairs',
    line: 'Threshold',
    atLine: (threshold: string) => `At ${threshold}`,
    noGenuine: 'Nobody has two photos yet, so nothing can be said about pairs of one person.',
    det: 'Detection error trade-off',
    detText: 'Missed pairs of one person against matching pairs of two people, by threshold.',
    fmr: 'False matches (FMR)',
    fnmr: 'Missed (FNIR)',
    door: 'At the door, with this gallery',
    doorText: 'Missed colleagues against strangers who are named.',
    fpir: 'Strangers named (FPIR)',
    fnir: 'Colleagues missed (FNIR)',
    curve: (name: string, points: string) => `${name}: ${points}`,
    point: (x: string, y: string) => `${x} and ${y}`,
    noCurve: 'There isn’t enough data to draw this. Enrol at least two people with two photos each.',
    lookAlikes: 'People who look alike',
    lookAlikesText: 'The pairs most likely to be mixed up. The minimum lead keeps them apart.',
    noLookAlikes: 'Nobody to compare yet.',
    above: 'Above the threshold',
    hardest: 'Hard to recognise',
    hardestText: 'Their photos differ a lot from one another. New photos in good light help.',
    noHardest: 'Nobody has two photos yet.',
    newPhotos: 'New photos',
    history: 'Threshold history',
    version: 'Version',
    since: 'Since',
    reason: 'Reason',
    setByHand: 'Set manually',
    delivered: 'Default',
    singles: (people: number) => `One photo only: ${plural(people, { one: '# person', other: '# people' })}`,
    singlesText:
      'A second photo, best from another day, takes away a third of the misses. It helps most where the first is poor.',
    secondPhoto: 'Add a second photo',
    photoQuality: (quality: string) => `Quality ${quality} of 100`,
    noSingles: 'Everybody has two photos or more.',
    forWhom: 'For whom does it work?',
    forWhomText:
      'Strangers of some groups are named more often than others, because the model finds them more alike. Measured in an office with as many people of each group, where one stranger in a hundred is named overall:',
    forWhomAdvice:
      'What you can do: enrol everybody, since the threshold is derived from your own people; enrol a second photo of each; and compare groups of your own list with “rollcall evaluate --by”.',
    group: 'Group',
    groups: {
      asianMen: 'Asian men',
      asianWomen: 'Asian women',
      blackWomen: 'Black women',
      indianWomen: 'Indian women',
      indianMen: 'Indian men',
      blackMen: 'Black men',
      whiteWomen: 'White women',
      whiteMen: 'White men',
    },
    start: 'Starting threshold, safe for the people who look most alike.',
    step: (people: number) =>
      people < 10
        ? `For ${plural(people, { one: '# person', other: '# people' })}: until your gallery says more, it’s safe for the people who look most alike.`
        : people < 50
          ? `For ${people} people: your gallery begins to show how alike its people are.`
          : `For ${people} people: your own gallery decides.`,
    drift: 'Since it was set',
    driftGood: (looked: string) => `${looked} recognitions looked as expected.`,
    driftAlarm: (share: string) =>
      `${share} of recognitions were unusually weak; 10% would be normal. Check light and camera, and enrol new photos.`,
    driftFew: (looked: string) => `${looked} recognitions so far: too few to compare.`,
    fit: (name: string, ratio: string) => `${name} fits the tail within a factor of ${ratio}`,
    fits: { normal: 'A normal distribution', 'generalised-pareto': 'A generalised Pareto distribution' } as Readonly<
      Record<string, string>
    >,
  },
}

export type ThresholdsMessages = typeof thresholds
