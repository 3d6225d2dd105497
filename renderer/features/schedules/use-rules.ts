import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AttendanceRules } from '../../../main/contract/attendance.ts'
import { AppError } from '../../../main/contract/errors.ts'
import { useClient } from '../../client/context.tsx'
import { useSay } from '../../components/notices.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'

const queryKey = ['attendance', 'rules']

/** The rules in force, with their version. */
export function useRules() {
  const client = useClient()
  return useQuery({ queryKey, queryFn: () => client.call('attendance.rules.get', {}) })
}

/** What a part of the screen needs to show and to change the rules. */
export interface RulesEditor {
  readonly rules: AttendanceRules
  /** Saves other rules as a whole; `done` hears of success only. */
  save(rules: AttendanceRules, done?: () => void): void
  readonly busy: boolean
}

/** Saves rules over the version that was read. When somebody else was faster, theirs are shown and nothing is written. */
export function useRulesEditor(read: { readonly rules: AttendanceRules; readonly version: number }): RulesEditor {
  const client = useClient()
  const queries = useQueryClient()
  const say = useSay()
  const { words } = useWords()
  const { mutate, isPending } = useMutation({
    mutationFn: (rules: AttendanceRules) => client.call('attendance.rules.set', { rules, version: read.version }),
    onSuccess(saved) {
      queries.setQueryData(queryKey, saved)
      void queries.invalidateQueries({ queryKey: ['attendance'] })
      say('info', words.schedules.saved)
    },
    async onError(error) {
      const now = await client.call('attendance.rules.get', {}).catch(() => null)
      if (now !== null) queries.setQueryData(queryKey, now)
      if (now !== null && now.version !== read.version) return say('warning', words.schedules.conflict)
      const contradiction = error instanceof AppError && error.code === 'invalid-input'
      say('error', contradiction ? words.schedules.invalid : errorWords(words, error))
    },
  })
  return {
    rules: read.rules,
    save: (rules, done) => mutate(rules, done === undefined ? {} : { onSuccess: done }),
    busy: isPending,
  }
}

/** A name that nothing else of the rules has. */
export function newId<T extends string>(): T {
  return crypto.randomUUID() as string as T
}
