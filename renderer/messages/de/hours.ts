import type { HoursMessages } from '../en/hours.ts'
import { plural } from './grammar.ts'

/** The words of people's own hours at the kiosk, in German. */
export const hours: HoursMessages = {
  hours: {
    title: 'Meine Stunden',
    pinOf: (name) => `${name}, geben Sie Ihre PIN ein`,
    notMe: 'Das bin ich nicht',
    seenOther: 'Die Kamera sieht jemand anderen. Ihre Stunden können nur Sie selbst ansehen.',
    month: 'Monat',
    worked: 'Gearbeitet',
    daysWorked: 'Arbeitstage',
    balance: 'Saldo',
    balanceThrough: (day) => `Saldo bis ${day}`,
    toSettle: (days) => plural(days, { one: 'Ein Tag ist noch offen', other: '# Tage sind noch offen' }),
    request: 'Korrektur beantragen',
    requestFor: (day) => `Korrektur für ${day} beantragen`,
    requested: 'Korrektur beantragt',
    askOffice: 'Bitte fragen Sie im Büro nach',
    days: 'Tag für Tag',
    noDays: 'In diesem Monat wurde nichts erfasst.',
    confirm: (month) => `${month} bestätigen`,
    confirmText: 'Sie bestätigen, dass diese Stunden stimmen. Das Büro sieht, wann Sie das getan haben.',
    confirmed: (time, kiosk) => `Sie haben diesen Monat bestätigt: ${time}, ${kiosk}.`,
    changed: (time, kiosk) => `Diese Stunden haben sich geändert, seit Sie sie bestätigt haben: ${time}, ${kiosk}.`,
    again: (month) => `${month} erneut bestätigen`,
    running: 'Sie können diesen Monat bestätigen, wenn er vorbei ist.',
    open: 'Sie können diesen Monat bestätigen, sobald nichts mehr offen ist.',
    justChanged: 'Ihre Stunden haben sich gerade geändert. Bitte prüfen Sie sie noch einmal, bevor Sie bestätigen.',
    closes: 'Schließt sich, wenn Sie weggehen.',
    back: 'Zurück zu meinen Stunden',
  },
}
