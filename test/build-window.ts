import { join } from 'node:path'
import { buildRenderer } from '../scripts/build.ts'

/** Tests in a browser see the page as its sources are now. */
export default function setup(): Promise<void> {
  return buildRenderer(join(import.meta.dirname, '..'), { say: console.log, bytes: () => undefined })
}
