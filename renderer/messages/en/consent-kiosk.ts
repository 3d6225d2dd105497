import { plural } from './grammar.ts'

/** The words of signing and withdrawing a consent at the kiosk, in English. */
export const consentKiosk = {
  consentKiosk: {
    open: 'Sign or withdraw consent',
    title: 'Consent to check-in by face',
    language: 'Language',
    sign: 'Sign a consent',
    signText: 'With the code from the office',
    withdraw: 'Withdraw your consent',
    withdrawText: 'Your photos are erased at once',
    codeHint: 'Enter the code that the office gave you',
    wrongCode: 'This code isn’t valid. Check it, or ask the office for a new one.',
    textChanged: 'The office has changed the text. Please read it again.',
    // The decision
    decision: 'Your decision',
    agree: 'I agree',
    disagree: 'I don’t agree',
    byFace: 'I check in with my face',
    by: { pin: 'I use a PIN', badge: 'I use a badge' },
    // Signing
    signTitle: (name: string) => `Your signature, ${name}`,
    guardianTitle: (name: string) => `Signature of a parent or guardian of ${name}`,
    guardianName: 'Name of the parent or guardian',
    way: 'How you sign',
    ways: { drawn: 'Draw', typed: 'Type the name' },
    pad: 'Signature',
    drawHint: 'Sign here with your finger',
    clear: 'Start over',
    typedName: 'Your full name',
    finish: 'Sign',
    thanks: (name: string) => `Thank you, ${name}`,
    agreed: 'Your consent is recorded. You can withdraw it here at any time.',
    refused: {
      pin: 'Your decision is recorded. The office gives you a PIN to check in with.',
      badge: 'Your decision is recorded. The office gives you a badge to check in with.',
      none: 'Your decision is recorded.',
    },
    // Withdrawing
    iAm: (name: string) => `I’m ${name}`,
    faceOrPin: 'Look at the camera until your name appears here, or use your PIN.',
    faceOnly: 'Look at the camera until your name appears here, or ask the office.',
    confirmTitle: (name: string) => `Withdraw your consent, ${name}?`,
    confirm: (photos: number) =>
      plural(photos, {
        one: 'Your photo and everything computed from it is erased at once.',
        other: 'Your # photos and everything computed from them are erased at once.',
      }),
    confirmNothing: 'There are no photos of you.',
    hoursStay: 'Your hours stay as they are.',
    fromNowOn: 'How do you check in from now on?',
    keep: 'Keep my consent',
    confirmed: 'Withdraw and erase',
    withdrawn: (name: string) => `${name}, your consent is withdrawn`,
    erased: (photos: number) =>
      plural(photos, {
        one: 'One photo and everything computed from it was erased.',
        other: '# photos and everything computed from them were erased.',
      }),
    erasedNothing: 'There were no photos of you to erase.',
    receipt: (number: string, time: string) => `Record ${number}. ${time}`,
    inBackups: (backups: number) =>
      plural(backups, {
        one: 'One earlier backup may still contain photos. The office can tell you when it’s deleted.',
        other: '# earlier backups may still contain photos. The office can tell you when they’re deleted.',
      }),
    print: 'Print this receipt',
    usePin: 'From now on, check in with your PIN.',
    getPin: 'From now on, you check in with a PIN. Please ask the office for one.',
    useBadge: 'From now on, you check in with a badge. If you don’t have one, please ask the office.',
  },
}

export type ConsentKioskMessages = typeof consentKiosk
