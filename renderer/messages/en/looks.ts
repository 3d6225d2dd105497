/** The words of second looks at a face, in English. */
export const looks = {
  looks: {
    // At the kiosk
    ask: (name: string) => `${name}, keep this look to recognise you more surely?`,
    askText: (days: number) =>
      `The office compares it with your photo and decides. After ${days} days without a decision it’s destroyed.`,
    keep: 'Keep it',
    no: 'No, thanks',
    kept: 'Thank you. The office decides about it.',
    // In the office
    link: 'Looks from the kiosk',
    title: 'Looks from the kiosk',
    text: 'These people have one photo only, and agreed at the kiosk to keep this look. Accept it only if both pictures show the same person.',
    known: 'Photo on file',
    noPhoto: 'No photo on file',
    seen: 'At the kiosk',
    alike: (similarity: string) => `Similarity ${similarity}.`,
    until: (day: string) => `Destroyed on ${day} unless you decide.`,
    accept: 'Accept',
    refuse: 'Refuse',
    accepted: (name: string) => `${name} has a second photo now.`,
    unsafe: 'This look was destroyed: it’s too unlike the photo on file, or too like somebody else.',
    emptyTitle: 'Nothing to decide',
    empty: 'When somebody with one photo only keeps a look at the kiosk, it waits here for your decision.',
    setting: 'Ask people with one photo at the kiosk whether to keep a second look',
    // Enrolment
    second: 'Add a second photo?',
    secondText:
      'With another expression, in other light, or without glasses: two photos miss a person a third less often than one.',
    later: 'Not now',
  },
}

export type LooksMessages = typeof looks
