import { z } from 'zod'
import { AttendanceEvent, EventId } from '../entities.ts'
import { method } from '../method.ts'

export const kioskMethods = {
  /**
   * "That is not me": takes the event back by a correction, keeps its evidence, and names this person again only on
   * stronger evidence. For a few minutes after the event; later it takes an ordinary correction.
   */
  'kiosk.notMe': method(z.object({ event: EventId }), AttendanceEvent),
}
