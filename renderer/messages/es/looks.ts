import type { LooksMessages } from '../en/looks.ts'

/** The words of second looks at a face, in Spanish. */
export const looks: LooksMessages = {
  looks: {
    ask: (name) => `${name}, ¿guardar esta imagen para reconocerle con más seguridad?`,
    askText: (days) => `La oficina la compara con su foto y decide. Si no decide en ${days} días, se destruye.`,
    keep: 'Guardarla',
    no: 'No, gracias',
    kept: 'Gracias. La oficina decidirá.',
    link: 'Imágenes del terminal',
    title: 'Imágenes del terminal',
    text: 'Estas personas tienen una sola foto y aceptaron en el terminal guardar esta imagen. Acéptela solo si ambas muestran a la misma persona.',
    known: 'Foto existente',
    noPhoto: 'No hay foto',
    seen: 'En el terminal',
    alike: (similarity) => `Similitud ${similarity}.`,
    until: (day) => `Se destruye el ${day} si usted no decide.`,
    accept: 'Aceptar',
    refuse: 'Rechazar',
    accepted: (name) => `${name} tiene ahora una segunda foto.`,
    unsafe: 'Esta imagen se ha destruido: se parece demasiado poco a la foto existente, o demasiado a otra persona.',
    emptyTitle: 'Nada que decidir',
    empty: 'Cuando alguien con una sola foto guarda una imagen en el terminal, espera aquí su decisión.',
    setting: 'Preguntar en el terminal a quien tiene una sola foto si quiere guardar una segunda imagen',
    second: '¿Añadir una segunda foto?',
    secondText:
      'Con otra expresión, con otra luz o sin gafas: con dos fotos, una persona deja de reconocerse un tercio menos que con una.',
    later: 'Ahora no',
  },
}
