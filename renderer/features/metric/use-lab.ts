import { useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Input, Output } from '../../../main/contract/api.ts'
import { AppError } from '../../../main/contract/errors.ts'
import type { MetricList } from '../../../main/contract/metrics.ts'
import { useClient, useTopic } from '../../client/context.tsx'
import { readExport } from '../../client/read-export.ts'
import { saveBytes } from '../../components/files.ts'
import { useSay } from '../../components/notices.tsx'
import { outdate } from '../../data/freshness.ts'
import { useAnswers } from '../../data/use-call.ts'
import { useChange, useWork } from '../../data/use-change.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'

export type ParametersByLoss = Readonly<Record<string, Readonly<Record<string, number>>>>

/** Work that takes a while: it is announced, goes on while another screen is shown, and can be cancelled. */
export type LabMethod = 'metric.train' | 'metric.compare'

export interface LabWork<M extends LabMethod> {
  readonly running: boolean
  readonly progress: { readonly done: number; readonly total: number; readonly note: string | null } | null
  /** The last result in this window. */
  readonly result: Output<M> | null
  start(input: Omit<Input<M>, 'task'>): void
  cancel(): void
}

export function useLabWork<M extends LabMethod>(method: M): LabWork<M> {
  const client = useClient()
  const queries = useQueryClient()
  const say = useSay()
  const { words } = useWords()
  const key = [method, 'result']
  const running = useIsMutating({ mutationKey: [method] }) > 0
  const [progress, setProgress] = useState<LabWork<M>['progress']>(null)
  const { data = null } = useQuery<Output<M> | null>({
    queryKey: key,
    queryFn: () => null,
    enabled: false,
    gcTime: Infinity,
  })
  const { mutate } = useMutation({
    mutationKey: [method],
    mutationFn: (input: Omit<Input<M>, 'task'>) => client.call(method, { ...input, task: method } as Input<M>),
    onMutate: () => setProgress(null),
    onSuccess: (result) => queries.setQueryData(key, result),
    onSettled: () => outdate(queries, method),
    onError: (error) => {
      if (!(error instanceof AppError && error.code === 'cancelled')) say('error', errorWords(words, error))
    },
  })
  useTopic('progress', (message) => {
    if (message.task === method) setProgress(message)
  })
  return {
    running,
    progress: running ? progress : null,
    result: data,
    start: mutate,
    cancel: () => void client.call('metric.cancel', { task: method }),
  }
}

/** Returns functions that adopt a metric, and undo the last adoption. */
export function useAdoption() {
  const answers = useAnswers()
  const say = useSay()
  const { words } = useWords()
  const done = (list: MetricList) => {
    answers.set('metric.list', {}, list)
    say('info', list.current === null ? words.metric.standardBack : words.metric.adopted(list.current))
  }
  const adopt = useChange('metric.adopt', { done })
  const undo = useChange('metric.undo', { done })
  return {
    adopt: (version: number) => adopt.mutate({ version }),
    undo: () => undo.mutate({}),
    busy: adopt.isPending || undo.isPending,
  }
}

/** Returns a function that saves a metric as a model pack. */
export function useSavedPack() {
  const client = useClient()
  const say = useSay()
  const { words } = useWords()
  const write = useWork(async (version: number) => {
    const written = await client.call('metric.exportPack', { version })
    if (written.kind === 'cancelled') return
    saveBytes(written.fileName, await readExport(client, written.fileName))
    say('info', words.metric.packSaved(written.name))
  })
  return { save: (version: number) => write.mutate(version), busy: write.isPending }
}
