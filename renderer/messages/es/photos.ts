import type { PhotosMessages } from '../en/photos.ts'

/** The words of a photo that is not good enough, and what would make it better, in Spanish. */
export const photos: PhotosMessages = {
  refusals: {
    'no-face': 'No se ha encontrado ninguna cara. Elija una foto que la muestre con claridad.',
    'several-faces': 'Se ha encontrado más de una cara. Elija una foto de una sola persona.',
    'face-too-small': 'La cara es demasiado pequeña. Acérquese o elija una foto más grande.',
    'low-quality': 'La foto no es lo bastante buena para el reconocimiento.',
    'not-an-image': 'No es una imagen. Use JPEG, PNG, WebP o HEIC.',
    'image-truncated': 'El archivo está incompleto. Cópielo de nuevo desde su origen.',
    'image-too-large':
      'La imagen es demasiado grande. Los límites son 50 megapíxeles, 20.000 píxeles por lado y una proporción de 20:1.',
    'image-too-small': 'La imagen es demasiado pequeña para encontrar una cara.',
    'file-not-found': 'El archivo ya no existe.',
    'duplicate-photo': 'Esta foto ya está dada de alta.',
    'looks-like-somebody-else': 'Se parece a alguien que ya está de alta.',
    'unlike-own-photos': 'No se parece a las fotos existentes.',
    'stopped-recognition': 'El reconocimiento se detuvo dos veces con esta foto. Guárdela de nuevo o use otra.',
  },
  quality: {
    'come-closer': 'Acérquese un poco',
    'hold-still': 'No se mueva un momento',
    'more-light': 'Más luz, por favor',
    'less-light': 'Menos luz, por favor',
    'light-from-front': 'Póngase de cara a la luz',
    'turn-left': 'Gire un poco a la izquierda',
    'turn-right': 'Gire un poco a la derecha',
    'chin-up': 'Levante un poco la barbilla',
    'chin-down': 'Baje un poco la barbilla',
    'straighten-head': 'Ponga la cabeza recta',
    'open-eyes': 'Abra los ojos',
    'uncover-face': 'Descúbrase la cara',
    'move-into-picture': 'Colóquese dentro de la imagen',
    'keep-proportions': 'Use una foto sin deformar',
  },
}
