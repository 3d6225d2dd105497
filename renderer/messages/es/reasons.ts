import type { ReasonsMessages } from '../en/reasons.ts'

/** Why something that somebody asked for was refused, in Spanish. */
export const reasons: ReasonsMessages = {
  reasons: {
    'access-decided': 'Ya está decidido quién puede usar Rollcall. Inicie sesión.',
    'account-name-taken': 'Otra cuenta ya tiene este nombre. Elija otro.',
    'identity-taken': 'Otra cuenta ya tiene esta identidad. Quítela allí primero.',
    'last-passphrase':
      'Ningún otro propietario tiene contraseña. Asigne antes una a otro propietario, para que alguien pueda entrar cuando el proveedor no responda.',
    'no-identity-provider': 'No hay proveedor de identidad. Inicie sesión con su contraseña.',
    'account-gone': 'Esta cuenta ya no existe.',
    'sign-in-needed': 'Su sesión está cerrada. Inicie sesión para continuar.',
    'role-forbids': 'Su cuenta no puede hacer esto. Pídaselo a una cuenta propietaria.',
    'last-owner': 'Es la última cuenta propietaria. Nombre antes a otra.',
    'passphrase-weak':
      'Esta frase de contraseña es fácil de adivinar. Use al menos 12 caracteres sin contar su nombre: cuatro palabras sin relación van bien.',
    'changed-meanwhile': 'Otra persona lo ha cambiado entretanto. Revíselo de nuevo y repita su cambio.',
    'kiosk-name-taken': 'Otro terminal ya tiene este nombre. Elija otro.',
    'name-ambiguous': 'Varias personas tienen este nombre. Indique también el número de empleado.',
    'pin-unusable': 'Este PIN no se puede usar. Elija otro.',
    'request-decided': 'Esta solicitud ya se ha resuelto.',
    'photo-decided': 'Ya se ha decidido sobre esta foto.',
    'photo-not-waiting': 'Esta foto ya no está pendiente.',
    'another-file':
      'La importación en curso ya incluye otro archivo con este nombre. Espere a que termine o póngale fin.',
    'upload-incomplete': 'Falta una parte del archivo. Elíjalo de nuevo.',
    'question-expired': 'Ha pasado demasiado tiempo. Mire de nuevo a la cámara.',
    'merge-undone': 'Esta fusión ya se ha deshecho, o se ha borrado a la persona.',
    'check-running': 'Ya hay una comprobación en marcha. Espere a que termine.',
    'records-unsealed':
      'Aún se están sellando datos de una versión anterior. Inténtelo de nuevo en unos minutos. Si sigue así, inicie una comprobación en Ajustes.',
    'folder-unusable':
      'No se puede escribir en esta carpeta. Elija una que exista y en la que tenga permiso de escritura.',
    'export-running': 'Esta exportación aún se está escribiendo. Espere a que termine o cancélela.',
    'task-running': 'Esto ya está en marcha. Espere a que termine o cancélelo.',
    'metric-changing': 'Se está cambiando la métrica. Inténtelo de nuevo en un momento.',
    'model-change-going-on': 'Ya se está cambiando de modelo. Termine primero ese cambio.',
    'model-not-ready': 'Aún no se han leído todas las fotos. Espere a que termine.',
    'port-taken': 'Otro programa usa este puerto. Elija otro.',
    'guest-gone': 'Esta visita ya no figura en la lista.',
    'request-gone': 'Esta solicitud ya no existe.',
    'visitor-gone': 'Esta visita desconocida ya no se conserva.',
    'webhook-gone': 'Este webhook ya no existe.',
    'metric-gone': 'Esta métrica ya no existe.',
    'no-model-beside': 'No hay ningún otro modelo preparado.',
    'photo-gone': 'Esta foto ya no se conserva.',
    'rule-gone': 'Las reglas remiten a algo que ya no existe. Revise las asignaciones.',
    'face-not-in-photo': 'Esa cara no está en la foto. Elija una que sí lo esté.',
    'loss-unknown': 'No hay ninguna pérdida con este nombre. Elija una de la lista.',
    'no-embeddings': 'Aún no se han importado embeddings. Importe algunos primero.',
    'no-guests-here': 'En este terminal no se registran visitas. Pase por recepción.',
    'entry-final': 'Este fichaje ya no se puede cambiar aquí. Solicite una corrección.',
    'merge-with-self': 'No se puede fusionar a una persona consigo misma. Elija a otra.',
    'consent-missing':
      'Esta persona no ha aceptado fichar con el rostro. Registre su consentimiento antes de añadir fotos.',
    'refused-since':
      'Esta persona ha rechazado o retirado su consentimiento después de firmar este papel. Pídale que firme de nuevo.',
    'person-left': 'Esta persona ya no trabaja aquí. Indique un nuevo primer día antes de añadir fotos.',
    'groups-in-future': 'Los grupos no se cambian por adelantado. Elija hoy o un día anterior.',
    'metric-not-better': 'Esta métrica no ha demostrado ser mejor con sus datos, así que no se puede usar.',
    'too-many-windows': 'Hay demasiadas ventanas de terminal abiertas. Cierre una primero.',
    'not-printable': 'Solo una página preparada para imprimir se puede convertir en PDF.',
    'no-token': 'Aún no hay ningún token. Cree uno primero.',
    'malformed-request': 'Algún dato introducido no es válido. Compruébelo e inténtelo de nuevo.',
    'rules-malformed': 'Este archivo no contiene reglas de jornada.',
    'recovery-key-slip': 'Hay un error en la clave de recuperación. Compárela con su copia.',
    'recipe-out-of-range':
      'Uno de los ajustes del entrenamiento está fuera de los límites. Compruébelo e inténtelo de nuevo.',
    'training-diverged':
      'El entrenamiento divergió: la pérdida creció sin límite. Elija una tasa de aprendizaje menor.',
  },
}
