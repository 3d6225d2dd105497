import type { ConsentMessages } from '../en/consent.ts'
import { plural } from './grammar.ts'

/** The words of consent in the office, in Spanish. */
export const consent: ConsentMessages = {
  consent: {
    title: 'Consentimiento',
    link: 'Con qué base se usan los rostros, qué se acepta y quién lo ha hecho.',
    text: 'En muchos países, el rostro es un dato personal especial. Decida con qué base lo usa esta oficina. Esto no es asesoramiento jurídico.',
    basis: 'Base jurídica',
    basisText: 'Decide a quién puede dar de alta y reconocer Rollcall.',
    bases: {
      undecided: { name: 'Sin decidir', hint: 'Rollcall da de alta y reconoce a todos, como hasta ahora.' },
      consent: {
        name: 'Consentimiento',
        hint: 'Nadie se da de alta ni se reconoce sin haber aceptado. Quien ya está de alta se reconoce durante un tiempo, para que pueda preguntarle.',
      },
      other: { name: 'Otra base', hint: 'Una ley o un acuerdo lo permite para todos. Indique cuál.' },
    },
    operatorPart: 'Quién es responsable',
    operatorPartText:
      'Lo dicen el terminal y el aviso de privacidad. Debe saberlo todo el mundo cuyo rostro se compara.',
    operator: 'Responsable de los datos',
    operatorHint: 'El nombre completo de la empresa. También figura en el texto que se acepta.',
    address: 'Dirección',
    addressHint: 'Dónde recibe cartas la empresa. Allí se le puede escribir sobre los datos.',
    contact: 'Contacto de protección de datos',
    contactHint:
      'Correo o teléfono del delegado de protección de datos, o de quien responda a preguntas sobre los datos.',
    noticeUrl: 'Dirección del aviso completo',
    noticeUrlHint:
      'Opcional: dónde publica usted el aviso que elabora Rollcall. El terminal la muestra como código QR; sin ella, muestra el propio aviso.',
    noticeUrlWrong: 'Escriba una dirección que empiece por https:// o deje el campo vacío.',
    otherBasis: 'Ley o acuerdo',
    otherBasisHint: 'Y dónde se guarda el documento.',
    otherBasisRequired: 'Indique qué ley o acuerdo es.',
    graceDays: 'Días para preguntar a quien ya está de alta',
    graceHint: 'Hasta entonces se reconoce sin consentimiento, también si cambia el texto.',
    holdDays: 'Días que esperan las fotos importadas',
    holdHint: 'Se guardan cifradas y sin leer hasta que la persona acepta; después se destruyen.',
    wording: 'Lo que se lee',
    wordingText: (version) =>
      `Versión ${version}. Un texto modificado es una versión nueva, y se pregunta de nuevo a todos.`,
    wordingTitle: 'Título',
    wordingBody: 'Texto',
    wordingRequired: 'Escriba un título.',
    shipped: 'Usar el texto de Rollcall',
    keepsConsents: 'Los consentimientos anteriores siguen siendo válidos',
    saved: 'Guardado.',
    language: 'Idioma del texto',
    list: 'Quién ha aceptado',
    listText: (agreed, all, until) =>
      until === null
        ? `${agreed} de ${plural(all, { one: '# persona', other: '# personas' })}. A las demás no se las reconoce.`
        : `${agreed} de ${plural(all, { one: '# persona', other: '# personas' })}. A las demás se las reconoce hasta ${until} si ya estaban de alta.`,
    shown: { open: 'Pendientes', all: 'Todas' },
    noneOpenTitle: 'Nada pendiente',
    noneOpen: 'Todas las personas han aceptado.',
    photos: (photos, held) =>
      [
        plural(photos, { one: '# foto', other: '# fotos' }),
        ...(held === 0 ? [] : [plural(held, { one: '# en espera', other: '# en espera' })]),
      ].join(', '),
    states: {
      valid: { name: 'Aceptado', hint: 'Se pueden añadir fotos y se reconoce el rostro.' },
      outdated: {
        name: 'Aceptó un texto anterior',
        hint: 'El texto ha cambiado. Pregunte de nuevo antes de añadir fotos.',
      },
      'guardian-missing': {
        name: 'Falta la firma del tutor',
        hint: 'También debe firmar un padre, una madre o un tutor.',
      },
      missing: { name: 'Sin registrar', hint: 'Pregunte antes de añadir fotos.' },
      refused: { name: 'Rechazado', hint: 'Ficha con PIN o tarjeta.' },
      withdrawn: { name: 'Retirado', hint: 'Los datos del rostro se borraron. Ficha con PIN o tarjeta.' },
    },
    kinds: { given: 'Aceptado', refused: 'Rechazado', withdrawn: 'Retirado' },
    signedBy: (name) => `firmado por ${name}`,
    guardianBy: (name) => `tutor: ${name}`,
    seenBy: (who, where) => `en presencia de ${who} (${where})`,
    onPaper: (date) => `en papel, ${date}`,
    version: (version) => `versión ${version} del texto`,
    alternatives: { none: 'Sin elegir', pin: 'PIN', badge: 'Tarjeta' },
    alternative: 'Otra forma de fichar',
    record: 'Registrar…',
    ask: 'Firmar en un terminal',
    withdraw: 'Retirar…',
    guardianSigns: 'También firma un tutor',
    recordTitle: (name) => `Consentimiento de ${name}`,
    where: 'Cómo se dio',
    wheres: { here: 'Aquí', paper: 'En papel' },
    answer: 'Respuesta',
    answers: { given: 'Acepta', refused: 'Rechaza' },
    name: 'Nombre de la persona, tal como firmó',
    nameHint: 'Si firma aquí, que lo escriba ella misma.',
    nameRequired: 'Escriba el nombre.',
    guardian: 'Nombre del tutor',
    paper: 'Fecha del papel',
    paperVersion: 'Texto del papel',
    versionSince: (version, since) => (since === null ? `Versión ${version}` : `Versión ${version}, desde el ${since}`),
    paperRequired: 'Indique la fecha.',
    askTitle: (name) => `Un código para ${name}`,
    askText: (until) => `Con él lee y firma el texto en un terminal. Sirve una vez, hasta ${until}.`,
    withdrawTitle: (name) => `¿Retirar el consentimiento de ${name}?`,
    withdrawText:
      'Los datos del rostro y las fotos se borran de inmediato, también las importadas. Los fichajes y las horas se conservan. No se puede deshacer.',
    withdrawAction: 'Retirar y borrar',
    receiptTitle: 'Consentimiento retirado',
    receipt: (name, at, number) => `${name}, ${at}. Registro ${number}.`,
    receiptErased: (templates, held) =>
      `Borrado: ${plural(templates, { one: '# foto con sus datos del rostro', other: '# fotos con sus datos del rostro' })}${held === 0 ? '' : `, ${plural(held, { one: '# foto importada', other: '# fotos importadas' })}`}.`,
    receiptStays:
      'Los fichajes y las horas se conservan. Las copias de seguridad anteriores guardan las fotos borradas, cifradas, hasta que se eliminen.',
    print: 'Imprimir',
  },
}
