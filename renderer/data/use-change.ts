import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Input, MethodName, Output } from '../../main/contract/api.ts'
import type { Client } from '../client/client.ts'
import { useClient } from '../client/context.tsx'
import { useSay } from '../components/notices.tsx'
import { errorWords, useWords } from '../messages/use-words.tsx'
import { outdate } from './freshness.ts'

interface Options<I, O> {
  done?(output: O, input: I): unknown
  /** Handles a failure, which is otherwise shown in a notice. */
  failed?(error: Error, input: I): unknown
  /** Called after `done` or `failed`. */
  ended?(): unknown
}

/** Returns a mutation for work that takes more than one call. */
export function useWork<O, I = void>(
  work: (input: I, client: Client) => Promise<O>,
  { done, failed, ended }: Options<I, O> = {},
): UseMutationResult<O, Error, I> {
  const client = useClient()
  const say = useSay()
  const { words } = useWords()
  return useMutation({
    mutationFn: (input: I) => work(input, client),
    onSuccess: async (output, input) => void (await done?.(output, input)),
    onError: async (error, input) =>
      failed === undefined ? say('error', errorWords(words, error)) : void (await failed(error, input)),
    onSettled: async () => void (await ended?.()),
  })
}

/** Returns a mutation that calls a method. It ends when the answers that it has outdated were read again. */
export function useChange<M extends MethodName>(
  method: M,
  options: Options<Input<M>, Output<M>> = {},
): UseMutationResult<Output<M>, Error, Input<M>> {
  const queries = useQueryClient()
  return useWork((input: Input<M>, client) => client.call(method, input), {
    ...options,
    async ended() {
      options.ended?.()
      await outdate(queries, method)
    },
  })
}

/** For `failed`, where the screen itself shows the failure. */
export function isShown(): void {}
