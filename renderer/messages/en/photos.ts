import type { Refusal } from '../../../main/contract/enrol.ts'
import type { QualityReason } from '../../../main/contract/quality.ts'

/** The words of a photo that is not good enough, and what would make it better, in English. */
export const photos = {
  refusals: {
    'no-face': 'No face found. Choose a photo that shows the face clearly.',
    'several-faces': 'More than one face found. Choose a photo of one person only.',
    'face-too-small': 'The face is too small. Come closer, or choose a larger photo.',
    'low-quality': 'The photo isn’t good enough for recognition.',
    'not-an-image': 'This isn’t an image. Use JPEG, PNG, WebP or HEIC.',
    'image-truncated': 'The file is incomplete. Copy it again from its source.',
    'image-too-large':
      'The image is too large. The limits are 50 megapixels, 20,000 pixels a side and a ratio of 20:1.',
    'image-too-small': 'The image is too small to find a face.',
    'file-not-found': 'The file no longer exists.',
    'duplicate-photo': 'This photo is already enrolled.',
    'looks-like-somebody-else': 'This looks like someone who is already enrolled.',
    'unlike-own-photos': 'This doesn’t look like the photos on file.',
    'stopped-recognition': 'Recognition stopped twice on this photo. Save it again, or use another.',
  } satisfies Record<Refusal['code'], string>,
  quality: {
    'come-closer': 'Come a little closer',
    'hold-still': 'Hold still for a moment',
    'more-light': 'More light, please',
    'less-light': 'Less light, please',
    'light-from-front': 'Face the light',
    'turn-left': 'Turn a little to the left',
    'turn-right': 'Turn a little to the right',
    'chin-up': 'Lift your chin a little',
    'chin-down': 'Lower your chin a little',
    'straighten-head': 'Hold your head straight',
    'open-eyes': 'Open your eyes',
    'uncover-face': 'Uncover your face',
    'move-into-picture': 'Move into the frame',
    'keep-proportions': 'Use a photo that isn’t stretched',
  } satisfies Record<QualityReason, string>,
}

export type PhotosMessages = typeof photos
