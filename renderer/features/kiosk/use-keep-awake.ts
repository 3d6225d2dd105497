import { useEffect } from 'react'
import { useClient } from '../../client/context.tsx'

/** The display stays on while a kiosk is on screen: nobody touches it for hours. */
export function useKeepAwake(): void {
  const client = useClient()
  useEffect(() => client.keepAwake(), [client])
}
