import { plural } from './grammar.ts'

/** The words of people's own hours at the kiosk, in English. */
export const hours = {
  hours: {
    title: 'My hours',
    pinOf: (name: string) => `${name}, enter your PIN`,
    notMe: 'I’m somebody else',
    seenOther: 'The camera sees somebody else. Only you can look at your hours.',
    month: 'Month',
    worked: 'Worked',
    daysWorked: 'Days worked',
    balance: 'Balance',
    balanceThrough: (day: string) => `Balance up to ${day}`,
    toSettle: (days: number) =>
      plural(days, { one: 'One day has an open question', other: '# days have open questions' }),
    request: 'Request a correction',
    requestFor: (day: string) => `Request a correction for ${day}`,
    requested: 'Correction requested',
    askOffice: 'Please ask the office',
    days: 'Day by day',
    noDays: 'Nothing was recorded in this month.',
    confirm: (month: string) => `Confirm ${month}`,
    confirmText: 'You confirm that these hours are correct. The office sees when you did.',
    confirmed: (time: string, kiosk: string) => `You confirmed this month: ${time}, ${kiosk}.`,
    changed: (time: string, kiosk: string) => `These hours have changed since you confirmed them: ${time}, ${kiosk}.`,
    again: (month: string) => `Confirm ${month} again`,
    running: 'You can confirm this month when it’s over.',
    open: 'You can confirm this month once its open questions are settled.',
    justChanged: 'Your hours have just changed. Please check them again, then confirm.',
    closes: 'Closes when you step away.',
    back: 'Back to my hours',
  },
}

export type HoursMessages = typeof hours
