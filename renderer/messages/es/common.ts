import type { CommonMessages } from '../en/common.ts'

/** The words of the navigation, and of buttons and fields that many screens have, in Spanish. */
export const common: CommonMessages = {
  navigation: {
    label: 'Rollcall',
    kiosk: 'Terminal',
    today: 'Hoy',
    people: 'Personas',
    timesheet: 'Hojas de horas',
    corrections: 'Correcciones',
    schedules: 'Horarios',
    search: 'Búsqueda',
    log: 'Registro',
    metric: 'Lab. de métricas',
    settings: 'Ajustes',
    skip: 'Saltar al contenido',
  },
  common: {
    required: 'Rellene este campo.',
    personRequired: 'Seleccione una persona.',
    discardTitle: '¿Descartar los cambios?',
    discardText: 'No se han guardado.',
    keepEditing: 'Seguir editando',
    discard: 'Descartar',
    cancel: 'Cancelar',
    close: 'Cerrar',
    done: 'Listo',
    save: 'Guardar',
    retry: 'Reintentar',
    dismiss: 'Ocultar',
    loading: 'Cargando',
    none: 'Ninguno',
    in: 'Entrada',
    out: 'Salida',
    failed: 'No ha funcionado',
    erasedPerson: 'Persona borrada',
  },
}
