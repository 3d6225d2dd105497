import { z } from 'zod'
import { Instant } from './entities.ts'

const Copies = z.object({ count: z.number().int(), oldest: Instant.nullable() })

/** What remains of an erased person outside of the database: copies that were made before. */
export const Remains = z.object({
  /** In the data folder and the folder for backups; copies elsewhere are unknown. */
  backups: Copies,
  exports: Copies,
  /** Another program is reading an older state of the database, which keeps the erased data until it is done. */
  heldBack: z.boolean(),
})
export type Remains = z.infer<typeof Remains>
