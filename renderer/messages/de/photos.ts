import type { PhotosMessages } from '../en/photos.ts'

/** The words of a photo that is not good enough, and what would make it better, in German. */
export const photos: PhotosMessages = {
  refusals: {
    'no-face': 'Kein Gesicht gefunden. Wählen Sie ein Foto, das das Gesicht deutlich zeigt.',
    'several-faces': 'Mehr als ein Gesicht gefunden. Wählen Sie ein Foto mit nur einer Person.',
    'face-too-small': 'Das Gesicht ist zu klein. Kommen Sie näher oder wählen Sie ein größeres Foto.',
    'low-quality': 'Das Foto ist für die Erkennung nicht gut genug.',
    'not-an-image': 'Das ist kein Bild. Verwenden Sie JPEG, PNG, WebP oder HEIC.',
    'image-truncated': 'Die Datei ist unvollständig. Kopieren Sie sie erneut vom Ursprungsort.',
    'image-too-large':
      'Das Bild ist zu groß. Erlaubt sind 50 Megapixel, 20.000 Pixel je Seite und ein Seitenverhältnis von 20:1.',
    'image-too-small': 'Das Bild ist zu klein, um darin ein Gesicht zu finden.',
    'file-not-found': 'Die Datei ist nicht mehr vorhanden.',
    'duplicate-photo': 'Dieses Foto ist bereits registriert.',
    'looks-like-somebody-else': 'Das Gesicht ähnelt jemandem, der bereits registriert ist.',
    'unlike-own-photos': 'Das Gesicht ähnelt den vorhandenen Fotos nicht.',
    'stopped-recognition':
      'Die Erkennung ist an diesem Foto zweimal gescheitert. Speichern Sie es neu oder verwenden Sie ein anderes.',
  },
  quality: {
    'come-closer': 'Bitte etwas näher kommen',
    'hold-still': 'Bitte kurz stillhalten',
    'more-light': 'Bitte mehr Licht',
    'less-light': 'Bitte weniger Licht',
    'light-from-front': 'Bitte zum Licht wenden',
    'turn-left': 'Bitte etwas nach links drehen',
    'turn-right': 'Bitte etwas nach rechts drehen',
    'chin-up': 'Bitte das Kinn etwas heben',
    'chin-down': 'Bitte das Kinn etwas senken',
    'straighten-head': 'Bitte den Kopf gerade halten',
    'open-eyes': 'Bitte die Augen öffnen',
    'uncover-face': 'Bitte das Gesicht frei machen',
    'move-into-picture': 'Bitte ganz ins Bild treten',
    'keep-proportions': 'Bitte ein unverzerrtes Foto verwenden',
  },
}
