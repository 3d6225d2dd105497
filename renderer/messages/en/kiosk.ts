import type { Direction } from '../../../main/contract/events.ts'
import type { CameraRotation } from '../../../main/contract/settings.ts'
import type { DayPart } from '../format.ts'
import { plural } from './grammar.ts'

const greetings = { morning: 'Good morning', afternoon: 'Good afternoon', evening: 'Good evening' }

/** The words of the kiosk, its liveness challenge and its inspector, in English. */
export const kiosk = {
  kiosk: {
    frontDoor: 'Front door',
    title: 'Kiosk',
    invitation: 'Look at the camera',
    looking: 'One moment',
    greeting: (part: DayPart, direction: Direction) => (direction === 'in' ? greetings[part] : 'Goodbye'),
    recorded: (direction: Direction, time: string) =>
      direction === 'in' ? `Checked in at ${time}` : `Checked out at ${time}`,
    cooldown: (direction: Direction, time: string) =>
      direction === 'in' ? `You checked in at ${time}` : `You checked out at ${time}`,
    cooldownTitle: 'All done',
    notRight: 'Not right?',
    whatIsWrong: 'What’s wrong?',
    wrongPerson: (name: string) => `Wrong person: I’m not ${name}`,
    wrongDirection: {
      in: 'Wrong direction: I’m leaving',
      out: 'Wrong direction: I’m arriving',
    } satisfies Record<Direction, string>,
    nothingWrong: 'Nothing’s wrong',
    takenBack: 'Thank you. That entry has been undone. Look at the camera again, or use your PIN.',
    turnedRound: (direction: Direction, time: string) =>
      direction === 'in' ? `Changed: checked in at ${time}.` : `Changed: checked out at ${time}.`,
    todayUnread: 'Entries can’t be loaded right now.',
    comingTitle: 'See you soon',
    coming: (date: string) => `You start on ${date}. Nothing was recorded.`,
    leftTitle: 'Not recorded',
    left: (date: string) => `Your last day was ${date}. Please ask at the front desk.`,
    unknownTitle: 'We haven’t met yet',
    unknown: 'Please see the front desk. Adding you takes a minute.',
    unknownGuest: 'Visiting? Sign in below. If you work here, please see the front desk.',
    ambiguousTitle: 'Not quite sure',
    ambiguous: 'Please come a little closer and look straight at the camera.',
    notLiveTitle: 'We need to see you in person',
    notLive: 'Photos and screens aren’t accepted. Come closer and face the light.',
    today: 'Today',
    todayEmpty: 'Nobody has checked in yet.',
    rotation: 'Rotate image',
    rotations: { 0: 'No rotation', 90: '90° right', 180: 'Upside down', 270: '90° left' } satisfies Record<
      CameraRotation,
      string
    >,
    openSettings: 'Settings',
    dark: 'It’s too dark to see your face. Please turn on a light.',
    menu: 'Menu',
    camera: 'Camera',
    cameraAutomatic: 'System default',
    cameraUnnamed: (position: number) => `Camera ${position}`,
    mirror: 'Mirror image',
    starting: 'Starting the camera',
    awayTitle: 'Just a moment',
    away: 'Recognition is restarting. No entries are lost.',
    unsavedTitle: 'Check-in is out of order',
    unsaved: 'Nothing can be saved right now. Please tell the office.',
    picture: 'Live camera image',
  },
  challenge: {
    title: 'One more thing',
    blink: (times: number) =>
      plural(times, { one: 'Please blink slowly, once', other: 'Please blink slowly, # times' }),
    turn: { left: 'Please turn your head to your left', right: 'Please turn your head to your right' },
    still: {
      title: 'Please move your head a little',
      text: 'A photo would be just as still. A small nod is enough.',
    },
    failed: { title: 'That didn’t quite work', text: 'In a moment you can try again, or try something else.' },
    why: 'So that nobody can check in with a photo of you.',
    orPin: (advice: string) => `${advice} You can also use your PIN.`,
    setting: 'Ask when unsure',
    settingHint: 'When unsure, the kiosk asks for a blink or a turn of the head.',
  },
  inspector: {
    title: 'Inspector',
    show: 'Live inspector',
    nobody: 'Nobody in view',
    face: (track: number) => `Face ${track}`,
    crop: 'Aligned face',
    detection: 'Detection',
    quality: 'Quality',
    pose: 'Yaw, pitch, roll',
    liveness: 'Liveness',
    frozen: 'Frozen image',
    planar: 'Moves like a flat picture',
    candidates: 'Most similar',
    stages: 'Time per stage',
    total: 'Total',
    components: {
      size: 'Size',
      sharpness: 'Sharpness',
      exposure: 'Exposure',
      contrast: 'Contrast',
      yaw: 'Turned sideways',
      pitch: 'Up or down',
      roll: 'Tilted',
      eyes: 'Eyes open',
      occlusion: 'Uncovered',
      'cut-off': 'Fully in frame',
      proportions: 'Proportions',
    },
    notMeasured: 'Not measured',
    milliseconds: (value: string) => `${value} ms`,
    degrees: (value: string) => `${value}°`,
  },
}

export type KioskMessages = typeof kiosk
