import type { LookPurpose } from '../../../main/contract/looks.ts'

/** The words of looks at a face that people keep at the kiosk, in English. */
export const looks = {
  looks: {
    // At the kiosk
    questions: {
      second: {
        ask: (name: string) => `${name}, keep this look to recognise you more surely?`,
        about: (days: number) =>
          `The office compares it with your photo and decides. After ${days} days without a decision it’s destroyed.`,
        keep: 'Keep it',
      },
      models: {
        ask: (name: string) => `${name}, may we take a new photo of you?`,
        about: (days: number) =>
          `The models that recognise faces here are being changed, and there’s no photo of you that they can read. The office decides about this one. After ${days} days without a decision it’s destroyed.`,
        keep: 'Yes, take it',
      },
    } satisfies Record<LookPurpose, unknown>,
    no: 'No, thanks',
    kept: 'Thank you. The office decides about it.',
    // In the office
    link: 'Looks from the kiosk',
    title: 'Looks from the kiosk',
    text: 'These people agreed at the kiosk to keep this look: they have one photo only, or none that other models can read. Accept it only if it shows the person who is named.',
    known: 'Photo on file',
    noPhoto: 'No photo on file',
    seen: 'At the kiosk',
    alike: (similarity: string) => `Similarity ${similarity}.`,
    forModels: 'No photo on file that other models can read: accept it only if you know this person.',
    byPin: 'Named by their PIN, not by their face.',
    notCompared: 'Compared with nothing yet.',
    until: (day: string) => `Destroyed on ${day} unless you decide.`,
    accept: 'Accept',
    refuse: 'Refuse',
    accepted: {
      second: (name: string) => `${name} has a second photo now.`,
      models: (name: string) => `${name} has a new photo now.`,
    },
    unsafe: 'This look was destroyed: it’s too unlike what’s on file, or too like somebody else.',
    emptyTitle: 'Nothing to decide',
    empty: 'When somebody keeps a look at the kiosk, it waits here for your decision.',
    setting:
      'Ask people at the kiosk whether to keep a look: who has one photo only, or none that other models can read',
    // Enrolment
    second: 'Add a second photo?',
    secondText:
      'With another expression, in other light, or without glasses: two photos miss a person a third less often than one.',
    later: 'Not now',
  },
}

export type LooksMessages = typeof looks
