/** The kiosk that a window was opened for, as its address says: `?kiosk=Back door`; null for that of the settings. */
export function kioskName(search: string): string | null {
  return new URLSearchParams(search).get('kiosk')?.trim() || null
}

/** The address of a window for a kiosk. */
export function kioskAddress(name: string): string {
  return `?${new URLSearchParams({ kiosk: name })}#/kiosk`
}
