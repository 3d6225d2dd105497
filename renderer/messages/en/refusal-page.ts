/** The words of the page that `rollcall serve` shows to a browser it doesn't know, in English. */
export const refusalPage = {
  title: 'This page isn’t open to this browser',
  why: {
    'not-signed-in': 'Rollcall shows its pages only to the browser it was opened in.',
    'old-address': 'This address is from an earlier start of Rollcall and no longer works.',
  },
  what: 'Open the address that Rollcall printed when it was started last. It contains a key that changes with every start.',
  hint: 'Lost it? Stop rollcall serve and start it again: it prints a new address.',
}

export type RefusalPageMessages = typeof refusalPage
