import type { HoursMessages } from '../en/hours.ts'
import { plural } from './grammar.ts'

/** The words of people's own hours at the kiosk, in Spanish. */
export const hours: HoursMessages = {
  hours: {
    title: 'Mis horas',
    pinOf: (name) => `${name}, introduzca su PIN`,
    notMe: 'No soy yo',
    seenOther: 'La cámara ve a otra persona. Solo usted puede ver sus horas.',
    month: 'Mes',
    worked: 'Trabajado',
    daysWorked: 'Días trabajados',
    balance: 'Saldo',
    balanceThrough: (day) => `Saldo hasta el ${day}`,
    toSettle: (days) => plural(days, { one: 'Queda un día por aclarar', other: 'Quedan # días por aclarar' }),
    request: 'Solicitar corrección',
    requestFor: (day) => `Solicitar corrección del ${day}`,
    requested: 'Corrección solicitada',
    askOffice: 'Consulte con la oficina',
    days: 'Día a día',
    noDays: 'No se registró nada en este mes.',
    confirm: (month) => `Confirmar ${month}`,
    confirmText: 'Usted confirma que estas horas son correctas. La oficina ve cuándo lo hizo.',
    confirmed: (time, kiosk) => `Usted confirmó este mes: ${time}, ${kiosk}.`,
    changed: (time, kiosk) => `Estas horas han cambiado desde que las confirmó: ${time}, ${kiosk}.`,
    again: (month) => `Volver a confirmar ${month}`,
    running: 'Podrá confirmar este mes cuando termine.',
    open: 'Podrá confirmar este mes cuando no quede nada por aclarar.',
    justChanged: 'Sus horas acaban de cambiar. Revíselas otra vez antes de confirmar.',
    closes: 'Se cierra cuando usted se aleja.',
    back: 'Volver a mis horas',
  },
}
