import { type UseQueryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Input, Output } from '../../main/contract/api.ts'
import { useClient } from '../client/context.tsx'
import type { Shown } from './freshness.ts'

type Options<M extends Shown> = Omit<UseQueryOptions<Output<M>>, 'queryKey' | 'queryFn'>

/** Returns the answer of a method, which is read again when `freshness.ts` says that it is outdated. */
export function useCall<M extends Shown>(method: M, input: Input<M>, options?: Options<M>) {
  const client = useClient()
  return useQuery({ queryKey: [method, input], queryFn: () => client.call(method, input), ...options })
}

/** Returns access to answers that were already read, for changes that must show before they are read again. */
export function useAnswers() {
  const queries = useQueryClient()
  return {
    get: <M extends Shown>(method: M, input: Input<M>) => queries.getQueryData<Output<M>>([method, input]),
    set: <M extends Shown>(method: M, input: Input<M>, answer: Output<M> | undefined) =>
      void queries.setQueryData<unknown>([method, input], answer),
    /** Reads every answer of a method again, or all answers of all methods. */
    outdate: (method?: Shown) => queries.invalidateQueries(method === undefined ? {} : { queryKey: [method] }),
  }
}
