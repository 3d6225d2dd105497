import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Input, Output } from '../../../main/contract/api.ts'
import { useClient } from '../../client/context.tsx'
import { useSay } from '../../components/notices.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'

export type Request = Output<'attendance.requests'>['requests'][number]

/** Requests for corrections, newest first. */
export function useRequests(waiting: boolean) {
  const client = useClient()
  return useQuery({
    queryKey: ['attendance', 'requests', waiting],
    queryFn: () => client.call('attendance.requests', { waiting }),
    select: ({ requests }) => (waiting ? requests : requests.filter((request) => request.state.kind !== 'waiting')),
  })
}

/** How many requests wait for an answer; 0 until it is known. */
export function useWaitingCount(): number {
  return useRequests(true).data?.length ?? 0
}

const mostMade = 200

/** The corrections that were made last. */
export function useCorrectionsMade() {
  const client = useClient()
  return useQuery({
    queryKey: ['events', 'corrections'],
    queryFn: () => client.call('events.list', { kind: 'correction', limit: mostMade }),
  })
}

/** Writes a correction. A refusal is said, and the caller hears of success only. */
export function useCorrect(onDone: () => void) {
  const client = useClient()
  const say = useSay()
  const { words } = useWords()
  const refresh = useRefreshAttendance()
  return useMutation({
    mutationFn: (input: Input<'attendance.correct'>) => client.call('attendance.correct', input),
    async onSuccess(outcome) {
      if (outcome.kind === 'refused') return say('warning', words.corrections.refusals[outcome.reason])
      say('info', words.corrections.saved)
      onDone()
      await refresh()
    },
    onError: (error) => say('error', errorWords(words, error)),
  })
}

export function useDecide(onDone: () => void) {
  const client = useClient()
  const say = useSay()
  const { words } = useWords()
  const refresh = useRefreshAttendance()
  return useMutation({
    mutationFn: (input: Input<'attendance.decide'>) => client.call('attendance.decide', input),
    async onSuccess(outcome, { approve }) {
      if (outcome.kind === 'refused') say('warning', words.corrections.refusals[outcome.reason])
      else say('info', approve ? words.corrections.approvedSaid : words.corrections.refusedSaid)
      onDone()
      await refresh()
    },
    onError: (error) => say('error', errorWords(words, error)),
  })
}

/** Reads entries and what comes of them again, without waiting for the announcement. */
function useRefreshAttendance(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['attendance'] }),
      queries.invalidateQueries({ queryKey: ['events'] }),
    ])
  }
}
