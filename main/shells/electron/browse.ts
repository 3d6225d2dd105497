import { shell } from 'electron'

/**
 * Opens a page in the system's browser: that of the identity provider, which the engine has asked for. Nothing that a
 * window's page says comes here.
 */
export function browse(address: string): void {
  const { protocol } = new URL(address)
  if (protocol === 'https:' || protocol === 'http:') void shell.openExternal(address)
}
