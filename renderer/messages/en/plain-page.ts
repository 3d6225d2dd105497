/** The words of the page that `rollcall serve` shows to a browser it doesn't know, in English. */
export const refusalPage = {
  title: 'This page isn’t open to this browser',
  why: {
    'not-signed-in': 'Rollcall shows its pages only to the browser it was opened in.',
    'old-address': 'This address has been used already, or is too old.',
  },
  what: 'Every address that Rollcall prints lets one browser in, once, for ten minutes.',
  hint: 'Go to the window in which rollcall serve is running and press Enter: it prints another address.',
}

export type RefusalPageMessages = typeof refusalPage
