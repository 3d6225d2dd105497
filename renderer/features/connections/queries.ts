import { type UseMutationResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { WebhookId } from '../../../main/contract/api/webhooks.ts'
import type { Input, MethodName, Output } from '../../../main/contract/api.ts'
import { useClient } from '../../client/context.tsx'
import { useSay } from '../../components/notices.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'

const queryKey = ['connections']

export function useWebhooks() {
  const client = useClient()
  return useQuery({ queryKey: [...queryKey, 'webhooks'], queryFn: () => client.call('webhooks.list', {}) })
}

/** What waits and what was given up. */
export function useDeliveries(id: WebhookId) {
  const client = useClient()
  return useQuery({
    queryKey: [...queryKey, 'deliveries', id],
    queryFn: () => client.call('webhooks.deliveries', { id }),
  })
}

export function useTokens() {
  const client = useClient()
  return useQuery({ queryKey: [...queryKey, 'tokens'], queryFn: () => client.call('rest.tokens', {}) })
}

export function useRestStatus() {
  const client = useClient()
  return useQuery({ queryKey: [...queryKey, 'rest'], queryFn: () => client.call('rest.status', {}) })
}

/** A change to a connection: what failed is said, and the lists are read again. */
export function useConnectionChange<M extends MethodName>(
  method: M,
  onDone?: (output: Output<M>, input: Input<M>) => void,
): UseMutationResult<Output<M>, Error, Input<M>> {
  const client = useClient()
  const queries = useQueryClient()
  const say = useSay()
  const { words } = useWords()
  return useMutation({
    mutationFn: (input: Input<M>) => client.call(method, input),
    onSuccess: (output, input) => onDone?.(output, input),
    onError: (error) => say('error', errorWords(words, error)),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  })
}
