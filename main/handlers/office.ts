import { attendanceHandlers } from './attendance.ts'
import type { Context } from './context.ts'
import { correctionHandlers } from './corrections.ts'
import { exportHandlers } from './export.ts'
import type { ExportFiles } from './export-files.ts'
import { guestHandlers } from './guests.ts'
import { kiosksHandlers } from './kiosks.ts'
import { pinHandlers } from './pins.ts'
import { openRest } from './rest.ts'
import { openWebhooks } from './webhooks.ts'

export interface OfficeOptions {
  readonly exports: ExportFiles
  /** Whether this process sends webhooks. */
  readonly sends: boolean
}

/** Everything that an office does with its entries, beside recognising people. */
export function openOffice(context: Context, { exports, sends }: OfficeOptions) {
  const webhooks = openWebhooks(context, sends)
  const rest = openRest(context)
  return {
    handlers: {
      ...attendanceHandlers(context),
      ...correctionHandlers(context),
      ...exportHandlers(context, exports),
      ...kiosksHandlers(context),
      ...pinHandlers(context),
      ...guestHandlers(context),
      ...rest.handlers,
      ...webhooks.handlers,
    },
    /** An entry was recorded: it is sent on. */
    recorded: webhooks.recorded,
    answersAt: rest.answersAt,
    close: webhooks.close,
  }
}
