import type { KiosksMessages } from '../en/kiosks.ts'

/** The words of the list of kiosks, in Spanish. */
export const kiosks: KiosksMessages = {
  kiosks: {
    allPinsLocked: (until) =>
      `La entrada por PIN está bloqueada en todos los terminales hasta las ${until} por demasiados intentos fallidos.`,
    pinsLocked: (kiosk, until) =>
      `La entrada con PIN en ${kiosk} está bloqueada hasta las ${until} por demasiados intentos fallidos.`,
    title: 'Terminales',
    text: 'Una ventana por cámara. Cada una tiene su nombre, su sentido y su cámara; el reconocimiento es común.',
    add: 'Añadir terminal',
    name: 'Nombre del nuevo terminal',
    open: 'Abrir ventana',
    direction: 'Sentido',
    directions: {
      settings: 'Como en Ajustes',
      toggle: 'Alternar',
      ask: 'Preguntar en pantalla',
      in: 'Siempre entrada',
      out: 'Siempre salida',
    },
    pin: 'Fichaje con PIN',
    pins: { off: 'Desactivado', number: 'Número de empleado y PIN', alone: 'Basta el PIN' },
    entries: 'Últimos fichajes en pantalla',
    entriesShown: { photos: 'Con fotos', names: 'Solo nombres', none: 'Ocultos' },
    guests: 'Las visitas pueden registrarse aquí',
    requests: 'Aquí se pueden solicitar fichajes olvidados',
    hours: 'Aquí cada persona puede ver y confirmar sus propias horas con su PIN',
    camera: 'Cámara',
    remove: (name) => `Quitar ${name}`,
    removeTitle: (name) => `¿Quitar ${name}?`,
    removeText:
      'Una ventana con este nombre se comporta entonces como el terminal principal. Sus fichajes siguen en el registro.',
    removeAction: 'Quitar',
    fullScreen:
      'A pantalla completa, un terminal añadido aquí no tiene menú, para que nadie en la entrada llegue a los Ajustes. El terminal principal conserva su menú. F11 sale de la pantalla completa, y pide una contraseña si hay cuentas; púlselo otra vez para volver.',
    emptyTitle: 'Un terminal',
    empty: 'El terminal principal está siempre disponible. Añada otro por cada cámara adicional.',
    askTitle: (name) => `${name}, ¿entrada o salida?`,
  },
}
