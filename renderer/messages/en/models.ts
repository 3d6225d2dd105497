import type { LabelColour } from '../../../main/contract/model-labels.ts'
import type { ListedPack } from '../../../main/contract/models.ts'
import { plural } from './grammar.ts'

/** The words of the screen of models, in English. */
export const models = {
  models: {
    title: 'Models',
    link: 'What recognises faces here, and what else there is',
    text: 'Recognition runs on a pack of models. Another one can take its place once it has been installed and tried here.',
    list: 'Packs of models',
    states: {
      'in-use': 'In use',
      installed: 'Installed',
      incomplete: 'Files are missing',
      available: 'Not installed',
    } satisfies Record<ListedPack['state'], string>,
    licence: 'Licence',
    training: 'Training',
    colours: { green: 'free to use', amber: 'unclear', red: 'restricted' } satisfies Record<LabelColour, string>,
    accuracy: (figures: string) => `Published by the makers: ${figures}.`,
    untried: 'Not tried by us.',
    unmeasured: 'Thresholds haven’t been measured for it, so it begins with a stricter one.',
    add: (pack: string) => `Install ${pack}`,
    addShort: 'Install',
    goOn: 'Continue download',
    size: (size: string) => `${size} on disk.`,
    fromFile: 'Install from files',
    fromFileTitle: 'From files',
    fromFileText:
      'For a computer without a network: choose the files of a pack, or its archive. They are known by their checksums.',
    anyPack: 'The pack that describes itself',
    belongsTo: 'The files are of',
    addTitle: (pack: string) => `Install ${pack}?`,
    addText: (hosts: string) =>
      `Rollcall downloads the files from ${hosts}. They see this computer’s address and which models it fetches, and nothing else.`,
    accept: 'Accept and install',
    terms: 'You accept this, and the audit log keeps it:',
    installed: (pack: string) => `${pack} is installed.`,
    working: 'Models are being installed or tried.',
    done: (share: string) => `${share} done`,
    stop: 'Stop',
    try: 'Try',
    tryLabel: (pack: string) => `Try ${pack} on the sample photos`,
    fits: 'Works here',
    unfit: 'Doesn’t work',
    trial: (found: number, faces: number, recognised: number, again: number) =>
      `Found ${found} of ${plural(faces, { one: '# face', other: '# faces' })} on the sample photos, and recognised ${recognised} of ${again} again.`,
    speed: (milliseconds: string, present: string) =>
      `${milliseconds} ms for a face; the models in use take ${present} ms.`,
    use: 'Use',
    useLabel: (pack: string) => `Use ${pack}`,
    askToUse: (pack: string) => `Use ${pack}?`,
    useText:
      'Where nobody is enrolled, it is used at once. Otherwise it first reads the photos that were kept, while the present models decide.',
    used: 'The models are used, or are being made ready.',
    checkToo: 'Check liveness, too',
    checkTooLabel: (pack: string) => `Have ${pack} check liveness, too`,
    endCheck: 'Switch off',
    endCheckLabel: (pack: string) => `Check liveness without ${pack}`,
    askToCheckToo: (pack: string) => `Have ${pack} check liveness, too?`,
    checkTooText:
      'A face then counts as alive only where all models say so. That stops more pictures, and people are asked to try again more often. Recognition restarts.',
    askToEndCheck: (pack: string) => `Check liveness without ${pack}?`,
    endCheckText: 'Only the models in use then say whether a face is alive. Recognition restarts.',
    secondOpinion:
      'A second opinion on liveness, beside the models in use: a face counts as alive only where all of them say so.',
    livenessTrial: (living: number, found: number) =>
      `Took ${living} of ${plural(found, { one: '# live face', other: '# live faces' })} on the sample photos for alive.`,
    livenessSpeed: (milliseconds: string, present: string) =>
      `The check takes ${milliseconds} ms for a face; without this pack it takes ${present} ms.`,
    remove: (pack: string) => `Remove ${pack}`,
    removeTitle: 'Remove these models?',
    removeText: 'The files are deleted. They can be installed again.',
    removeAction: 'Remove',
  },
  modelChange: {
    title: 'Change of the models',
    back: (inUse: string, pack: string) => `${inUse} decides. ${pack} decided before and stays ready to go back to.`,
    reading: (inUse: string, pack: string) => `${pack} is reading the photos that were kept, while ${inUse} decides.`,
    ready: (pack: string) => `${pack} has read every photo that was kept and can decide.`,
    read: 'Photos read',
    progress: (read: number, all: number) => `${read} of ${plural(all, { one: '# photo', other: '# photos' })}`,
    stopped: 'Reading stopped. It is tried again whenever people change, and at the next start.',
    thresholds: {
      calibrated: (threshold: string) =>
        `Its threshold would be ${threshold}, which keeps the promise for the people enrolled here.`,
      carried: (threshold: string) =>
        `Its threshold would be ${threshold}: as strict as now for the people enrolled here, who are too few to promise anything.`,
      starting: (threshold: string) =>
        `Its threshold would be ${threshold} to begin with: too few people are enrolled to compare.`,
      'as-before': (threshold: string) => `Its threshold is ${threshold}, as before.`,
    },
    missing: (count: number) =>
      plural(count, {
        one: '# person wouldn’t be recognised and needs a new photo',
        other: '# people wouldn’t be recognised and need new photos',
      }),
    asked: 'The kiosk asks them for one too when they check in, and they wait under People, Looks from the kiosk.',
    switch: 'Switch',
    goBack: 'Go back',
    switchTitle: (pack: string) => `Have ${pack} decide?`,
    switchText:
      'Recognition restarts with the other models and their own threshold. You can go back at any time, and everything is decided as before.',
    switched: 'The other models decide now.',
    end: 'End the change',
    endTitle: (pack: string) => `Give up ${pack}?`,
    endText: 'What these models read is erased. The photos stay, so they can be read again.',
    ended: 'The change has ended.',
  },
}
export type ModelsMessages = typeof models
