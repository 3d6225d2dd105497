import type { Answer } from '../../../main/contract/webhooks.ts'
import { failureOf } from '../../messages/delivery-failure.ts'
import { useWords } from '../../messages/use-words.tsx'

/** Returns a function that says why a receiver refused a delivery; null when it did not. */
export function useFailureWords(): (answer: Answer) => string | null {
  const { words } = useWords()
  return (answer) => {
    const failure = failureOf(answer)
    if (failure === null) return null
    const said = words.connections.failures[failure]
    return answer.status === null ? said : `${said} (HTTP ${answer.status})`
  }
}
