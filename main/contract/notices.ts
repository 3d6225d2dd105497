import { z } from 'zod'
import { method } from './method.ts'

/** Something the user should know now, for example that the engine came back after a crash. */
export const Notice = z.object({
  level: z.enum(['info', 'warning', 'error']),
  /** Stable; the words are in the renderer's messages. */
  code: z.enum([
    'engine-restarted',
    'kiosk-blind',
    'pin-locked',
    'provider-fell-back',
    'index-rebuilt',
    'photo-put-aside',
    'data-damaged',
    'database-damaged',
    'account-locked',
    'audit-broken',
    'records-changed',
    'records-older',
    'records-differ',
    'head-not-kept',
    'entries-gone',
    'database-replaced',
    'database-changed',
    'data-restored',
    'clock-moved',
    'zone-differs',
    'disk-nearly-full',
    'backup-overdue',
    'backup-caught-up',
    'templates-held-back',
    'station-silent',
    'station-apart',
    'threshold-drift',
    'threshold-recomputed',
    'demo-failed',
  ]),
  /** English, for logs and for codes without words. */
  message: z.string(),
  details: z.record(z.string(), z.unknown()).default({}),
})
export type Notice = z.infer<typeof Notice>

export const noticeMethods = {
  /**
   * Lists warnings and errors since the engine started that nobody dismissed, oldest first, for windows that open
   * later.
   */
  'notices.list': method(z.object({}), z.object({ notices: z.array(Notice) })),
  /** Dismisses a notice, which is listed again only when it is published again. */
  'notices.dismiss': method(z.object({ code: Notice.shape.code }), z.object({})),
}
