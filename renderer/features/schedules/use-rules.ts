import { AttendanceRules } from '../../../main/contract/attendance-rules.ts'
import { useClient } from '../../client/context.tsx'
import { useSay } from '../../components/notices.tsx'
import { useAnswers } from '../../data/use-call.ts'
import { useChange } from '../../data/use-change.ts'
import { errorWords, useWords } from '../../messages/use-words.tsx'

/** What a part of the screen needs to show and change the rules. */
export interface RulesEditor {
  readonly rules: AttendanceRules
  /** Saves the rules as a whole; `done` is called on success only. */
  save(rules: AttendanceRules, done?: () => void): void
  readonly busy: boolean
}

/**
 * Saves rules over the version that was read. When somebody else was faster, theirs are shown and nothing is written.
 */
export function useRulesEditor(read: { readonly rules: AttendanceRules; readonly version: number }): RulesEditor {
  const client = useClient()
  const answers = useAnswers()
  const say = useSay()
  const { words } = useWords()
  const { mutate, isPending } = useChange('attendance.rules.set', {
    done(saved) {
      answers.set('attendance.rules.get', {}, saved)
      say('info', words.schedules.saved)
    },
    async failed(error) {
      const now = await client.call('attendance.rules.get', {}).catch(() => null)
      if (now !== null) answers.set('attendance.rules.get', {}, now)
      if (now !== null && now.version !== read.version) return say('warning', words.schedules.conflict)
      say('error', errorWords(words, error))
    },
  })
  return {
    rules: read.rules,
    save(rules, done) {
      if (!AttendanceRules.safeParse(rules).success) return say('error', words.schedules.invalid)
      mutate({ rules, version: read.version }, done === undefined ? {} : { onSuccess: done })
    },
    busy: isPending,
  }
}

/** Returns an id that nothing else in the rules has. */
export function newId<T extends string>(): T {
  return crypto.randomUUID() as string as T
}
