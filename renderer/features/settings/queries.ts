import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Input } from '../../../main/contract/api.ts'
import type { Settings } from '../../../main/contract/settings.ts'
import { useClient } from '../../client/context.tsx'
import { useSay } from '../../components/notices.tsx'
import { errorWords, useWords } from '../../messages/use-words.tsx'

export function useSettingsQuery() {
  const client = useClient()
  return useQuery({ queryKey: ['settings'], queryFn: () => client.call('settings.get', {}) })
}

/** The settings; only for screens, which are shown when they have been read. */
export function useSettings(): Settings {
  const { data } = useSettingsQuery()
  if (data === undefined) throw new Error('A screen was shown before the settings were read.')
  return data
}

/** Changes settings: at once on screen, back again and said aloud when the engine refuses. */
export function useChangeSettings(): (change: Input<'settings.set'>) => void {
  const client = useClient()
  const queries = useQueryClient()
  const say = useSay()
  const { words } = useWords()
  const { mutate } = useMutation({
    mutationFn: (change: Input<'settings.set'>) => client.call('settings.set', change),
    onMutate: (change) => {
      const before = queries.getQueryData<Settings>(['settings'])
      if (before !== undefined) queries.setQueryData(['settings'], { ...before, ...change })
      return before
    },
    onError: (error, _change, before) => {
      queries.setQueryData(['settings'], before)
      say('error', errorWords(words, error))
    },
    onSuccess: (settings) => queries.setQueryData(['settings'], settings),
  })
  return mutate
}

export function useInstallationQuery() {
  const client = useClient()
  return useQuery({ queryKey: ['installation'], queryFn: () => client.call('system.installation', {}) })
}

export function useSystemQuery() {
  const client = useClient()
  return useQuery({ queryKey: ['system'], queryFn: () => client.call('system.info', {}) })
}

export function useDoctor() {
  const client = useClient()
  return useMutation({ mutationFn: () => client.call('system.doctor', {}) })
}
