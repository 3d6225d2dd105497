import type { ModelsMessages } from '../en/models.ts'
import { plural } from './grammar.ts'

/** The words of the screen of models, in Spanish. */
export const models: ModelsMessages = {
  models: {
    title: 'Modelos',
    link: 'Con qué se reconocen aquí las caras y qué más hay',
    text: 'El reconocimiento funciona con un paquete de modelos. Otro puede ocupar su lugar una vez instalado y probado aquí.',
    list: 'Paquetes de modelos',
    states: {
      'in-use': 'En uso',
      installed: 'Instalado',
      incomplete: 'Faltan archivos',
      available: 'Sin instalar',
    },
    licence: 'Licencia',
    training: 'Entrenamiento',
    colours: { green: 'de uso libre', amber: 'sin aclarar', red: 'restringido' },
    accuracy: (figures) => `Publicado por sus autores: ${figures}.`,
    untried: 'No lo hemos probado.',
    unmeasured: 'No se han medido umbrales para él, así que empieza con uno más estricto.',
    add: (pack) => `Instalar ${pack}`,
    addShort: 'Instalar',
    goOn: 'Seguir descargando',
    size: (size) => `${size} en el disco.`,
    fromFile: 'Instalar desde archivos',
    fromFileTitle: 'Desde archivos',
    fromFileText:
      'Para un equipo sin red: elija los archivos de un paquete, o su archivo comprimido. Se reconocen por su suma de comprobación.',
    anyPack: 'El paquete que se describe a sí mismo',
    belongsTo: 'Los archivos son de',
    addTitle: (pack) => `¿Instalar ${pack}?`,
    addText: (hosts) =>
      `Rollcall descarga los archivos de ${hosts}. Allí se ve la dirección de este equipo y qué modelos descarga, y nada más.`,
    accept: 'Aceptar e instalar',
    terms: 'Usted acepta esto, y queda en el registro de cambios:',
    installed: (pack) => `${pack} está instalado.`,
    working: 'Se están instalando o probando modelos.',
    done: (share) => `${share} hecho`,
    stop: 'Detener',
    try: 'Probar',
    tryLabel: (pack) => `Probar ${pack} con las fotos de muestra`,
    fits: 'Funciona aquí',
    unfit: 'No funciona',
    trial: (found, faces, recognised, again) =>
      `Encontró ${found} de ${plural(faces, { one: '# cara', other: '# caras' })} en las fotos de muestra y volvió a reconocer ${recognised} de ${again}.`,
    speed: (milliseconds, present) => `${milliseconds} ms por cara; los modelos en uso tardan ${present} ms.`,
    use: 'Usar',
    useLabel: (pack) => `Usar ${pack}`,
    askToUse: (pack) => `¿Usar ${pack}?`,
    useText:
      'Si no hay nadie registrado, se usa enseguida. Si no, primero lee las fotos guardadas mientras siguen decidiendo los modelos actuales.',
    used: 'Los modelos se usan ya o se están preparando.',
    checkToo: 'Comprobar también con él',
    checkTooLabel: (pack) => `Que ${pack} también compruebe la prueba de vida`,
    endCheck: 'Desactivar',
    endCheckLabel: (pack) => `Prueba de vida sin ${pack}`,
    askToCheckToo: (pack) => `¿Que ${pack} también haga la prueba de vida?`,
    checkTooText:
      'Una cara se dará por viva solo si lo dicen todos los modelos. Así se detienen más imágenes, y algunas personas tendrán que intentarlo otra vez más a menudo. El reconocimiento se reinicia.',
    askToEndCheck: (pack) => `¿Hacer la prueba de vida sin ${pack}?`,
    endCheckText: 'Solo los modelos en uso dirán si una cara está viva. El reconocimiento se reinicia.',
    secondOpinion:
      'Una segunda opinión para la prueba de vida, además de los modelos en uso: una cara se da por viva solo si lo dicen todos.',
    livenessTrial: (living, found) =>
      `Dio por vivas ${living} de ${plural(found, { one: '# cara viva', other: '# caras vivas' })} de las fotos de muestra.`,
    livenessSpeed: (milliseconds, present) =>
      `La comprobación tarda ${milliseconds} ms por cara; sin este paquete tarda ${present} ms.`,
    remove: (pack) => `Quitar ${pack}`,
    removeTitle: '¿Quitar estos modelos?',
    removeText: 'Los archivos se borran. Se pueden volver a instalar.',
    removeAction: 'Quitar',
  },
  modelChange: {
    title: 'Cambio de modelos',
    back: (inUse, pack) => `Decide ${inUse}. Antes decidía ${pack}, que sigue listo por si quiere volver.`,
    reading: (inUse, pack) => `${pack} está leyendo las fotos guardadas; mientras tanto decide ${inUse}.`,
    ready: (pack) => `${pack} ha leído todas las fotos guardadas y ya puede decidir.`,
    read: 'Fotos leídas',
    progress: (read, all) => `${read} de ${plural(all, { one: '# foto', other: '# fotos' })}`,
    stopped: 'La lectura se detuvo. Se reintenta cuando cambian las personas y en el próximo inicio.',
    thresholds: {
      calibrated: (threshold) =>
        `Su umbral sería ${threshold}, con el que se cumple la promesa para las personas registradas aquí.`,
      carried: (threshold) =>
        `Su umbral sería ${threshold}: tan estricto como ahora para las personas registradas aquí, que son pocas para prometer nada.`,
      starting: (threshold) => `Su umbral inicial sería ${threshold}: hay pocas personas registradas para compararlas.`,
      'as-before': (threshold) => `Su umbral es ${threshold}, como antes.`,
    },
    missing: (count) =>
      plural(count, {
        one: '# persona no sería reconocida y necesita una foto nueva',
        other: '# personas no serían reconocidas y necesitan fotos nuevas',
      }),
    asked: 'El terminal también se la pide al fichar; las imágenes esperan en Personas, Imágenes del terminal.',
    switch: 'Cambiar',
    goBack: 'Volver',
    switchTitle: (pack) => `¿Que decida ${pack}?`,
    switchText:
      'El reconocimiento se reinicia con los otros modelos y su propio umbral. Puede volver en cualquier momento y se decidirá como antes.',
    switched: 'Ahora deciden los otros modelos.',
    end: 'Terminar el cambio',
    endTitle: (pack) => `¿Descartar ${pack}?`,
    endText: 'Se borra lo que leyeron estos modelos. Las fotos se conservan y se pueden volver a leer.',
    ended: 'El cambio ha terminado.',
  },
}
