import type { AttacksMessages } from '../en/attacks.ts'

/** The words of the test of the liveness check, in Spanish. */
export const attacks: AttacksMessages = {
  attacks: {
    title: 'Probar la prueba de vida',
    open: 'Ensayar esta prueba',
    openHint: 'Veinte intentos con personas y veinte con imágenes, con su propia cámara y su propia luz.',
    intro:
      'Primero, veinte intentos con personas reales; después, veinte con fotos y pantallas. Cada uno dura unos tres segundos.',
    start: 'Empezar',
    phases: { genuine: 'Personas reales', attack: 'Fotos y pantallas' },
    asks: {
      genuine: 'Mire a la cámara, apártese y vuelva. Si es posible, túrnense varias personas.',
      attack: 'Ponga delante de la cámara una foto impresa, un teléfono o una pantalla; retírela y pruebe con otra.',
    },
    leave: 'Salga de la imagen',
    watching: 'Observando',
    waiting: 'Esperando una cara',
    counted: (done, total) => `${done} de ${total}`,
    undo: 'Deshacer el último',
    next: 'Continuar con fotos y pantallas',
    skip: 'Detener',
    passed: 'Aceptado',
    refused: 'Rechazado',
    toResult: 'Ver el resultado',
    advice: {
      'attacks-passed':
        'Algunas imágenes fueron aceptadas. Haga obligatoria la prueba y deje que el terminal pregunte en caso de duda, o procure que haya alguien cerca de la entrada.',
      'people-refused':
        'Algunas personas reales fueron rechazadas. La luz frontal ayuda; pueden volver a intentarlo o usar un PIN.',
      few: (wanted) =>
        `Hubo menos de ${wanted} intentos de alguno de los dos tipos, así que las cifras son aproximadas.`,
      good: 'No se aceptó ninguna imagen ni se rechazó a ninguna persona real.',
    },
    resultTitle: 'Resultado',
    apcer: 'Ataques aceptados (APCER)',
    bpcer: 'Personas reales rechazadas (BPCER)',
    of: (errors, total) => `${errors} de ${total}`,
    interval: (low, high) =>
      `Con ataques y personas como estos, la proporción real está entre ${low} y ${high} con un 95 % de confianza.`,
    none: 'Sin probar',
    instrument: 'Qué muestra',
    instruments: { print: 'Impresión', phone: 'Teléfono', screen: 'Pantalla', other: 'Otro' },
    passedOf: (passed, total) => `${passed} de ${total} aceptados`,
    untested: 'Fuera de este resultado',
    untestedText: [
      'La petición de parpadear o girar la cabeza: solo se juzga lo que la cámara ve sin preguntar.',
      'Otras cámaras, otra luz y personas que no han participado.',
    ],
    again: 'Repetir la prueba',
    notStopped: 'Lo que esto no impide',
    notStoppedText: [
      'Las máscaras de silicona o látex y las caras maquilladas para parecerse a otra persona.',
      'Un buen vídeo en una pantalla grande y luminosa, o un vídeo introducido en lugar de la cámara.',
      'Los tipos de ataque que no se han probado aquí: las cifras solo valen para los suyos.',
    ],
    off: 'La prueba está desactivada en Ajustes. Aquí se mide de todos modos.',
  },
}
