import type { Presence } from '../../../main/contract/timesheets.ts'

/** The words of who is in today, in English. */
export const today = {
  today: {
    title: 'Today',
    everyone: 'Everyone',
    group: 'Group',
    states: {
      in: 'In',
      late: 'Missing',
      absent: 'Absent',
      leave: 'On leave',
      expected: 'Expected',
      out: 'Left',
      holiday: 'Holiday',
      off: 'Not scheduled',
    } satisfies Record<Presence['kind'], string>,
    cameLate: 'Came late',
    inSince: (time: string) => `since ${time}`,
    leftAt: (time: string) => `left at ${time}`,
    lateBy: (minutes: string) => `${minutes} late`,
    shouldBeHere: (time: string) => `expected at ${time}`,
    expectedToday: 'some time today',
    absent: 'didn’t come in',
    off: 'not scheduled',
    arrivals: 'Arrivals by time of day',
    arrivalsText: 'First arrivals of the last four weeks',
    arrivalsAt: (time: string, number: string) => `${time}: ${number} arrivals`,
    presence: 'Presence during the week',
    presenceText: 'Average number of people in, hour by hour',
    presenceAt: (day: string, time: string, number: string) => `${day} ${time}: ${number} people`,
    noRhythm: 'Appears once people check in.',
    emptyTitle: 'Nobody is enrolled yet',
    empty: 'Add people first. You’ll see here who is in.',
    noneTitle: 'Nobody',
    none: 'Nobody matches this filter right now.',
    people: 'People and their status',
  },
}

export type TodayMessages = typeof today
