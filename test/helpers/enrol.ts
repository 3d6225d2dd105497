import type { App } from '../../main/app.ts'
import type { PersonId } from '../../main/contract/entities.ts'
import { jpeg, type Part } from './pictures.ts'

/** Enrols somebody new from photos, whoever else is on them. @throws Error when one of them is refused */
export async function enrol(app: App, name: string, ...parts: readonly Part[]): Promise<PersonId> {
  const { id: personId } = await app.call('people.create', { name })
  for (const part of parts) {
    const answer = await app.call('enrol.photo', { personId, photo: await jpeg(part), allowDuplicate: true })
    if (answer.kind !== 'enrolled') throw new Error(answer.refusal.message)
  }
  return personId
}
