/** The words of the pages outside the app: for an unknown browser, and after signing in elsewhere, in English. */
export const plainPage = {
  title: 'This page isn’t open to this browser',
  why: {
    'not-signed-in': 'Rollcall shows its pages only to the browser it was opened in.',
    'old-address': 'This address has been used already, or is too old.',
  },
  what: 'Every address that Rollcall prints lets one browser in, once, for ten minutes.',
  hint: 'Go to the window in which rollcall serve is running and press Enter: it prints another address.',
  /** What the system’s browser shows once somebody comes back to it from the identity provider. */
  returned: {
    title: 'Back to Rollcall',
    what: 'Rollcall’s own window goes on from here.',
    hint: 'You can close this page.',
  },
}

export type PlainPageMessages = typeof plainPage
