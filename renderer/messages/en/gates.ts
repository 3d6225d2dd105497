import { numeral, plural } from './grammar.ts'

/** The words of the minimum image quality, in English. */
export const gates = {
  gates: {
    title: 'Image quality',
    link: 'Image quality',
    linkHint: 'How good a photo must be for enrolment and for recognition.',
    both: (enrolment: string, kiosk: string) => `Enrolment ${enrolment} · kiosk ${kiosk}`,
    enrolment: 'For enrolment',
    enrolmentText: 'Photos below this don’t become templates. An import asks about them instead.',
    probe: 'At the kiosk',
    probeText: 'Faces below this aren’t searched for: the kiosk waits for a better moment.',
    value: (value: string) => `${value} of 100`,
    standard: (value: string) => `Reset to ${value}`,
    enrolledBelow: (below: number, all: number) =>
      below === 0
        ? 'None of your photos is below it.'
        : `${numeral(below)} of ${plural(all, { one: '# photo', other: '# photos' })} would have been rejected. They stay enrolled.`,
    enrolledNone: 'Once people are enrolled, you’ll see here what it means for their photos.',
    recognisedBelow: (below: number, all: number) =>
      `Of the last ${plural(all, { one: '# recognition', other: '# recognitions' })}, ${numeral(below)} would have had to wait for a better picture.`,
    recognisedNone: 'Once the kiosk has recognised people, you’ll see here what it would have meant.',
    examples: 'Your own photos, from worst to best',
    refused: 'Rejected',
    passes: 'Passes',
    photo: (name: string, quality: string, verdict: string) => `${name}, quality ${quality}: ${verdict}`,
    high: 'A minimum this high keeps many good photos out. Look at the photos below before you use it.',
    probeHigh:
      'A minimum this high makes people wait in poor light. It doesn’t make wrong names much rarer; the threshold does.',
    parts:
      'Quality combines size, sharpness, light, the turn of the head, open eyes, and whether the face is covered or cut off. The kiosk’s live inspector shows each of them.',
  },
}

export type GatesMessages = typeof gates
