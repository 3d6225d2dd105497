import { z } from 'zod'
import { AttendanceScope } from './attendance.ts'
import { LocalDate } from './attendance-rules.ts'
import { ConsentLanguage } from './consent.ts'
import { Outside } from './employment.ts'
import { Instant, PersonRef } from './entities.ts'
import { method } from './method.ts'
import { EnteredPin, PinRefused } from './pins.ts'
import { Session, TimesheetDay } from './timesheets.ts'

/** What people see of their own hours at a kiosk, and that they confirm a month of them. */

/** A calendar month, as 2026-05. */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'It must be a month, as 2026-05.')

/** How somebody shows who they are: their PIN, with a face that the kiosk has just greeted or with a number. */
export const ShownWithPin = z.discriminatedUnion('by', [
  z.object({ by: z.literal('face'), track: z.number().int(), pin: EnteredPin.shape.pin }),
  z.object({ by: z.literal('pin') }).extend(EnteredPin.omit({ kiosk: true }).shape),
])
export type ShownWithPin = z.infer<typeof ShownWithPin>

/** That somebody confirmed the hours of a month. */
export const Confirmation = z.object({
  month: Month,
  at: Instant,
  kiosk: z.string(),
  /** Of the whole month, when it was confirmed. */
  workedMinutes: z.number().int().min(0),
  /** Whether the figures are others now: entries were corrected, or the rules changed. */
  changed: z.boolean(),
})
export type Confirmation = z.infer<typeof Confirmation>

export const OwnDay = TimesheetDay.pick({
  ...{ date: true, status: true, expectedMinutes: true, workedMinutes: true, holiday: true, leave: true, flags: true },
}).extend({
  sessions: z.array(Session.pick({ running: true }).extend({ in: Instant.nullable(), out: Instant.nullable() })),
  /** Whether a correction of this day was requested and waits for an answer. */
  isRequested: z.boolean(),
})
export type OwnDay = z.infer<typeof OwnDay>

export const OwnMonth = z.object({
  month: Month,
  /** Up to today, without those on which the person is not employed and has no entry. */
  days: z.array(OwnDay),
  workedMinutes: z.number().int().min(0),
  /** What was worked less what was planned, up to the last day that is over; null where nothing is planned. */
  balance: z.object({ minutes: z.number().int(), through: LocalDate }).nullable(),
  /** Whether it is over, so that it can be confirmed. */
  isFinished: z.boolean(),
  /** Of all figures: whoever confirms the month confirms these. */
  digest: z.string(),
  confirmation: Confirmation.nullable(),
})
export type OwnMonth = z.infer<typeof OwnMonth>

const kiosk = EnteredPin.shape.kiosk
/** What `hours.open` gave out. */
const Opened = z.object({ kiosk, pass: z.string().max(64) })

export const hoursMethods = {
  /**
   * Lets whoever stands at a kiosk see their own hours there, with their PIN, for some minutes or until somebody else
   * is seen. `pass` is for the other calls. `seen-other`: the camera sees somebody else.
   * @throws `question-expired` for a face that is not in view, or not known
   */
  'hours.open': method(
    z.object({ kiosk, shown: ShownWithPin }),
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('known'),
        pass: z.string(),
        /** How long it is good for. */
        seconds: z.number().int(),
        person: PersonRef,
        /** The language in which they last signed a consent; null when they never did. */
        language: ConsentLanguage.nullable(),
      }),
      z.object({ kind: z.literal('seen-other') }),
      ...Outside.options,
      ...PinRefused,
    ]),
  ),
  /**
   * Returns this month and the last, newest first, without one in which the person neither worked here nor has an
   * entry. @throws `question-expired` when the pass is good no more
   */
  'hours.get': method(Opened, z.object({ months: z.array(OwnMonth) })),
  /**
   * Confirms a month that is over. `changed`: its figures are no longer those of the digest. `open`: it is not over, or
   * has a day that must be looked at first. @throws `question-expired` when the pass is good no more
   */
  'hours.confirm': method(
    Opened.extend({ month: Month, digest: z.string().max(64) }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('confirmed'), confirmation: Confirmation }),
      z.object({ kind: z.literal('changed') }),
      z.object({ kind: z.literal('open') }),
    ]),
  ),
  /** Ends what `hours.open` began; a pass that is good no more is none. */
  'hours.close': method(Opened, z.object({})),
  /** Lists who has confirmed a month, in order of name. */
  'hours.list': method(
    z.object({ month: Month, scope: AttendanceScope.default({ kind: 'everyone' }) }),
    z.object({
      people: z.array(
        z.object({
          person: PersonRef.extend({ employeeNumber: z.string().nullable() }),
          confirmation: Confirmation,
          /** What the month is now. */
          workedMinutes: z.number().int().min(0),
        }),
      ),
    }),
  ),
}
