import type { BackupsMessages } from '../en/backups.ts'
import { plural } from './grammar.ts'

/** The words of backups, the key they open with, and restoring one, in Spanish. */
export const backups: BackupsMessages = {
  backups: {
    title: 'Copias de seguridad',
    link: 'Copias de todos los datos, a diario o cuando usted quiera.',
    text: 'Una copia de seguridad es un único archivo con todo lo guardado aquí. Las caras y fotos que contiene solo se abren con la clave de estos datos.',
    schedule: 'Copia diaria',
    scheduleText:
      'Rollcall conserva la última copia de cada uno de los 7 últimos días, 4 semanas y 12 meses, y elimina las más antiguas. Todas se verifican. Si falta una, se hace en cuanto Rollcall vuelva a estar en marcha.',
    daily: 'Hacer una copia cada día',
    time: 'Hora',
    folder: 'Carpeta',
    folderHint: 'Use otro disco si es posible. Una copia en el mismo disco se pierde si este falla.',
    ownFolder: 'Usar la carpeta de datos',
    soon: 'La primera copia se hará en menos de un minuto.',
    lastMade: (at) => `Última copia: ${at}.`,
    lastFailed: (at, folder) =>
      `La copia del ${at} falló. Compruebe que ${folder} existe, que se puede escribir en ella y que tiene espacio suficiente. Rollcall lo intenta cada hora.`,
    next: (at) => `Próxima copia: ${at}.`,
    list: 'Copias existentes',
    listText: 'Copias en esta carpeta y en la carpeta de datos. Las que usted hace se conservan hasta que las elimine.',
    make: 'Hacer una copia ahora',
    making: 'Haciendo la copia…',
    made: 'Copia terminada.',
    noneTitle: 'Aún no hay copias',
    none: 'Si este disco falla, se pierde todo lo que contiene. Haga una copia y guarde otra en un lugar distinto.',
    kinds: { scheduled: 'Automática', manual: 'Manual' },
    age: (days) => (days <= 0 ? 'Hoy' : plural(days, { one: 'Ayer', other: 'Hace # días' })),
    remove: (moment) => `Eliminar la copia del ${moment}`,
    removeTitle: '¿Eliminar esta copia?',
    removeText: (moment) => `La copia del ${moment} se elimina de forma definitiva.`,
    removeAction: 'Eliminar',
    exports: 'Conservar exportaciones',
    exportsHint:
      'Los archivos exportados se eliminan de la carpeta de datos en cuanto usted los guarda. Lo que queda allí, y lo que exporta la línea de comandos, se conserva durante este tiempo.',
    exportsFor: (days) => (days === null ? 'Hasta eliminarlas' : plural(days, { one: '# día', other: '# días' })),
    key: 'Clave de recuperación',
    keyText:
      'Con ella, una copia se abre en cualquier equipo, aunque este ya no exista. Si estos datos tienen una frase de contraseña, esta también sirve.',
    showKey: 'Mostrar la clave',
    keyPrinted: (date, number) =>
      `Clave de recuperación de Rollcall, número ${number}, ${date}. No importan las mayúsculas ni las minúsculas.`,
    keyCare:
      'Anótela o imprímala y guárdela lejos de las copias de seguridad. Quien tenga ambas puede abrir las caras y las fotos.',
    printKey: 'Imprimir',
  },
  keeper: {
    title: 'Qué guarda la clave',
    text: 'Quien tenga la clave de estos datos puede abrir las caras y las fotos. Si puede, guárdela aparte de los datos.',
    besides: {
      folder: 'Está en la carpeta de los datos: quien copie la carpeta puede abrirlos.',
      disk: 'Está en el mismo disco que los datos: quien tenga el disco puede abrirlos.',
      elsewhere: 'Está en otro disco que los datos.',
    },
    movedAt: (at) => `Guardada ahí desde el ${at}.`,
    since: (number, at) =>
      `Es la clave número ${number}, en uso desde el ${at}. Las copias anteriores se abren con la clave de recuperación de antes.`,
    isKeyItself:
      'Una copia de lo que guarda la clave ahora seguirá abriendo estos datos después de un cambio. Solo una clave nueva lo impide.',
    interrupted: (at) => `La creación de una clave nueva se interrumpió el ${at}. No se cambió nada. Vuelva a crearla.`,
    change: 'Cambiar…',
    changeTitle: 'Cambiar qué guarda la clave',
    changeText: 'Los datos quedan como están. Los fichajes se detienen un segundo y todos vuelven a iniciar sesión.',
    places: { file: 'Archivo de clave', 'key-chain': 'Llavero', passphrase: 'Frase de contraseña' },
    hints: {
      file: 'Un archivo en la carpeta de datos. Rollcall se abre sin preguntar, pero quien copie la carpeta puede abrir los datos.',
      'key-chain':
        'El sistema operativo la guarda para el usuario que ha iniciado sesión. Ningún otro equipo puede abrir los datos.',
      passphrase: 'Rollcall la pide cada vez que se abre. Sin ella, solo la clave de recuperación abre los datos.',
    },
    passphraseHint: 'Al menos 12 caracteres. Cuatro palabras sin relación van bien.',
    save: 'Cambiar',
    changed: 'Cambiado. Lo que guardaba la clave antes ya no abre estos datos.',
    changedNotAll:
      'Cambiado. Una copia de lo que guardaba la clave antes aún abre estos datos hasta que cree una clave nueva.',
    renew: 'Clave nueva…',
    renewTitle: '¿Crear una clave nueva?',
    renewText:
      'Todo se cifra de nuevo y la clave anterior ya no abre nada aquí. Mientras tanto nadie puede fichar: unos segundos, o algunos minutos si hay muchas fotos. Las copias hechas hasta ahora solo se abren con la clave de recuperación actual. Anótela antes.',
    renewAction: 'Crear clave nueva',
    renewed: (number) => `Estos datos tienen una clave nueva, la número ${number}. Anote su clave de recuperación.`,
  },
  restore: {
    open: 'Restaurar…',
    other: 'Restaurar otro archivo',
    otherText: 'Una copia de otro disco o de otro equipo. Si tiene otra clave que estos datos, se le pedirá.',
    choose: 'Elegir un archivo…',
    handing: (share) => `Leyendo el archivo… ${share}`,
    kept: 'Sustituido por una restauración',
    keptText:
      'Lo que había aquí antes de cada restauración. Se conserva hasta que usted lo elimine de la carpeta de datos.',
    title: 'Restaurar una copia de seguridad',
    checking: 'Comprobando la copia. Las grandes tardan hasta un minuto. Aún no se cambia nada.',
    written: 'Guardada',
    inBackup: 'En la copia',
    here: 'Aquí ahora',
    holds: (people, entries) =>
      `${plural(people, { one: '# persona', other: '# personas' })}, ${plural(entries, { one: '# fichaje', other: '# fichajes' })}`,
    newest: (at) => `Último fichaje: ${at}`,
    goes: 'No está en la copia y se quitará',
    nothingGoes: 'Nada. Todo lo que hay aquí está también en la copia.',
    returns: (people) =>
      plural(people, {
        one: 'Volverá a aparecer # persona que ya no está aquí. Fusiónela o bórrela de nuevo después.',
        other: 'Volverán a aparecer # personas que ya no están aquí. Fusiónelas o bórrelas de nuevo después.',
      }),
    leftOut: 'Borrado desde entonces, no se restaura',
    people: (people, photos) =>
      `${plural(people, { one: '# persona', other: '# personas' })}, ${plural(photos, { one: '# foto', other: '# fotos' })}`,
    listMissing:
      'Este equipo no sabe todo lo que se borró después de hacer esta copia. Lo que no conoce volverá a aparecer: bórrelo de nuevo después.',
    unreadable: 'Los datos actuales no se pueden leer. Se conservarán tal como están.',
    auditBroken: 'El registro de auditoría de la copia se ha modificado o acortado.',
    promise:
      'Lo que hay ahora se conserva en la carpeta de datos, para que pueda volver atrás. El fichaje se detiene unos segundos.',
    run: 'Restaurar',
    running: 'Restaurando…',
    done: 'La copia se ha restaurado.',
    keyAsked:
      'Esta copia necesita la clave con la que se hizo. Introduzca su clave de recuperación o elija su archivo de clave.',
    keyNumber: (number) => `Se hizo con la clave número ${number}.`,
    passphraseAsked: 'Esta copia se hizo con una frase de contraseña. Introdúzcala, o bien la clave de recuperación.',
    lookAgain: 'Abrir la copia',
    keyKind: 'Abrir con',
    keyKinds: { 'recovery-key': 'Clave de recuperación', file: 'Archivo de clave', passphrase: 'Frase de contraseña' },
    recoveryKeyHint: 'Cuatro filas de 16 letras y cifras. No importan los espacios ni las mayúsculas.',
    keyFileHint: 'El archivo «key» de la otra carpeta de datos, o un archivo de texto con la clave de recuperación.',
    passphraseHint: 'Rollcall la pedirá cada vez que se inicie.',
    keyWrong: 'No abre la copia. Compruebe que es la correcta.',
    keySlip: (row) => `Hay un error en la fila ${row}. Compárela con lo que anotó.`,
    keyLength:
      'No es una clave de recuperación ni un archivo de clave. Una clave de recuperación tiene cuatro filas de 16 letras y cifras.',
  },
}
