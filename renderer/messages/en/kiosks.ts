/** The words of the list of kiosks, in English. */
export const kiosks = {
  kiosks: {
    allPinsLocked: (until: string) =>
      `PIN entry is locked at every kiosk until ${until} after too many wrong attempts.`,
    pinsLocked: (kiosk: string, until: string) =>
      `PIN entry at ${kiosk} is locked until ${until} after too many wrong attempts.`,
    title: 'Kiosks',
    text: 'One window for each camera. Each has its own name, direction and camera; recognition is shared.',
    add: 'Add kiosk',
    name: 'Name of the new kiosk',
    open: 'Open window',
    direction: 'Direction',
    directions: {
      settings: 'Same as in Settings',
      toggle: 'Toggle in/out',
      ask: 'Ask on screen',
      in: 'Always in',
      out: 'Always out',
    },
    pin: 'Check-in by PIN',
    pins: { off: 'Off', number: 'Employee number and PIN', alone: 'PIN alone is enough' },
    entries: 'Last entries on screen',
    entriesShown: { photos: 'With photos', names: 'Names only', none: 'Not shown' },
    guests: 'Visitors can sign in here',
    requests: 'Forgotten entries can be requested here',
    hours: 'People can see and confirm their own hours here, with their PIN',
    camera: 'Camera',
    remove: (name: string) => `Remove ${name}`,
    removeTitle: (name: string) => `Remove ${name}?`,
    removeText: 'A window with this name then behaves like the main kiosk. Its entries stay in the log.',
    removeAction: 'Remove',
    fullScreen:
      'In full screen, a kiosk added here has no menu, so that nobody at the door can get into Settings. The main kiosk keeps its menu. F11 leaves full screen, and asks for a passphrase where people have accounts; press it again to return.',
    emptyTitle: 'One kiosk',
    empty: 'The main kiosk is always available. Add another for each further camera.',
    askTitle: (name: string) => `${name}, in or out?`,
  },
}

export type KiosksMessages = typeof kiosks
