import type { CameraMessages } from '../en/camera.ts'

/** The words of a camera that does not work, in Spanish. */
export const camera: CameraMessages = {
  cameraTroubles: {
    black: { title: 'La cámara no ve nada.', text: '¿Está tapada?' },
    muted: { title: 'La cámara está en pausa.', text: '¿Está activado su interruptor de privacidad? Se reanuda sola.' },
    frozen: { title: 'La imagen está congelada.', text: 'Reiniciando la cámara.' },
    turned: { title: 'La cámara parece estar girada.', text: 'Gire su imagen en Ajustes.' },
  },
  cameraTitles: {
    'camera-missing': 'Sin cámara',
    'camera-refused': 'Cámara bloqueada',
    'camera-busy': 'La cámara está en uso',
    'camera-lost': 'Cámara desconectada',
  },
}
