import { useEffect } from 'react'
import { useClient } from '../../client/context.tsx'

/** Milliseconds after which the office is told of a camera that sees nothing, and told again while that lasts. */
const reportAfterMs = 60_000
const repetition = 10 * 60_000

/** Tells the other windows when this kiosk's camera sees nothing; null while it sees something. */
export function useReportBlind(kiosk: string, trouble: 'black' | 'muted' | 'frozen' | null): void {
  const client = useClient()
  useEffect(() => {
    if (trouble === null) return
    // Another notice says that the engine is away.
    const report = () => void client.call('kiosks.reportBlind', { kiosk, trouble }).catch(() => undefined)
    let timer = setTimeout(function again() {
      report()
      timer = setTimeout(again, repetition)
    }, reportAfterMs)
    return () => clearTimeout(timer)
  }, [client, kiosk, trouble])
}
