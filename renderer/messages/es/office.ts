import type { OfficeMessages } from '../en/office.ts'
import { plural } from './grammar.ts'

/** The words of an office of several stations, in Spanish. */
export const office: OfficeMessages = {
  office: {
    title: 'Oficina',
    link: 'Varios equipos que comparten personas y fichajes mediante un PostgreSQL propio.',
    text: 'Las estaciones de una oficina comparten personas, fotos y fichajes. Si falla la red, cada una sigue por su cuenta.',
    aloneTitle: 'Este equipo trabaja solo',
    alone:
      'Si tiene varias puertas, conecte sus equipos mediante un PostgreSQL (versión 15 o posterior) que administre usted. Hasta entonces no se envía nada, y el servidor nunca ve una cara.',
    create: 'Crear una oficina',
    join: 'Unirse a una oficina',
    createText:
      'Use una cuenta que pueda crear roles en una base de datos vacía. Solo se usa esta vez y no se guarda; cada estación recibe la suya.',
    address: 'Servidor',
    addressHint: 'Por ejemplo, postgresql://postgres@db.example.org:5432/rollcall',
    addressWrong: 'Empiece por postgresql:// e indique el servidor y la base de datos.',
    password: 'Contraseña de la cuenta',
    certificate: 'Certificado de su propia autoridad (opcional)',
    certificateHint: 'PEM, si el certificado del servidor no lo firma una autoridad que este equipo conozca.',
    officeName: 'Nombre de la oficina',
    stationName: 'Nombre de esta estación',
    nameRequired: 'Introduzca un nombre.',
    joinText: 'En una estación que ya pertenezca a la oficina, elija «Invitar una estación» y traiga aquí su código.',
    code: 'Código',
    codeRequired: 'Introduzca el código.',
    joiningTitle: (office) => `Compare estas palabras para unirse a ${office}`,
    joiningText:
      'La estación que ha invitado a esta también muestra seis palabras. Si son las mismas, confírmelas allí. Si no, cancele aquí: alguien podría estar escuchando.',
    cancelJoining: 'Cancelar la unión',
    words: 'Palabras que comparar',
    state: {
      connecting: 'Conectando con el servidor.',
      connected: 'Conectado. Todo está transmitido.',
      handingOver: (changes) =>
        `Conectado. ${plural(changes, { one: '# cambio en camino.', other: '# cambios en camino.' })}`,
      apart: (since) => `Sin conexión desde ${since}. Esta estación sigue por su cuenta.`,
      waiting: (changes) =>
        plural(changes, {
          one: '# cambio espera a ser transmitido.',
          other: '# cambios esperan a ser transmitidos.',
        }),
    },
    server: 'Servidor',
    exchanged: 'Último intercambio',
    never: 'nunca',
    retried: (time) => `Próximo intento a las ${time}.`,
    heldBack: (changes) =>
      plural(changes, {
        one: '# cambio de otra estación queda retenido hasta que esta sepa a qué se refiere o tenga su modelo.',
        other:
          '# cambios de otras estaciones quedan retenidos hasta que esta sepa a qué se refieren o tenga su modelo.',
      }),
    check: 'Intercambiar ahora',
    stations: 'Estaciones',
    stationsText: 'Todos los equipos que pertenecen a esta oficina.',
    manages: 'Puede invitar y revocar estaciones',
    managesHint: 'Solo en un equipo en el que trabaje un propietario, no en un terminal.',
    onlyManaging: 'Las estaciones se invitan y se revocan en una que pueda administrar la oficina.',
    resume: 'Seguir con lo que sabe la oficina',
    otherWaiting: (changes) => plural(changes, { one: '# cambio pendiente allí', other: '# cambios pendientes allí' }),
    thisStation: 'esta estación',
    states: {
      invited: 'Invitada',
      waiting: 'Pendiente de confirmar',
      active: 'Miembro',
    },
    lastSeen: (time) => `vista por última vez: ${time}`,
    neverSeen: 'aún no se ha visto',
    silent: 'Lleva en silencio más de lo que explica su horario de apertura. Compruebe el equipo y su red.',
    clockAhead: (seconds) => `reloj ${seconds} s adelantado`,
    clockBehind: (seconds) => `reloj ${seconds} s atrasado`,
    clockRight: 'reloj en hora',
    version: (version) => `Rollcall ${version}`,
    modelOf: (model) => `modelo ${model}`,
    goodUntil: (time) => `caduca ${time}`,
    waitingStation: (station) => `${station} ha usado su código y espera a que otra estación la confirme.`,
    wordsAt: (station) => `${station} debe mostrar estas seis palabras:`,
    wordsMatch: 'Las palabras coinciden',
    wordsDiffer: 'Son distintas',
    otherModel: 'Otro modelo: sus fotos no se pueden usar aquí hasta que ambas estaciones tengan el mismo.',
    older: (stations) =>
      `Versión anterior de Rollcall en ${stations}. Actualícela allí: hasta entonces sigue por su cuenta.`,
    newer: (stations) => `Ya hay una versión posterior de Rollcall en ${stations}. Actualice también esta estación.`,
    invite: 'Invitar una estación',
    inviteName: 'Nombre de la estación nueva',
    inviteHours: 'El código caduca',
    hours: (hours) => `En ${plural(hours, { one: '# hora', other: '# horas' })}`,
    makeCode: 'Crear código',
    codeTitle: (station) => `Código para ${station}`,
    codeText: (until) =>
      `Solo se muestra una vez, sirve una vez y caduca: ${until}. Introdúzcalo en la estación nueva, en Ajustes, Oficina, y después compare las seis palabras.`,
    codePicture: 'El código como código QR',
    revoke: 'Revocar',
    revokeTitle: (station) => `¿Revocar ${station}?`,
    revokeText:
      'Ya no puede leer ni enviar nada, y lo que se guarde desde ahora queda bajo una clave nueva. Lo que ya tiene sigue en ella: borre su disco si la han robado.',
    withdraw: 'Retirar',
    withdrawTitle: (station) => `¿Retirar la invitación de ${station}?`,
    withdrawText: 'Su código deja de funcionar al instante.',
    erasures: 'Borrado en todas partes',
    erasuresText: 'Quien se borra en una estación se borra en todas y en el servidor.',
    noErasures: 'No se ha borrado nada desde que se creó esta oficina.',
    erasedOn: (confirmed, stations, time) =>
      `Borrado en ${confirmed} de ${plural(stations, { one: '# estación', other: '# estaciones' })}, por última vez: ${time}.`,
    erasedMissing: (stations) => `Falta la confirmación de: ${stations}.`,
    key: 'Clave de recuperación de la oficina',
    keyText:
      'Abre las fotos y plantillas de la oficina si se pierden todas las estaciones. Se muestra una vez, al crearla.',
    keyOnce: 'Imprímala y guárdela lejos de los equipos. Solo se muestra esta vez.',
    keyPrinted: (date) => `Clave de recuperación de la oficina, ${date}`,
    newKey: 'Crear otra',
    newKeyTitle: '¿Crear otra clave de recuperación?',
    newKeyText: 'La que tiene impresa no abre nada de lo que se guarde desde entonces.',
    print: 'Imprimir',
    leave: 'Salir de la oficina',
    leaveTitle: '¿Salir de la oficina?',
    leaveText: (waiting) =>
      waiting === 0
        ? 'Esta estación conserva lo que tiene y sigue por su cuenta. Las demás ya no ven sus fichajes.'
        : `${plural(waiting, { one: '# cambio aún espera', other: '# cambios aún esperan' })} y quizá no lleguen a las demás. Esta estación conserva lo que tiene y sigue por su cuenta.`,
    entriesWaiting: (entries) =>
      plural(entries, { one: '# fichaje por transmitir', other: '# fichajes por transmitir' }),
  },
}
