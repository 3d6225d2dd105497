import { useEffect } from 'react'
import { useClient } from '../../client/context.tsx'

/** Keeps the display on while a kiosk is shown, since nobody touches it for hours. */
export function useKeepAwake(): void {
  const client = useClient()
  useEffect(() => client.keepAwake(), [client])
}
