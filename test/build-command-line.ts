import { join } from 'node:path'
import { buildCommandLine } from '../scripts/build.ts'

/** Tests run the built command line, which starts in a third of the time that its sources take. */
export default function setup(): Promise<void> {
  return buildCommandLine(join(import.meta.dirname, '..'), { say: console.log, bytes: () => undefined })
}
