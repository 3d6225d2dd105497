/** Where the screen that somebody left for the identity provider is remembered. */
const key = 'rollcall.left'

/** Goes to the identity provider, which sends this page back. */
export function leaveFor(address: string): void {
  sessionStorage.setItem(key, location.hash)
  location.assign(address)
}

/** Takes what the identity provider has sent back out of the address, and returns to the screen of before. */
export function takeAnswer(): string | null {
  if (!new URLSearchParams(location.search).has('state')) return null
  const answer = location.search
  const screen = sessionStorage.getItem(key) ?? location.hash
  sessionStorage.removeItem(key)
  history.replaceState(history.state, '', `${location.pathname}${screen}`)
  // The browser does not announce a replaced address.
  dispatchEvent(new HashChangeEvent('hashchange'))
  return answer
}
