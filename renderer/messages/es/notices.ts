import type { NoticesMessages } from '../en/notices.ts'
import { type DamageWords, damageText } from '../notice-words.ts'
import { list, plural } from './grammar.ts'

const damage: DamageWords = {
  kinds: {
    template: (of) =>
      `Una cara guardada de ${of} está dañada y se omite en el reconocimiento. Borre esa foto y haga una nueva.`,
    photo: (of) =>
      `Una foto guardada de ${of} está dañada y no se puede mostrar; el reconocimiento continúa. Para volver a verla, bórrela y haga una nueva.`,
    pin: (of) => `El PIN de ${of} está dañado y ya no funciona. Asigne uno nuevo.`,
    name: (of) =>
      `El nombre de ${of} ya no coincide con aquello por lo que se busca. Compruebe el nombre, el número y los grupos, y guárdelos de nuevo.`,
    groups: (of) => `Los grupos de ${of} están dañados y no cuentan. Vuelva a elegirlos.`,
    entry: (of) =>
      `Los fichajes dañados (${of}) se omiten en el registro y en las horas. Restaure una copia de seguridad para verlos.`,
    'entry-name': (of) =>
      `Hay fichajes que ahora dicen «${of}», que no es el nombre con el que se escribieron. Restaure una copia de seguridad.`,
    visitor: (of) => `Las caras dañadas de visitas desconocidas (${of}) se omiten hasta que venza su plazo.`,
    request: (of) => `Una solicitud de corrección de ${of} está dañada y se omite. Pida que la repitan.`,
    merge: (of) =>
      `Una fusión en ${of} está dañada y ya no se puede deshacer. Si es necesario, restaure una copia de seguridad.`,
    setting: (of) =>
      `Los ajustes dañados (${of}) tienen por ahora sus valores predeterminados. Vuelva a establecerlos.`,
    document: (of) =>
      `Dañado: ${of}. Se usa la versión anterior o la predeterminada; lo guardado no se ha tocado. Compruébelo y guárdelo de nuevo, o restaure una copia de seguridad.`,
    metric: (of) =>
      `La métrica aprendida ${of} está dañada y no se usa. Entrénela de nuevo o restaure una copia de seguridad.`,
    webhook: (of) => `El webhook a ${of} está dañado y puede que no envíe nada. Cree un secreto nuevo para él.`,
    token: (of) => `El token «${of}» está dañado y no da acceso. Revóquelo y cree uno nuevo.`,
  },
  documents: {
    'attendance-rules': 'reglas y horarios',
    kiosks: 'terminales',
    'log-filters': 'filtros guardados',
    'model-pack': 'elección de modelos',
    'model-change': 'cambio de modelo',
  },
  comma: ', ',
  space: ' ',
  more: (count) => `${count} más`,
}

