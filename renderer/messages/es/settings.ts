import type { SettingsMessages } from '../en/settings.ts'
import { plural } from './grammar.ts'

/** The words of settings, in Spanish. */
export const settings: SettingsMessages = {
  retention: {
    group: 'Conservación',
    hints: {
      leavers: 'Las fotos y plantillas se borran después del último día. Las horas y los fichajes se conservan.',
      unseen: 'Fotos y plantillas de personas sin fichajes durante ese tiempo. Pueden seguir fichando con su PIN.',
      guests: 'El nombre, la empresa y el anfitrión se borran después de la visita.',
      requests: 'Solicitudes de corrección aprobadas o rechazadas. Las correcciones se conservan.',
      reviews: 'Fotos de una importación sobre las que nadie ha decidido. Impórtelas de nuevo si las necesita.',
      deliveries: 'Fichajes que un webhook no aceptó y que ya no se envían. Los fichajes se conservan.',
      events:
        'Los fichajes se borran por meses completos, con sus correcciones, y la hoja de horas lo indica. El mes en curso y el anterior se conservan siempre, y ningún fichaje se borra antes que las fotos de quienes no vienen desde hace tiempo.',
      evidence:
        'El parecido de la cara, quién quedó en segundo lugar, y lo viva y nítida que parecía la imagen. Los fichajes se conservan, con su hora y su método.',
      audit:
        'Las líneas del registro se borran por meses completos. Se conservan las que acreditan otros datos: fusiones, cambios de clave y borrados por antigüedad.',
    },
    after: (days) =>
      days === null
        ? 'Conservar'
        : days === 0
          ? 'Borrar enseguida'
          : plural(days, { one: 'Al cabo de # día', other: 'Al cabo de # días' }),
    title: (kind, after) => `¿${kind}: ${after}?`,
    goes: (what, from, to) => `${what}, del ${from} al ${to}: se borrarán para siempre en menos de un minuto.`,
    nothing: 'Aún no hay nada tan antiguo. Lo que llegue a serlo se borrará solo.',
    clock: 'Se ha cambiado el reloj de este equipo, así que de momento no se borra nada.',
    confirm: 'Borrar por antigüedad',
    counts: {
      leavers: (number) => plural(number, { one: '# foto', other: '# fotos' }),
      unseen: (number) => plural(number, { one: '# foto', other: '# fotos' }),
      guests: (number) => plural(number, { one: '# visita', other: '# visitas' }),
      requests: (number) => plural(number, { one: '# solicitud', other: '# solicitudes' }),
      reviews: (number) => plural(number, { one: '# foto', other: '# fotos' }),
      deliveries: (number) => plural(number, { one: '# entrega', other: '# entregas' }),
      events: (number) => plural(number, { one: '# fichaje', other: '# fichajes' }),
      evidence: (number) => plural(number, { one: 'Pruebas de # fichaje', other: 'Pruebas de # fichajes' }),
      audit: (number) => plural(number, { one: '# línea', other: '# líneas' }),
    },
  },
  settings: {
    title: 'Ajustes',
    recognition: 'Reconocimiento',
    margin: 'Ventaja mínima',
    marginHint: 'Si las dos mejores coincidencias están más próximas que esto, no se nombra a nadie.',
    cooldown: 'Pausa entre fichajes',
    cooldownHint: 'Nadie se registra dos veces dentro de este tiempo.',
    pause: (seconds) =>
      seconds === 0
        ? 'Ninguna'
        : seconds % 60 === 0
          ? plural(seconds / 60, { one: '# minuto', other: '# minutos' })
          : plural(seconds, { one: '# segundo', other: '# segundos' }),
    ask: 'Preguntar antes de una salida temprana',
    askHint: 'A quien se vuelve a ver tan pronto tras su entrada se le pregunta antes de fichar la salida.',
    askFor: (minutes) => (minutes === 0 ? 'Nunca' : plural(minutes, { one: '# minuto', other: '# minutos' })),
    liveness: 'Prueba de vida',
    livenessHint:
      'Rechaza la mayoría de las fotos impresas. Las fotos y los vídeos en pantalla a menudo se aceptan, y las máscaras no se detectan.',
    livenessModes: { off: 'Desactivada', advisory: 'Solo registro', required: 'Obligatoria' },
    kiosk: 'Terminal',
    kioskName: 'Nombre de este terminal',
    direction: 'Sentido',
    directions: { toggle: 'Alternar', in: 'Siempre entrada', out: 'Siempre salida' },
    camera: 'Cámara',
    mirror: 'Imagen en espejo',
    sounds: 'Sonidos',
    appearance: 'Apariencia',
    language: 'Idioma',
    languageSystem: 'El del sistema',
    clock: 'Reloj',
    clocks: { system: 'Automático', 12: '12 horas', 24: '24 horas' },
    theme: 'Tema',
    themes: { system: 'Sistema', light: 'Claro', dark: 'Oscuro' },
    data: 'Datos',
    advanced: 'Avanzado',
    metricHint: 'Entrene el reconocimiento con sus propias fotos y compare métricas.',
    inspectorHint: 'Muestra lo que ve el motor en el terminal. Allí también puede pulsar la I.',
    engine: 'En este equipo',
    provider: 'Se ejecuta en',
    fellBack: (wanted, reason) => `Se pidió ${wanted}, pero no está disponible: ${reason}`,
    fallBacks: {
      failed: 'no pudo ejecutar los modelos',
      stopped: 'dejó de responder',
      crashed: 'Rollcall se cerró de forma inesperada mientras se usaba',
    },
    available: (names) => `Disponibles: ${names}`,
    search: 'Método de búsqueda',
    searches: { exact: 'Exacta', hnsw: 'Índice (HNSW)' },
    dataFolder: 'Carpeta de datos',
    key: 'Clave de cifrado',
    keyPlaces: {
      file: (path) => `El archivo de clave ${path}`,
      passphrase: 'Su frase de contraseña',
      keychain: 'El llavero de macOS',
      'windows-protection': 'La protección de datos de Windows',
      'key-ring': 'El llavero del sistema',
      'recovery-key': 'La clave de recuperación',
    },
    keyBesideData:
      'Está guardada con los datos: quien copie la carpeta de datos puede abrirla. Guarde las copias de seguridad lejos de la clave.',
    stored: 'Guardado',
    storedCounts: (people, templates, events) => `${people} personas, ${templates} fotos, ${events} fichajes`,
    version: 'Versión',
    models: 'Modelos',
    modelsOf: (pack, licence) => `${pack}: ${licence}`,
    modelRoles: {
      detector: 'Encuentra caras',
      landmarks: 'Encuentra ojos, nariz y boca',
      embedder: 'Distingue caras',
      liveness: 'Distingue caras reales de imágenes',
      pose: 'Ve hacia dónde gira una cabeza',
      eyes: 'Distingue ojos abiertos de cerrados',
    },
    doctor: 'Comprobar todo',
    doctorHint:
      'Revisa los modelos, el procesador, todos los valores guardados y el índice sin interrumpir el fichaje.',
    doctorRunning: 'Comprobando',
    doctorGood: 'Todo está en orden.',
    doctorBad: 'Algo requiere atención.',
    checks: {
      models: 'Modelos',
      'native files': 'Archivos nativos',
      provider: 'Se ejecuta en',
      database: 'Base de datos',
      log: 'Registro',
      'database file': 'Archivo de la base de datos',
      'audit log': 'Registro de auditoría',
      records: 'Registros',
      heads: 'Prueba externa',
      'stored values': 'Valores guardados',
      index: 'Índice de búsqueda',
      key: 'Clave de cifrado',
      'data folder': 'Carpeta de datos',
      'diagnostic log': 'Registro de diagnóstico',
      disk: 'Disco',
    },
    findings: {
      modelsWhole: (files, pack) =>
        plural(files, {
          one: `# archivo de modelo de ${pack}, intacto.`,
          other: `# archivos de modelo de ${pack}, todos intactos.`,
        }),
      modelsWrong: (files) =>
        `Faltan o están dañados: ${files}. Inicie Rollcall con npm start, que los vuelve a descargar, o reinstálelo.`,
      nativeWhole: (files) =>
        plural(files, { one: '# biblioteca, como se instaló.', other: '# bibliotecas, como se instalaron.' }),
      nativeWrong: (files) =>
        `Faltan o han cambiado desde la instalación: ${files}. Otro programa puede haberlos sustituido: reinstale Rollcall.`,
      nativeUnlisted: 'No hay una lista de cómo eran. Inicie Rollcall una vez con npm start, que la crea.',
      databaseWhole: (entries, schema) =>
        `Intacta: ${plural(entries, { one: '# fichaje', other: '# fichajes' })}, esquema ${schema}.`,
      logWhole: 'No falta nada de lo que se guardó.',
      fileSame: 'Sin cambios desde que se cerró por última vez.',
      auditWhole: (lines) => plural(lines, { one: '# línea, sin cambios.', other: '# líneas, todas sin cambios.' }),
      recordsProved: (rows, since, waiting) =>
        [
          `${plural(rows, { one: '# fila', other: '# filas' })}, tal como las escribió Rollcall.`,
          ...(since === null ? [] : [`Selladas desde ${since}; los cambios anteriores no se pueden detectar.`]),
          ...(waiting === 0
            ? []
            : [
                `${plural(waiting, { one: 'Falta por sellar # fila anterior', other: 'Faltan por sellar # filas anteriores' })}.`,
              ]),
        ].join(' '),
      headsNone:
        'No se guarda ninguna fuera de este equipo. Elija una carpeta para ella en Ajustes, Prueba para auditores.',
      headsSame: (proofs, newest) =>
        `${plural(proofs, { one: '# prueba coincide', other: '# pruebas coinciden' })}: no se ha alterado ningún fichaje ni ninguna línea del registro de auditoría anteriores al ${newest}.`,
      headForeign: (made) => `La prueba del ${made} no es de esta instalación, o alguien ha cambiado el archivo.`,
      valuesWhole: 'Todos se pueden leer y descifrar.',
      indexWhole: (templates, search) =>
        `${plural(templates, { one: '# plantilla facial', other: '# plantillas faciales' })}, método de búsqueda: ${search}.`,
      indexPartial: (indexed, templates) =>
        `Solo ${indexed} de ${templates} plantillas faciales están en el índice. Reinicie Rollcall para reconstruirlo.`,
      keyInterrupted: (at) =>
        `La creación de una clave nueva se interrumpió el ${at}. No se cambió nada. Vuelva a crearla en Copias de seguridad.`,
      folderClosed: 'Solo usted puede abrirla.',
      folderOpen: (folder, mode) =>
        `Otros usuarios de este equipo ven qué archivos hay en ${folder} (modo ${mode}), aunque no pueden leerlos. Ejecute chmod 700 sobre ella.`,
      noLog: 'Aquí no se registra nada.',
      disk: (size) => `${size} libres.`,
      diskNearlyFull: (size) => `Solo quedan ${size} libres. Libere espacio para que se puedan guardar los fichajes.`,
    },
    passed: 'Correcto',
    notPassed: 'Requiere atención',
  },
}
