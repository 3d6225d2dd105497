import type { PrivacyWords } from '../privacy-words.ts'

const dias = (number: number) => (number === 1 ? '1 día' : `${number} días`)

export const es: PrivacyWords = {
  documents: {
    notice: 'Aviso de privacidad: fichar con el rostro',
    retention: 'Cuánto tiempo se conservan los datos y cómo se borran',
    assessment: 'Fichar con el rostro: documentación para protección de datos y representantes de los trabajadores',
  },
  made: (time) => `Elaborado el ${time} con los ajustes vigentes entonces.`,
  unstated: 'Aún no se ha indicado. Pregunte en la oficina.',
  noAdvice: 'Esto no es asesoramiento jurídico. Si es suficiente lo deciden la oficina y quienes la asesoran.',
  parts: {
    office: 'Quién es responsable',
    purpose: 'Para qué se usa',
    basis: 'Base jurídica',
    system: 'La instalación',
    flows: 'Adónde van los datos',
    data: 'Qué se guarda',
    recognition: 'Cómo se reconocen los rostros',
    others: 'Desconocidos y visitas',
    alternatives: 'Fichar sin el rostro',
    retention: 'Cuánto tiempo se guarda',
    erasure: 'Cómo se borra',
    recipients: 'Quién más recibe datos',
    access: 'Quién puede ver y cambiar qué',
    errors: 'Con qué frecuencia se equivoca aquí el reconocimiento',
    notDone: 'Lo que no se hace',
    security: 'Cómo se protege',
    risks: 'Riesgos y qué se hace contra ellos',
    rules: 'Normas del país',
    rights: 'Sus derechos',
    open: 'Lo que la oficina aún debe completar',
  },
  labels: {
    name: 'Nombre',
    address: 'Dirección',
    contact: 'Contacto de protección de datos',
    url: 'Aviso completo',
    what: 'Qué',
    about: 'Qué incluye',
    howLong: 'Cuánto tiempo',
    who: 'Quién',
    gets: 'Qué recibe',
    version: 'Versión de Rollcall',
    model: 'Modelo',
    licence: 'Licencia del modelo',
    processor: 'Se ejecuta en',
    people: 'Personas',
    templates: 'Fotos con plantilla facial',
    kiosks: 'Terminales',
    key: 'Dónde está la clave',
    from: 'De',
    to: 'A',
    threshold: 'Similitud a partir de la cual se nombra a alguien',
    liveness: 'Prueba de vida',
    risk: 'Riesgo',
    measure: 'Qué se hace contra él',
    rule: 'Norma',
    state: 'Estado',
    source: 'Fuente',
    checked: 'Consultado en',
    answer: 'Respuesta de la oficina',
  },
  purpose: [
    'Los rostros se comparan para registrar cuándo llegan y se van las personas. Las horas sirven para calcular la jornada y el salario y para saber quién está en el edificio.',
    'No se usan para nada más. De ellos no se deducen emociones, salud, origen ni carácter, no se valora a nadie por su rostro y no se toman decisiones automáticas sobre nadie.',
  ],
  bases: {
    undecided: 'La oficina aún no ha decidido con qué base jurídica usa los rostros.',
    consent:
      'Su consentimiento. Es voluntario: quien no lo da ficha con un PIN o una tarjeta y no sale perjudicado. No se da de alta a nadie sin su consentimiento.',
    grace: (until) =>
      `A quienes estaban dados de alta antes de pedirse el consentimiento se les reconoce sin él hasta el ${until}, y no después.`,
    other: (document) =>
      document === ''
        ? 'Una ley o un acuerdo. La oficina aún no ha indicado cuál. Pregunte en la oficina.'
        : `Una ley o un acuerdo: ${document}`,
  },
  categories: {
    person: {
      title: 'Persona',
      text: 'Nombre, número de empleado, grupos, primer y último día de trabajo, nombres anteriores',
    },
    face: {
      title: 'Rostro',
      text: 'Fotos para el reconocimiento y los números calculados a partir de ellas (plantillas faciales), ambos cifrados',
    },
    consent: {
      title: 'Consentimiento',
      text: 'Qué aceptó o rechazó, cuándo y dónde, su firma y el nombre del tutor, si lo hay',
    },
    pin: { title: 'PIN', text: 'Que existe, y los intentos fallidos. Rollcall no conoce el PIN.' },
    entries: {
      title: 'Entradas y salidas',
      text: 'Hora, sentido, terminal, rostro o PIN, similitud del rostro y a quién más se parecía, correcciones',
    },
    hours: {
      title: 'Horas',
      text: 'Horarios, ausencias, solicitudes de corrección las horas calculadas a partir de los fichajes y los meses que usted confirmó',
    },
    guests: {
      title: 'Visitas',
      text: 'Nombre, empresa, a quién visitan, llegada y marcha. No se guarda el rostro.',
    },
    imports: {
      title: 'Fotos importadas',
      text: 'Fotos que esperan una decisión o un consentimiento, cifradas',
    },
    audit: { title: 'Registro de auditoría', text: 'Quién consultó, exportó o cambió qué, y cuándo' },
    sent: { title: 'Envíos', text: 'Qué fichajes se han enviado, o quedan por enviar, a otros programas' },
  },
  recognition: (model) => [
    `La imagen de la cámara se analiza solo en el equipo de la oficina y no se graba. De cada rostro se calculan números que se comparan con las plantillas de las personas dadas de alta (modelo: ${model}). Ni las imágenes ni las plantillas se envían a ningún sitio.`,
    'El reconocimiento puede equivocarse. Si el terminal nombra a otra persona, indíquelo allí («No soy yo»); si no le reconoce, use un PIN o pregunte en la oficina.',
  ],
  strangers: (number) =>
    number === 0
      ? 'Se compara el rostro de todo el que está ante la cámara, porque de otro modo no se podría reconocer a nadie. Los rostros de quienes no están dados de alta no se guardan.'
      : `Se compara el rostro de todo el que está ante la cámara, porque de otro modo no se podría reconocer a nadie. Los rostros de quienes no están dados de alta se guardan cifrados ${dias(number)}, para que la oficina vea quién estuvo y pueda darlos de alta.`,
  guests: (number) =>
    number === null
      ? 'Las visitas que se registran en el terminal escriben su nombre, su empresa y a quién visitan. No se guarda su rostro. El registro permanece hasta que la oficina lo borra.'
      : `Las visitas que se registran en el terminal escriben su nombre, su empresa y a quién visitan. No se guarda su rostro. El registro se borra ${dias(number)} después de su marcha.`,
  noGuests: 'Aquí las visitas no se registran en el terminal.',
  pins: {
    everywhere: 'En todos los terminales puede usar un PIN en lugar del rostro.',
    at: (kiosks) => `En estos terminales puede usar un PIN en lugar del rostro: ${kiosks}.`,
    nowhere: 'Ningún terminal admite aquí un PIN. Pregunte en la oficina cómo fichar sin el rostro.',
  },
  alternative: 'Fichar sin el rostro no perjudica en nada y vale lo mismo.',
  after: (number) =>
    number === null ? 'Sin plazo fijado' : number === 0 ? 'Se borra de inmediato' : `Se borra a los ${dias(number)}`,
  retention: {
    leavers: 'Fotos y plantillas faciales de quienes ya no trabajan aquí, desde su último día',
    unseen: 'Fotos y plantillas faciales de personas sin fichajes, desde el último',
    guests: 'Visitas, desde su marcha',
    requests: 'Solicitudes de corrección aprobadas o rechazadas',
    reviews: 'Fotos importadas sobre las que nadie ha decidido, desde el día de la importación',
    deliveries: 'Fichajes que no se pudieron enviar a otro sistema, desde que se hicieron',
    events: 'Entradas y salidas, y sus correcciones, por meses completos, desde el fin de cada mes',
    evidence: 'El parecido de la cara en un fichaje, y con quién más, por meses completos; el fichaje se conserva',
    audit:
      'Registro de auditoría: quién consultó, exportó o cambió qué, por meses completos; las líneas que acreditan otros datos se conservan',
  },
  kept: {
    person: 'Nombre, número de empleado y otros datos',
    consents: 'Declaraciones de consentimiento',
    strangers: 'Rostros de quienes no están dados de alta',
    looks: 'Segundas imágenes que alguien quiso guardar en el terminal',
    held: 'Fotos importadas que esperan un consentimiento',
    exports: 'Archivos exportados en el equipo de la oficina',
    backups: 'Copias de seguridad',
  },
  keeping: {
    person: 'Hasta que la oficina borre a la persona',
    consents: 'Como prueba, hasta que la oficina borre a la persona',
    noStrangers: 'No se guardan',
    looks: (number) => `Hasta que la oficina decida; sin decisión, se destruyen a los ${dias(number)}`,
    held: (number) => (number === 0 ? 'No se guardan' : `Sin consentimiento, se destruyen a los ${dias(number)}`),
    exports: (number) => (number === null ? 'Hasta que la oficina los elimine' : `Se eliminan a los ${dias(number)}`),
    backups: 'La más reciente de cada uno de los últimos 7 días, 4 semanas y 12 meses',
    manualBackups: 'Hechas a mano, hasta que la oficina las elimine',
  },
  erasure: [
    'Lo que ha vencido lo borra el propio Rollcall, cada minuto mientras funciona. Se sobrescribe en la base de datos, en su diario y en el índice de búsqueda. El registro de auditoría indica después cuánto se borró y de qué periodo, con una suma de comprobación.',
    'Las copias de seguridad y los archivos exportados antes aún lo contienen hasta que se eliminan. Al restaurar una copia en el mismo equipo, lo que se borró desde entonces vuelve a quedar fuera.',
  ],
  recipients: {
    none: 'Nadie. No se envía nada desde el equipo de la oficina.',
    kinds: {
      webhook: 'Programa que recibe los fichajes',
      program: 'Programa con acceso',
      identityProvider: 'Inicio de sesión de la oficina',
      office: 'Servidor de las estaciones de la oficina',
      heads: 'Carpeta de sumas de comprobación',
      backups: 'Carpeta de copias de seguridad',
    },
    gets: {
      webhook: (active) =>
        `${active ? '' : 'En pausa. Si no: '}Cada fichaje en cuanto se produce, y cada corrección con su motivo: nombre, número de empleado, hora, sentido, terminal. Sin fotos ni plantillas.`,
      program: (scopes) => `Solo en este equipo: ${scopes}`,
      identityProvider: 'Quién de la oficina inicia sesión en Rollcall. Nada sobre las personas que fichan.',
      office:
        'Personas, fichajes, correcciones, consentimientos y visitas de todas las estaciones, que el administrador del servidor puede leer. Las fotos, plantillas, firmas y PIN están cifrados de modo que solo las estaciones pueden abrirlos.',
      heads: 'Sumas de comprobación de los registros, firmadas. Sin datos personales.',
      backups: 'Copias de todo; las fotos y plantillas que contienen están cifradas',
    },
    scopes: {
      'people:read': 'lee personas',
      'people:write': 'añade y cambia personas',
      'people:erase': 'borra personas',
      'people:enrol': 'añade fotos',
      'people:consent': 'registra consentimientos',
      'events:read': 'lee entradas y salidas',
    },
    exports: 'La oficina exporta las horas como archivos, por ejemplo para la nómina.',
  },
  rights: [
    'Puede ver qué se guarda sobre usted: la oficina se lo entrega todo en un archivo, con una página para leerlo.',
    'Puede pedir que se corrijan errores: en la oficina, o con una solicitud de corrección en el terminal.',
    'Puede pedir que se borren sus datos o se limite su uso, oponerse a él y llevarse sus datos, en la medida en que lo prevé la ley.',
  ],
  withdraw:
    'Puede retirar su consentimiento en cualquier momento, en el terminal o diciéndolo en la oficina, sin dar motivos. Las fotos y plantillas faciales se borran de inmediato. Lo registrado hasta entonces sigue siendo lícito y sus horas se conservan.',
  complain: 'Puede reclamar ante la autoridad de protección de datos.',
  contact: (contact) => `Para todo ello, diríjase a: ${contact}`,
  security: [
    'Las fotos, las plantillas faciales y las firmas están cifradas con AES-256. Los nombres y las horas no lo están; solo puede leer los archivos el usuario de este equipo.',
    'Cada fichaje, corrección y consentimiento lleva un sello que delata los cambios hechos por otros programas. Las horas registradas nunca se cambian, solo se corrigen, con nombre y motivo.',
    'Quién consultó, exportó o cambió algo consta en un registro de auditoría que no se puede modificar desde las pantallas de la oficina.',
  ],
  signIn: {
    undecided: 'La oficina aún no ha decidido quién puede usar sus pantallas.',
    machine: 'Cualquiera que use el equipo de la oficina puede usar las pantallas. Nadie tiene que iniciar sesión.',
    accounts: 'Quien usa las pantallas inicia sesión con su nombre y ve lo que permite su función.',
  },
  introduction:
    'Rollcall ha elaborado este documento con los ajustes y las cifras de esta instalación. Sirve de base para una evaluación de impacto y para hablar con los representantes de los trabajadores, y no sustituye a ninguna de las dos cosas: lo que solo la oficina puede saber se pregunta al final.',
  roles: {
    owner: 'Propietario',
    hr: 'Recursos humanos',
    manager: 'Responsable (sus grupos)',
    reception: 'Recepción',
    auditor: 'Auditoría',
    'signed-out': 'Sin sesión',
    kiosk: 'Terminal',
  },
  capabilities: {
    whoIsIn: 'Ver quién está',
    people: 'Ver la lista de personas',
    photos: 'Ver los datos y fotos de alguien',
    enrol: 'Añadir fotos',
    erase: 'Borrar personas',
    consent: 'Registrar y retirar consentimientos',
    hours: 'Ver horas',
    correct: 'Corregir fichajes',
    exportHours: 'Exportar horas',
    handOut: 'Entregar lo que se guarda sobre alguien',
    search: 'Buscar con una foto',
    strangers: 'Ver rostros desconocidos, si se guardan',
    guests: 'Ver visitas',
    audit: 'Leer el registro de auditoría',
    decide: 'Decidir sobre el consentimiento y su texto',
    recognition: 'Cambiar el reconocimiento',
    connect: 'Conectar otros programas',
    backUp: 'Hacer copias de seguridad',
    accounts: 'Crear cuentas',
  },
  flows: [
    ['Cámara de un terminal', 'Equipo del terminal', 'Imágenes, analizadas en memoria y no guardadas'],
    ['Fotos para el reconocimiento', 'Base de datos', 'Fotos y plantillas, cifradas'],
    ['Terminal', 'Base de datos', 'Fichajes con hora, sentido y cifras de la comparación'],
    ['Base de datos', 'Pantallas de la oficina', 'Lo que permite la función, véase más abajo'],
    ['Pantallas de la oficina', 'Archivos exportados', 'Horas y fichajes, cuando alguien los exporta'],
  ],
  folder: (path) => `Carpeta ${path}`,
  livenessModes: { off: 'Desactivada', advisory: 'Se anota, no rechaza a nadie', required: 'Obligatoria' },
  errors: {
    measured: (people, templates, pairs) =>
      `Calculado con ${templates === 1 ? '1 foto' : `${templates} fotos`} de ${people === 1 ? '1 persona dada' : `${people} personas dadas`} de alta aquí, en ${pairs === 1 ? '1 pareja' : `${pairs} parejas`} de personas distintas, con el umbral vigente. Son proporciones esperadas para esta instalación, no una promesa.`,
    fpir: (share) => `Un desconocido ante la cámara recibe el nombre de alguien dado de alta: ${share}`,
    fmr: (share) => `Dos personas distintas se toman por una, por cada pareja comparada: ${share}`,
    fnir: (share) => `Alguien dado de alta no es reconocido en un intento: ${share}`,
    tooFew: 'Hay aquí demasiado pocas personas o fotos para decir con qué frecuencia se nombraría a desconocidos.',
    tooFewOfOne:
      'Aquí nadie tiene varias fotos, por lo que no se ha medido aquí con qué frecuencia no se reconoce a personas dadas de alta.',
    reference: (people) =>
      `Cuantas menos personas hay aquí, más se basan las cifras en cómo comparó el modelo a otras: ${people}.`,
    field:
      'No se mide con qué frecuencia se equivocó el reconocimiento en el uso diario. Los fichajes que alguien negó y las correcciones constan en el registro.',
  },
  notDone: [
    'De los rostros no se deducen emociones, estado de ánimo, salud, edad, sexo ni origen.',
    'No se valora ni clasifica a nadie por su rostro, y no se decide automáticamente sobre el empleo.',
    'Los rostros no se comparan con listas de fuera, y no se sigue a nadie de cámara en cámara.',
    'Las imágenes de la cámara no se graban.',
    'No se envía nada al fabricante de Rollcall ni a la nube.',
  ],
  risks: [
    [
      'Se toma a alguien por otra persona',
      'Umbral con una tasa de error prometida, ventaja sobre la siguiente persona, varias imágenes, «No soy yo» en el terminal, correcciones',
    ],
    [
      'No se reconoce a alguien y pierde tiempo o salario',
      'PIN, solicitudes de corrección en el terminal, correcciones de la oficina',
    ],
    ['Alguien muestra la foto de otra persona', 'Prueba de vida. Una buena máscara o pantalla puede superarla.'],
    ['Se roban plantillas o fotos', 'Cifrado; se puede cambiar la clave; borrado a tiempo'],
    [
      'Alguien de la oficina mira más de lo debido',
      'Funciones, inicio de sesión con nombre, registro de consultas y exportaciones',
    ],
    [
      'Se alteran fichajes después',
      'Las horas registradas nunca se cambian; sellos; sumas de comprobación guardadas en otro sitio',
    ],
    ['Se consiente por sentirse obligado', 'Otra forma de fichar sin perjuicio; se puede retirar en cualquier momento'],
    ['Los datos se guardan más de lo necesario', 'Ajustes para cada tipo; el borrado es automático y queda anotado'],
  ],
  keyBesideData: (beside) =>
    beside
      ? 'La clave está en la misma carpeta que los datos. Quien copie la carpeta puede abrir fotos y plantillas.'
      : 'La clave no está en la carpeta de los datos.',
  open: [
    'Por qué es necesario comparar rostros y por qué no basta una tarjeta o un PIN',
    'Qué ley o acuerdo lo permite y dónde está su texto',
    'Qué dijeron los representantes de los trabajadores, y cuándo',
    'Dónde están las cámaras, qué ven además de la entrada y cómo se avisa a las personas antes de entrar en imagen',
    'Quién tiene cada función y cada cuánto se revisa',
    'Quién administra el equipo y sus copias, y si el disco está cifrado',
    'Cuánto tiempo y por qué ley deben conservarse los fichajes, y quién los elimina',
    'Qué pasa si no se reconoce a alguien una y otra vez',
    'Qué riesgo queda y quién lo asume',
    'Fecha, nombre y firma',
  ],
  openBroken: (rules) => `Qué hacer con las normas que los ajustes no cumplen: ${rules}`,
  noCountry: 'En los ajustes no se ha elegido ningún país, por lo que no se enumeran normas.',
  states: { kept: 'Se cumple', broken: 'No se cumple', office: 'Debe comprobarlo la oficina' },
  rules: {
    'office-named': {
      title: 'Decir quién es responsable',
      text: 'Hay que decir a las personas quién es responsable de los datos, con una dirección y un contacto de protección de datos.',
    },
    'basis-named': {
      title: 'Indicar una base jurídica',
      text: 'Comparar rostros está prohibido salvo que se dé uno de los supuestos que enumera la ley. Elija uno.',
    },
    'consent-first': {
      title: 'Pedir antes un consentimiento aparte',
      text: 'No se puede usar el rostro de nadie antes de que haya aceptado precisamente eso por escrito.',
    },
    'consent-doubtful': {
      title: 'No basarse en el consentimiento',
      text: 'La autoridad considera que los trabajadores apenas pueden negarse, por lo que su consentimiento en general no vale para registrar la jornada. Hace falta una ley que lo permita.',
    },
    'no-working-time': {
      title: 'No registrar la jornada con el rostro',
      text: 'La autoridad admite el rostro en el trabajo solo para acceder a locales y dispositivos y excluye el control de la jornada. Rollcall registra la jornada. Use PIN para ello o no use Rollcall para esto.',
    },
    'justify-face': {
      title: 'Explicar por qué no basta una tarjeta',
      text: 'La oficina debe mostrar por escrito por qué hacen falta los rostros y por qué las plantillas las guarda ella y no un soporte que lleve la persona.',
    },
    'other-way': {
      title: 'Ofrecer otra forma',
      text: 'Hay que ofrecer a cada persona una forma de fichar sin el rostro, y no debe salir perjudicada por ello.',
    },
    'strangers-not-kept': {
      title: 'No guardar rostros de desconocidos',
      text: 'Quienes no están dados de alta no han aceptado nada. Sus rostros no se guardan.',
    },
    'leavers-erased': {
      title: 'Borrar los datos faciales de quienes se van',
      text: 'Cuando alguien se va, la finalidad desaparece. Las fotos y plantillas deben borrarse en un día fijado.',
    },
    'three-years': {
      title: 'Borrar en tres años',
      text: 'Los datos faciales deben destruirse al cumplirse la finalidad y, como máximo, tres años después de la última vez que la persona estuvo.',
    },
    'public-policy': {
      title: 'Publicar la política',
      text: 'Cuánto tiempo se conservan los datos y cómo se destruyen debe constar por escrito y ser público. Publique la página que elabora Rollcall e indique su dirección.',
    },
    'works-council': {
      title: 'Acordarlo con el comité de empresa',
      text: 'Si hay comité de empresa, debe dar su acuerdo antes de usar un dispositivo que pueda vigilar la conducta.',
    },
    assessment: {
      title: 'Evaluar el impacto',
      text: 'El impacto sobre las personas debe evaluarse por escrito antes de usar rostros. La documentación que elabora Rollcall sirve de base.',
    },
    guardians: {
      title: 'Los tutores de menores también consienten',
      text: 'Para menores de 14 años debe consentir un padre, madre o tutor. Rollcall no pide fechas de nacimiento: active para ellos «También firma un tutor».',
    },
    'on-device': {
      title: 'Dejar los rostros en el dispositivo',
      text: 'Los datos faciales permanecen en el dispositivo y no se envían por internet, salvo que la persona lo haya aceptado aparte. Las copias de seguridad los contienen: procure que su carpeta esté en la oficina.',
    },
    filing: {
      title: 'Comunicarlo a partir de 100 000 personas',
      text: 'Quien guarda los rostros de 100 000 personas o más debe comunicarlo a la autoridad en 30 días hábiles.',
    },
    'purpose-told': {
      title: 'Decir que se reconocen rostros y para qué',
      text: 'En una cámara no se ve que reconoce rostros. El terminal lo dice, con la finalidad.',
    },
    'no-emotion': {
      title: 'No leer emociones',
      text: 'Está prohibido deducir emociones en el trabajo. Rollcall no lo hace.',
    },
    'named-accounts': {
      title: 'Iniciar sesión con nombre',
      text: 'Debe saberse quién consulta o cambia datos. Cree una cuenta para todo el que use las pantallas.',
    },
  },
  settings: {
    basis: 'Base jurídica',
    visitorDays: 'Guardar visitas desconocidas',
    pin: (kiosk) => `PIN en el terminal ${kiosk}`,
  },
  values: {
    bases: { undecided: 'Sin decidir', consent: 'Consentimiento', other: 'Otra base' },
    pins: { off: 'Desactivado', number: 'Número de empleado y PIN', alone: 'Solo PIN' },
    visitorDays: (number) => (number === 0 ? 'No' : dias(number)),
  },
}