/** The words of the notices that appear on every screen, in Spanish. */
export const notices: NoticesMessages = {
  notices: {
    'kiosk-blind': ({ kiosk }) => `La cámara del terminal «${kiosk}» no ha visto nada en un minuto. ¿Está tapada?`,
    'pin-locked': ({ locked, kiosk }) => {
      if (locked === 'all')
        return 'Demasiados PIN incorrectos entre todos los terminales. No se admiten PIN por un tiempo; las caras se siguen reconociendo.'
      return locked === 'kiosk'
        ? `Demasiados PIN incorrectos en el terminal «${kiosk}». Allí no se admiten PIN por un tiempo.`
        : `Demasiados PIN incorrectos para un número de empleado en el terminal «${kiosk}». Ese número queda bloqueado por un tiempo.`
    },
    'engine-restarted': 'El reconocimiento se ha reiniciado. No se ha perdido ningún fichaje.',
    'provider-fell-back':
      'El reconocimiento usa un procesador más lento porque el preferido ha fallado. Consulte los Ajustes.',
    'index-rebuilt': 'El índice de búsqueda se ha reconstruido a partir de la base de datos.',
    'photo-put-aside':
      'Una foto ha detenido dos veces el reconocimiento y ya no se usa. Guárdela de nuevo con otro programa o use otra.',
    'data-damaged': damageText(damage),
    'account-locked':
      'Unas contraseñas erróneas han bloqueado una cuenta por un tiempo. Si no fue su titular, mire en el registro de auditoría dónde se intentó.',
    'database-damaged':
      'La base de datos está dañada. Copie la carpeta de datos y restaure la última copia de seguridad anterior al daño.',
    'database-changed':
      'El archivo de la base de datos se dañó, o lo cambió otro programa, con Rollcall cerrado. Lo que ve puede ser erróneo. Restaure la copia de seguridad más reciente, salvo que lo haya cambiado usted.',
    'records-changed': ({ rows, total }) =>
      `Otro programa ha modificado la base de datos (${total}): ${rows}. Compárela con una copia de seguridad.`,
    'audit-broken': ({ entry }) =>
      `El registro de auditoría se ha modificado o acortado a partir de la entrada ${entry}. Compárelo con una copia de seguridad.`,
    'records-older': ({ made }) =>
      `Se ha puesto en su lugar una copia más antigua de los datos: una prueba guardada el ${made} conoce registros posteriores. Restaure la copia de seguridad más reciente, salvo que la haya puesto usted. El registro de auditoría dice cuándo se detectó.`,
    'records-differ': ({ made }) =>
      `Los registros anteriores al ${made} no son los que eran, según la prueba guardada entonces. Compárelos con una copia de seguridad de esa fecha.`,
    'head-not-kept': ({ folder }) =>
      `La prueba de los registros no se puede guardar en ${folder}. Conecte el disco o elija otra carpeta en Ajustes, Prueba para auditores.`,
    'entries-gone': ({ entries, audit }) =>
      `Desde el último inicio faltan datos que estaban guardados: ${list([
        plural(Number(entries), { one: '# fichaje', other: '# fichajes' }),
        ...(Number(audit) > 0
          ? [
              plural(Number(audit), {
                one: '# línea del registro de auditoría',
                other: '# líneas del registro de auditoría',
              }),
            ]
          : []),
      ])}. Si no ha restaurado usted una copia de seguridad, restaure la más reciente o añada los fichajes en Correcciones.`,
    'data-restored': 'Se ha restaurado una copia de seguridad. Todo lo que se muestra procede ahora de ella.',
    'database-replaced':
      'La base de datos se movió, se sustituyó o se eliminó con Rollcall abierto. No se está registrando nada. Devuélvala a su sitio o restaure una copia en Ajustes, Copias de seguridad.',
    'clock-moved': 'Se ha cambiado el reloj de este equipo. Los fichajes de esas horas quedan marcados.',
    'zone-differs': ({ machine, counted }) =>
      `Este equipo está en la zona horaria ${machine}. Los días se siguen contando en ${counted}. Si la oficina se ha trasladado, cámbielo en Horarios, Reglas.`,
    'disk-nearly-full': 'El disco está casi lleno. Libere espacio para que se puedan guardar los fichajes.',
    'backup-overdue': ({ folder }) =>
      `La copia diaria ha fallado. Compruebe que ${folder} existe, que se puede escribir en ella y que tiene espacio suficiente, y elija «Hacer una copia ahora» en Ajustes, Copias de seguridad. Rollcall lo intenta cada hora.`,
    'backup-caught-up': 'La copia diaria vuelve a funcionar.',
    'templates-held-back': ({ count }) =>
      `${plural(Number(count), { one: '# plantilla facial es', other: '# plantillas faciales son' })} de un modelo distinto del que se usa. Se conservan y no se comparan con nadie; las que tienen foto se están leyendo de nuevo.`,
    'station-silent': ({ stations }) =>
      `En silencio más de lo que explica el horario de apertura: ${stations}. Compruebe el equipo y su red. Vea Ajustes, Oficina.`,
    'station-apart':
      'Esta estación no llega al servidor de su oficina, y esperar no sirve. Sigue por su cuenta. En Ajustes, Oficina, se indica qué hacer.',
    'threshold-drift': 'El reconocimiento ha cambiado desde que se fijó el umbral. Compruébelo en Ajustes.',
    'demo-failed':
      'No se pudo dar de alta a las personas de la demostración. Elimine su carpeta de datos y empiece de nuevo.',
    'threshold-recomputed': 'El umbral se ha recalculado para las personas ahora dadas de alta.',
  },
}
