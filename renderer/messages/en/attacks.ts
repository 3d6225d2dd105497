/** The words of the test of the liveness check, in English. */
export const attacks = {
  attacks: {
    title: 'Test the liveness check',
    open: 'Test this check',
    openHint: 'Twenty tries by people and twenty with pictures, with your own camera and light.',
    intro: 'First twenty tries by live people, then twenty with photos and screens. Each takes about three seconds.',
    start: 'Start',
    phases: { genuine: 'Live people', attack: 'Photos and screens' },
    asks: {
      genuine: 'Look at the camera, step aside, and come back. Change people where you can.',
      attack: 'Hold a printed photo, a phone or a screen in front of the camera; take it away, and try another.',
    },
    leave: 'Step out of view',
    watching: 'Watching',
    waiting: 'Waiting for a face',
    counted: (done: number, total: number) => `${done} of ${total}`,
    undo: 'Undo the last one',
    next: 'Continue with photos and screens',
    skip: 'Stop',
    passed: 'Passed',
    refused: 'Rejected',
    toResult: 'See the result',
    advice: {
      'attacks-passed':
        'Some pictures passed. Make the check required and let the kiosk ask when unsure, or have somebody near the door.',
      'people-refused': 'Some live people were rejected. Light from the front helps; they can try again, or use a PIN.',
      few: (wanted: number) => `Fewer than ${wanted} of one kind or both were shown, so the figures are rough.`,
      good: 'No picture passed, and no live person was rejected.',
    },
    resultTitle: 'Result',
    apcer: 'Attacks that passed (APCER)',
    bpcer: 'Live people rejected (BPCER)',
    of: (errors: number, total: number) => `${errors} of ${total}`,
    interval: (low: string, high: string) =>
      `For attacks and people like these, the true share is between ${low} and ${high} with 95% confidence.`,
    none: 'Not tested',
    instrument: 'What you show',
    instruments: { print: 'Print', phone: 'Phone', screen: 'Screen', other: 'Other' },
    passedOf: (passed: number, total: number) => `${passed} of ${total} passed`,
    untested: 'Not part of this result',
    untestedText: [
      'The request to blink or to turn the head: only what the camera sees without asking is judged.',
      'Other cameras, other light, and people who didn’t take part.',
    ],
    again: 'Test again',
    notStopped: 'What this doesn’t stop',
    notStoppedText: [
      'Silicone or latex masks, and faces made up to look like somebody else.',
      'A good video on a large, bright screen, and video fed in place of the camera.',
      'Kinds of attack that weren’t tried here: the figures apply only to yours.',
    ],
    off: 'The check is off in Settings. It’s measured here all the same.',
  },
}

export type AttacksMessages = typeof attacks
