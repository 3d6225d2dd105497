import type { ClosedMessages } from '../en/closed.ts'

/** The words of the page that stands where the data do not open, in Spanish. */
export const closed: ClosedMessages = {
  closed: {
    reasons: {
      missing: {
        title: 'Faltan los datos de Rollcall',
        what: 'Aquí había una base de datos y ahora falta o está vacía. Si se movió, devuélvala a su sitio e inténtelo de nuevo. Si no, restaure una copia de seguridad.',
      },
      damaged: {
        title: 'Los datos de Rollcall están dañados',
        what: 'La base de datos no se puede leer. Se ha dejado tal como está. Restaure la última copia de seguridad; los fichajes posteriores no están en ella.',
      },
      newer: {
        title: 'Estos datos necesitan un Rollcall más reciente',
        what: 'Los guardó una versión posterior. Instálela para abrirlos, o restaure una copia de seguridad hecha con esta.',
      },
      keyMissing: {
        title: 'Los datos de Rollcall están bloqueados',
        what: 'Falta la clave de las caras y las fotos. Vuelva a poner el archivo de clave en su sitio o introduzca la clave de recuperación.',
      },
      keyWrong: {
        title: 'Los datos de Rollcall están bloqueados',
        what: 'La clave de este equipo no corresponde a estos datos. Introduzca la clave de recuperación o elija el archivo de clave correcto.',
      },
      passphrase: {
        title: 'Los datos de Rollcall están bloqueados',
        what: 'Se abren con la frase de contraseña con la que se configuraron.',
      },
    },
    folder: 'Carpeta de datos:',
    key: 'Desbloquear los datos',
    keyText: 'No se sustituye nada. Rollcall se abre con todo lo que contiene.',
    open: 'Desbloquear',
    backups: 'Restaurar una copia de seguridad',
    backupsText: 'Verá qué contiene antes de que cambie nada. Lo que hay ahora se conserva.',
    noBackups: (folder) => `No hay copias de seguridad en ${folder}.`,
    again: '¿Ya está resuelto?',
    againText: 'Si los datos o su disco vuelven a estar en su sitio, ábralos.',
    stillClosed: 'Siguen sin abrirse.',
  },
}
