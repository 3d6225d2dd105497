import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RatePromise } from '../../../main/contract/thresholds.ts'
import { useClient } from '../../client/context.tsx'

/** What the gallery says; takes the engine seconds when there are many people. */
export function useReport() {
  const client = useClient()
  return useQuery({ queryKey: ['thresholds', 'report'], queryFn: () => client.call('thresholds.report', {}) })
}

/** The threshold that would keep the promise. */
export function useCalibration(promise: RatePromise) {
  const client = useClient()
  return useQuery({
    queryKey: ['thresholds', 'calibration', promise],
    queryFn: () => client.call('thresholds.calibrate', { promise }),
    placeholderData: (before) => before,
  })
}

/** Puts a promise in use, or with null ends that the threshold follows the gallery. */
export function useApplyPromise() {
  const client = useClient()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (promise: RatePromise | null) => client.call('thresholds.apply', { promise }),
    onSuccess({ settings }) {
      queries.setQueryData(['settings'], settings)
      return queries.invalidateQueries({ queryKey: ['thresholds'] })
    },
  })
}

/** Puts a threshold in use that was chosen by hand. */
export function useSetThreshold() {
  const client = useClient()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (threshold: number) => client.call('settings.set', { threshold }),
    onSuccess(settings) {
      queries.setQueryData(['settings'], settings)
      return queries.invalidateQueries({ queryKey: ['thresholds'] })
    },
  })
}
