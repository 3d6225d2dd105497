import type { ImportingMessages } from '../en/import.ts'
import { fieldColumns } from '../field-columns.ts'
import { list, numeral, plural } from './grammar.ts'

/** The words of the import and its review queue, in Spanish. */
export const importing: ImportingMessages = {
  imports: {
    title: 'Importar personas',
    link: 'Importar personas',
    waiting: (number) => `${number} por revisar`,
    text: `Una carpeta con una subcarpeta por persona, con su nombre; o un CSV con las columnas ${list(['name', 'photo', ...fieldColumns])}, junto con sus fotos.`,
    dropTitle: 'Suelte aquí una carpeta o una lista',
    drop: 'Las fotos se procesan en este equipo y no salen de él.',
    chooseFolder: 'Elegir carpeta',
    chooseFiles: 'Elegir lista y fotos',
    reading: 'Leyendo la carpeta',
    nothing: 'No hay nada que importar: ni una carpeta con fotos JPEG, PNG, WebP o HEIC, ni un CSV.',
    severalLists: 'Hay varios archivos CSV. Elija uno, junto con sus fotos.',
    planTitle: (source) => `¿Importar ${source}?`,
    plan: (persons, number) =>
      `${plural(persons, { one: '# persona', other: '# personas' })}, ${plural(number, { one: '# foto', other: '# fotos' })}`,
    planNames: (names, more) => (more > 0 ? `${names} y ${numeral(more)} más` : names),
    planRejected: (number) =>
      plural(number, {
        one: '# elemento no se puede usar; el informe dice por qué.',
        other: '# elementos no se pueden usar; el informe dice por qué.',
      }),
    begin: 'Importar',
    running: (done, total) => `${numeral(done)} de ${plural(total, { one: '# foto', other: '# fotos' })}`,
    states: { running: 'Procesando fotos', paused: 'En pausa', finished: 'Terminada' },
    progress: 'Progreso de la importación',
    failed: (reason) => `La importación se detuvo: ${reason}`,
    handing: 'Leyendo las fotos. Puede seguir usando esta ventana.',
    alone: 'Se han leído todas las fotos. La importación continúa aunque cierre esta ventana.',
    missing: (number) =>
      plural(number, {
        one: '# foto no se pudo leer antes de cerrar la ventana. Elija de nuevo la misma carpeta; nada se importa dos veces.',
        other:
          '# fotos no se pudieron leer antes de cerrar la ventana. Elija de nuevo la misma carpeta; nada se importa dos veces.',
      }),
    noSpace: 'El disco está casi lleno. La importación espera a que haya espacio.',
    pause: 'Pausar',
    resume: 'Reanudar',
    end: 'Detener',
    endTitle: '¿Detener esta importación?',
    endText: 'Las fotos ya añadidas se quedan. Las que faltan por procesar se omiten.',
    people: (number) => plural(number, { one: 'Fotos añadidas a # persona', other: 'Fotos añadidas a # personas' }),
    counts: {
      taken: (number) => plural(number, { one: '# añadida', other: '# añadidas' }),
      known: (number) => plural(number, { one: '# ya dada de alta', other: '# ya dadas de alta' }),
      refused: (number) => plural(number, { one: '# rechazada', other: '# rechazadas' }),
      review: (number) => `${number} por revisar`,
      skipped: (number) => plural(number, { one: '# omitida', other: '# omitidas' }),
    },
    reportTitle: 'Lo rechazado',
    reportNone: 'No se rechazó nada.',
    reportMore: (number) => `Y ${numeral(number)} más; están en el informe.`,
    save: 'Guardar informe',
    reportFile: 'informe-de-importacion',
    columns: { path: 'Archivo', name: 'Nombre', number: 'Número de empleado', state: 'Resultado', reason: 'Motivo' },
    outcomes: {
      missing: 'Sin leer',
      waiting: 'Sin procesar',
      taken: 'Añadida',
      known: 'Ya dada de alta',
      refused: 'Rechazada',
      review: 'Por revisar',
      skipped: 'Omitida',
    },
    reasons: {
      'other-format': 'Este formato de imagen no se admite. Guárdela como JPEG, PNG o WebP.',
      'no-person': 'No está claro quién es. Póngala en una carpeta con el nombre de la persona.',
      'invalid-input': 'La fila necesita un nombre y una foto.',
      'photo-of-another': 'La lista asigna esta foto también a otra persona. Deje solo una de las filas.',
      'employee-number-taken': 'El número de empleado es de otra persona. Corrija el nombre o el número.',
      'name-unclear': 'Varias personas tienen este nombre. Añada el número de empleado.',
      'person-left': 'Esta persona ya no trabaja aquí. Indique un nuevo primer día antes de añadir fotos.',
      'stopped-recognition': 'El reconocimiento se detuvo dos veces con esta foto. Guárdela de nuevo o use otra.',
      'file-not-found': 'La foto no estaba entre los archivos. Elíjala junto con la lista.',
      'duplicate-photo': 'La fila repite una anterior.',
    },
    queueTitle: 'Por revisar',
    queueText: 'Estas fotos no se añadieron automáticamente. Se conservan cifradas hasta que usted decida.',
    place: (number, total) => `${number} de ${total}`,
    earlier: 'Foto anterior',
    later: 'Foto siguiente',
    filed: (name) => `Clasificada como ${name}`,
    photoOf: (name) => `Foto clasificada como ${name}`,
    questions: {
      'several-faces': (name) => `¿Qué cara es la de ${name}?`,
      'face-too-small': (name) => `¿Es bastante buena esta foto de ${name}?`,
      'low-quality': (name) => `¿Es bastante buena esta foto de ${name}?`,
      'looks-like-somebody-else': (name) => `¿Es ${name} otra persona?`,
      'unlike-own-photos': (name) => `¿Es ${name}?`,
    },
    explain: {
      'several-faces': 'Seleccione la cara correcta en la foto.',
      'face-too-small': 'La cara es pequeña. Con esta foto, el reconocimiento será menos fiable.',
      'low-quality':
        'La imagen está por debajo del mínimo para el alta. Con esta foto, el reconocimiento será menos fiable.',
      'unlike-own-photos': 'La cara no se parece a las fotos existentes.',
      'looks-like-somebody-else': (name, similarity) =>
        `La cara se parece a la de ${name}, con alta previa (similitud ${similarity}).`,
    },
    take: 'Usar esta cara',
    takeAnyway: 'Usar de todos modos',
    same: (name) => `Es ${name}: añadir la foto allí`,
    sameHint: (name) => `Se clasificó como ${name} por error o con otra grafía.`,
    merge: (name) => `La misma persona: fusionar ambas en ${name}`,
    mergeHint:
      'Las fotos, los fichajes, las ausencias y el PIN pasan a una persona. Se puede deshacer más tarde en la página de la persona.',
    different: (name) => `Personas distintas: añadir a ${name}`,
    differentHint: 'A partir de ahora será más fácil confundirlas.',
    ownPhoto: (name) => `Sí, es ${name}`,
    skip: 'Omitir esta foto',
    alike: (number) =>
      plural(number, {
        one: 'Hacer lo mismo con # foto más como esta',
        other: 'Hacer lo mismo con # fotos más como esta',
      }),
    decided: (number) => plural(number, { one: '# foto revisada', other: '# fotos revisadas' }),
  },
}
