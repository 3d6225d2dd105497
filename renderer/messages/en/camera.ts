import type { CameraTrouble } from '../../camera/watch.ts'

/** The words of a camera that does not work, in English. */
export const camera = {
  cameraTroubles: {
    black: { title: 'The camera sees nothing.', text: 'Is it covered?' },
    muted: { title: 'The camera is paused.', text: 'Is its privacy switch on? It reopens on its own.' },
    frozen: { title: 'The image is frozen.', text: 'Reopening the camera.' },
    turned: { title: 'The camera seems to be turned.', text: 'Rotate its image in Settings.' },
  } satisfies Record<CameraTrouble['kind'], { title: string; text: string }>,
  cameraTitles: {
    'camera-missing': 'No camera',
    'camera-refused': 'Camera blocked',
    'camera-busy': 'The camera is in use',
    'camera-lost': 'Camera disconnected',
  },
}

export type CameraMessages = typeof camera
