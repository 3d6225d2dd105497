import { useState } from 'react'
import { useClient, useTopic } from '../../client/context.tsx'
import { isShown, useChange } from '../../data/use-change.ts'

/** Returns the check of everything; `share` is its progress, 0..1. */
export function useDoctor() {
  const client = useClient()
  const [task] = useState(() => `doctor ${crypto.randomUUID()}`)
  const [share, setShare] = useState(0)
  useTopic('progress', (progress) => {
    if (progress.task === task) setShare(progress.done / progress.total)
  })
  const doctor = useChange('system.doctor', { failed: isShown, ended: () => setShare(0) })
  return {
    ...doctor,
    share,
    start: () => doctor.mutate({ task }),
    cancel: () => void client.call('system.cancelDoctor', { task }),
  }
}
