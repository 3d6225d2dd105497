import type { ErrorsMessages } from '../en/errors.ts'
import { fieldColumns } from '../field-columns.ts'
import { list } from './grammar.ts'

/** The words of whatever failed, by its code, in Spanish. */
export const errors: ErrorsMessages = {
  errors: {
    conflict: 'Esto choca con otra cosa. Revíselo de nuevo y decida después.',
    busy: 'Se está trabajando en ello. Inténtelo de nuevo en un momento.',
    'not-found': 'Esto ya no existe.',
    'not-allowed': 'Aquí no es posible.',
    'invalid-input': 'Algún dato introducido no es válido. Compruébelo e inténtelo de nuevo.',
    'not-an-image': 'No es una imagen. Use JPEG, PNG, WebP o HEIC.',
    'image-truncated': 'El archivo está incompleto. Cópielo de nuevo desde su origen.',
    'image-too-large':
      'La imagen es demasiado grande. Los límites son 50 megapíxeles, 20.000 píxeles por lado y una proporción de 20:1.',
    'image-too-small': 'La imagen es demasiado pequeña para encontrar una cara.',
    'file-not-found': 'El archivo ya no existe.',
    'file-unreadable': 'El archivo no se puede leer. Compruebe sus permisos.',
    'csv-wrong-columns': `La tabla necesita las columnas name y photo; puede tener ${list(fieldColumns)}.`,
    'calendar-unreadable': 'Este archivo no es un calendario. Elija un archivo acabado en .ics.',
    'calendar-too-large': 'Este calendario tiene demasiados eventos. Exporte un periodo más corto o solo los festivos.',
    'embeddings-unreadable': 'Estos embeddings no se pueden usar. Expórtelos de nuevo e importe el archivo nuevo.',
    'pairs-unreadable': 'Esta lista de pares no se puede leer.',
    'frame-malformed': 'La imagen de la cámara no se pudo leer. Vuelva a cargar la ventana.',
    'model-missing': 'Falta un archivo de modelo. Ejecute de nuevo la instalación.',
    'model-damaged': 'Un archivo de modelo está dañado. Ejecute de nuevo la instalación para sustituirlo.',
    'model-unsupported': 'Este modelo no se puede usar aquí. Elija otro paquete.',
    'provider-failed': 'El procesador gráfico ha fallado. El reconocimiento sigue en el siguiente que funciona.',
    'vision-stopped': 'El reconocimiento se detuvo de forma inesperada. Debería volver enseguida.',
    'stopped-recognition': 'El reconocimiento se detuvo dos veces con esta foto. Guárdela de nuevo o use otra.',
    'download-failed': 'La descarga ha fallado. Inténtelo de nuevo o añada los modelos desde un archivo.',
    'database-missing': 'Falta la base de datos. Restaure una copia de seguridad o elija una carpeta nueva.',
    'database-newer': 'Los datos son de una versión más reciente de Rollcall. Instálela para abrirlos.',
    'database-damaged': 'La base de datos está dañada. Restaure la última copia de seguridad.',
    'database-busy': 'La base de datos está ocupada. Inténtelo de nuevo en un momento.',
    'disk-full': 'El disco está lleno. Libere espacio e inténtelo de nuevo; no se pierde nada de lo ya guardado.',
    'disk-failed':
      'El disco no lee o no escribe bien. Lo confirmado está guardado; haga revisar el disco e inténtelo de nuevo.',
    'key-missing': 'Falta la clave de las fotos. Vuelva a poner el archivo de la clave en su sitio.',
    'key-wrong': 'La clave no corresponde a estos datos. Use la clave con la que se crearon.',
    'database-replaced':
      'La base de datos se movió, se sustituyó o se eliminó con Rollcall abierto, y no se está registrando nada. Devuélvala a su sitio o restaure una copia en Ajustes, Copias de seguridad.',
    'backup-failed': 'No se pudo escribir la copia de seguridad. Compruebe la carpeta y el espacio libre.',
    'not-a-backup': 'Este archivo no es una copia de seguridad de Rollcall. Elija otro.',
    'backup-damaged': 'Esta copia de seguridad está dañada. Elija otra.',
    'restore-failed':
      'La copia no se restauró y no se cambió nada. Cierre los demás programas que usan los datos e inténtelo de nuevo.',
    'data-in-use': 'Estos datos están abiertos en otro Rollcall. Ciérrelo primero.',
    'person-not-found': 'Esta persona se ha borrado entretanto.',
    'template-not-found': 'Esta foto se ha borrado entretanto.',
    'event-not-found': 'Este fichaje no existe.',
    'employee-number-taken': 'Este número de empleado ya está en uso.',
    'names-not-unique':
      'Hay personas con el mismo nombre y Odoo no sabría de quién son las horas. Identifique al personal por su ID externo.',
    'unlike-own-photos': 'No se parece a las fotos existentes.',
    'model-mismatch': 'Estas caras se guardaron con otro modelo. Vuelva a darlas de alta.',
    'too-little-data': 'Aún no hay fotos suficientes para esto. Dé de alta primero a más personas.',
    'office-unknown-host': 'No se encuentra el nombre del servidor. Compruebe la red y, si ha cambiado, el nombre.',
    'office-unreachable':
      'El servidor de la oficina no responde. Compruebe que esté en marcha y que nada bloquee la conexión.',
    'office-too-slow': 'El servidor responde demasiado despacio. Compruebe la red y la carga del servidor.',
    'office-certificate':
      'El certificado del servidor no es de confianza. Haga que lo renueven o indique el certificado de su autoridad.',
    'office-no-encryption': 'El servidor no ofrece cifrado (TLS). Actívelo allí; sin él no se usa la oficina.',
    'office-password-wrong':
      'El servidor rechaza el nombre o la contraseña. Compruébelos o haga que inviten de nuevo a esta estación.',
    'office-server-too-old': 'El servidor usa un PostgreSQL anterior a la versión 15. Haga que lo actualicen.',
    'office-server-full': 'El disco del servidor está lleno. Libere espacio allí; mientras tanto no se pierde nada.',
    'office-server-busy': 'El servidor no acepta más conexiones. Haga que aumenten el límite.',
    'office-another-database': 'Esta base de datos es de otro programa. Use una vacía.',
    'office-missing': 'En esta base de datos no hay ninguna oficina. Compruebe el servidor y la base de datos.',
    'office-no-rights':
      'Esta cuenta no puede crear roles ni esquemas. Use la del propietario de la base de datos, con permiso para crear roles.',
    'office-records-newer':
      'La oficina usa una versión posterior de Rollcall. Actualice esta estación; hasta entonces sigue sola.',
    'office-records-older':
      'Los datos de la oficina son de una versión anterior. Haga que los actualice el administrador del servidor.',
    'office-records-changed':
      'Las tablas de la oficina se modificaron a mano. Restaure la copia de seguridad del servidor o deshaga el cambio.',
    'office-values-changed':
      'Algo guardado en el servidor se intercambió o modificó y se ha rechazado. Averigüe quién tiene acceso al servidor.',
    'office-numbers-missing': 'Faltan en el servidor cambios de esta estación. Inicie la comprobación de la oficina.',
    'office-key-missing':
      'A esta estación aún le falta la clave más reciente de la oficina. Llegará con el próximo intercambio.',
    'office-key-wrong':
      'La clave no es de esta oficina. Compruebe la clave de recuperación o haga que inviten de nuevo a esta estación.',
    'office-station-revoked':
      'Esta estación fue revocada. Salga de la oficina aquí y haga que la inviten de nuevo si hace falta.',
    'office-station-copied':
      'Otro equipo trabaja como esta estación, quizá con una copia de su disco. Salga de la oficina aquí y vuelva a unirse.',
    'office-station-restored':
      'Esta estación se restauró de una copia de seguridad anterior. Haga que siga con lo que sabe la oficina: todo vuelve.',
    'office-failed': 'Falló el intercambio con la oficina. El registro indica el motivo; se vuelve a intentar.',
    'camera-missing': 'No se encuentra ninguna cámara. Conecte una y empezará sola.',
    'camera-refused': 'El acceso a la cámara está bloqueado. Permítalo para esta ventana e inténtelo de nuevo.',
    'camera-busy': 'Otro programa usa la cámara. Ciérrelo y la cámara empezará sola.',
    'camera-lost': 'La cámara se ha desconectado. Conéctela de nuevo y empezará sola.',
    forbidden: 'Esta ventana no tiene acceso. Abra Rollcall de nuevo desde su propio enlace.',
    'wrong-usage': 'La orden no se puede usar así.',
    'unknown-method': 'La ventana y el motor son de versiones distintas. Reinicie Rollcall.',
    'engine-stopped': 'El reconocimiento no responde. Debería volver enseguida.',
    cancelled: 'La operación se canceló.',
    internal: 'Se produjo un error en Rollcall. Inténtelo de nuevo; si se repite, reinicie Rollcall.',
  },
  seeLog: (file) => `Si informa del error, adjunte este archivo: ${file}`,
}
