import { z } from 'zod'
import { method } from '../method.ts'
import { Notice } from '../topics.ts'

export const noticeMethods = {
  /** Warnings and errors since the engine started that nobody dismissed, oldest first: for a window that opens later. */
  'notices.list': method(z.object({}), z.object({ notices: z.array(Notice) })),
  /** Somebody has read it; it is listed again only when it is published again. */
  'notices.dismiss': method(z.object({ code: Notice.shape.code }), z.object({})),
}
