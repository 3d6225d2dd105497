import type { Answer } from '../../../main/contract/webhooks.ts'
import { failureOf } from '../../messages/delivery-failure.ts'
import { useWords } from '../../messages/use-words.tsx'

/** Says why a receiver did not take something; null when it did. */
export function useFailureWords(): (answer: Answer) => string | null {
  const { words } = useWords()
  return (answer) => {
    const failure = failureOf(answer)
    if (failure === null) return null
    const said = words.connections.failures[failure]
    return answer.status === null ? said : `${said} (HTTP ${answer.status})`
  }
}
