import { createInterface } from 'node:readline/promises'
import { AppError } from '../../contract/errors.ts'

/**
 * Asks on the terminal; anything but yes is no.
 * @param verb what --yes would do, for the message when nobody can be asked
 * @throws AppError `wrong-usage` where there is no terminal
 */
export async function confirm(question: string, verb: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new AppError('wrong-usage', `Nobody can be asked here: add --yes to ${verb}.`)
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(question)
  terminal.close()
  return answer.trim().toLowerCase() === 'yes'
}
