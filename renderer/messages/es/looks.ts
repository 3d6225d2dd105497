import type { LooksMessages } from '../en/looks.ts'

/** The words of looks at a face that people keep at the kiosk, in Spanish. */
export const looks: LooksMessages = {
  looks: {
    questions: {
      second: {
        ask: (name) => `${name}, ¿guardar esta imagen para reconocerle con más seguridad?`,
        about: (days) => `La oficina la compara con su foto y decide. Si no decide en ${days} días, se destruye.`,
        keep: 'Guardarla',
      },
      models: {
        ask: (name) => `${name}, ¿podemos hacerle una foto nueva?`,
        about: (days) =>
          `Se van a cambiar los modelos que reconocen las caras y no hay ninguna foto suya que puedan leer. La oficina decide sobre esta. Si no decide en ${days} días, se destruye.`,
        keep: 'Sí, adelante',
      },
    },
    no: 'No, gracias',
    kept: 'Gracias. La oficina decidirá.',
    link: 'Imágenes del terminal',
    title: 'Imágenes del terminal',
    text: 'Estas personas aceptaron en el terminal guardar esta imagen: tienen una sola foto, o ninguna que otros modelos puedan leer. Acéptela solo si muestra a la persona indicada.',
    known: 'Foto existente',
    noPhoto: 'No hay foto',
    seen: 'En el terminal',
    alike: (similarity) => `Similitud ${similarity}.`,
    forModels: 'No hay ninguna foto que otros modelos puedan leer: acéptela solo si conoce a esta persona.',
    byPin: 'Identificada por su PIN, no por su cara.',
    notCompared: 'Aún no se ha comparado con nada.',
    until: (day) => `Se destruye el ${day} si usted no decide.`,
    accept: 'Aceptar',
    refuse: 'Rechazar',
    accepted: {
      second: (name) => `${name} tiene ahora una segunda foto.`,
      models: (name) => `${name} tiene ahora una foto nueva.`,
    },
    unsafe: 'Esta imagen se ha destruido: se parece demasiado poco a lo registrado, o demasiado a otra persona.',
    emptyTitle: 'Nada que decidir',
    empty: 'Cuando alguien guarda una imagen en el terminal, espera aquí su decisión.',
    setting:
      'Preguntar en el terminal si se quiere guardar una imagen a quien tiene una sola foto, o ninguna que otros modelos puedan leer',
    second: '¿Añadir una segunda foto?',
    secondText:
      'Con otra expresión, con otra luz o sin gafas: con dos fotos, una persona deja de reconocerse un tercio menos que con una.',
    later: 'Ahora no',
  },
}
