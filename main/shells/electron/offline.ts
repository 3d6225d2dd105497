import { app, type Session } from 'electron'

/**
 * Chromium looks for updates, dictionaries and experiments by itself. The window needs none of it, nor any name server:
 * its pages come from the app's own files, and the engine tells webhooks and an identity provider what they are told.
 * Call it before the app is ready.
 */
export function keepChromiumOffline(): void {
  const { commandLine } = app
  // No name is ever looked up, whatever part of Chromium asks: it fails within the process.
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-client-side-phishing-detection',
    'disable-sync',
    'disable-breakpad',
    'dns-prefetch-disable',
    'no-pings',
    'no-first-run',
  ]) {
    commandLine.appendSwitch(name)
  }
}

/**
 * Chromium fetches the spell checker's dictionaries from Google as soon as it is on. Call it before the first window.
 */
export function switchSpellCheckerOff(session: Session): void {
  session.setSpellCheckerEnabled(false)
  session.setSpellCheckerLanguages([])
}
