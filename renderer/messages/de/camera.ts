import type { CameraMessages } from '../en/camera.ts'

/** The words of a camera that does not work, in German. */
export const camera: CameraMessages = {
  cameraTroubles: {
    black: { title: 'Die Kamera sieht nichts.', text: 'Ist sie verdeckt?' },
    muted: { title: 'Die Kamera ist angehalten.', text: 'Ist ihr Sichtschutz aktiv? Sie startet von selbst wieder.' },
    frozen: { title: 'Das Bild steht still.', text: 'Die Kamera wird neu gestartet.' },
    turned: { title: 'Die Kamera scheint gedreht zu sein.', text: 'Drehen Sie ihr Bild in den Einstellungen.' },
  },
  cameraTitles: {
    'camera-missing': 'Keine Kamera',
    'camera-refused': 'Kamera gesperrt',
    'camera-busy': 'Kamera ist belegt',
    'camera-lost': 'Kamera getrennt',
  },
}
