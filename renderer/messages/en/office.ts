import { plural } from './grammar.ts'

/** The words of an office of several stations, in English. */
export const office = {
  office: {
    title: 'Office',
    link: 'Several computers that share people and entries through a PostgreSQL of your own.',
    text: 'Stations of one office share people, photos and entries. Each of them goes on alone when the network is away.',
    // Alone
    aloneTitle: 'This computer works alone',
    alone:
      'If you have several doors, have them share one PostgreSQL (version 15 or later) that you run. Nothing is sent until then, and the server never sees a face.',
    create: 'Create an office',
    join: 'Join an office',
    // Creating
    createText:
      'Use an account that may create roles in an empty database. It’s used this once and isn’t stored; each station gets its own.',
    address: 'Server',
    addressHint: 'For example postgresql://postgres@db.example.org:5432/rollcall',
    addressWrong: 'Begin with postgresql:// and name the server and the database.',
    password: 'Password of the account',
    certificate: 'Certificate of your own authority (optional)',
    certificateHint: 'PEM, if your server’s certificate isn’t signed by an authority that this computer knows.',
    officeName: 'Name of the office',
    stationName: 'Name of this station',
    nameRequired: 'Please enter a name.',
    // Joining
    joinText: 'At a station that already belongs to the office, choose “Invite a station” and copy its code here.',
    code: 'Code',
    codeRequired: 'Please enter the code.',
    joiningTitle: (office: string) => `Compare these words to join ${office}`,
    joiningText:
      'The station that invited this one shows six words, too. If they’re the same, confirm there. If not, cancel here: somebody may be listening in.',
    cancelJoining: 'Cancel joining',
    words: 'Words to compare',
    // State
    state: {
      connecting: 'Connecting to the server.',
      connected: 'Connected. Everything has been sent.',
      handingOver: (changes: number) =>
        `Connected. ${plural(changes, { one: '# change is', other: '# changes are' })} on the way.`,
      apart: (since: string) => `Not connected since ${since}. This station goes on alone.`,
      waiting: (changes: number) =>
        plural(changes, {
          one: '# change is waiting to be sent.',
          other: '# changes are waiting to be sent.',
        }),
    },
    server: 'Server',
    exchanged: 'Last exchange',
    never: 'never',
    retried: (time: string) => `Next attempt at ${time}.`,
    heldBack: (changes: number) =>
      plural(changes, {
        one: '# change of another station is held back until this station knows what it’s about, or has its model.',
        other:
          '# changes of other stations are held back until this station knows what they’re about, or has their model.',
      }),
    check: 'Exchange now',
    // Stations
    stations: 'Stations',
    stationsText: 'Every computer that belongs to this office.',
    manages: 'May invite and revoke stations',
    managesHint: 'Only at a computer where an owner works, not at a kiosk.',
    onlyManaging: 'Stations are invited and revoked at a station that may manage the office.',
    resume: 'Go on from what the office knows',
    otherWaiting: (changes: number) =>
      plural(changes, { one: '# change waiting there', other: '# changes waiting there' }),
    thisStation: 'this station',
    states: {
      invited: 'Invited',
      waiting: 'Waiting for confirmation',
      active: 'Member',
    },
    lastSeen: (time: string) => `last seen ${time}`,
    neverSeen: 'not seen yet',
    silent: 'Silent for longer than its opening hours allow. Check the computer and its network.',
    clockAhead: (seconds: string) => `clock ${seconds} s ahead`,
    clockBehind: (seconds: string) => `clock ${seconds} s behind`,
    clockRight: 'clock right',
    version: (version: string) => `Rollcall ${version}`,
    modelOf: (model: string) => `model ${model}`,
    goodUntil: (time: string) => `expires ${time}`,
    waitingStation: (station: string) => `${station} has used its code and waits for another station to confirm it.`,
    wordsAt: (station: string) => `${station} must show these six words:`,
    wordsMatch: 'The words match',
    wordsDiffer: 'They differ',
    otherModel: 'Another model: its photos can’t be used here until both stations have the same one.',
    older: (stations: string) => `Older version of Rollcall on ${stations}. Update it: until then it goes on alone.`,
    newer: (stations: string) => `${stations} already has a later version of Rollcall. Update this station too.`,
    // Inviting
    invite: 'Invite a station',
    inviteName: 'Name of the new station',
    inviteHours: 'Code expires',
    hours: (hours: number) => `In ${plural(hours, { one: '# hour', other: '# hours' })}`,
    makeCode: 'Make code',
    codeTitle: (station: string) => `Code for ${station}`,
    codeText: (until: string) =>
      `It’s shown only once, works once, and expires ${until}. Enter it at the new station under Settings, Office. Then compare the six words.`,
    codePicture: 'The code as a QR code',
    // Revoking
    revoke: 'Revoke',
    revokeTitle: (station: string) => `Revoke ${station}?`,
    revokeText:
      'It can no longer read or send anything, and whatever is stored from now on is under a new key. What it already has stays on it: erase its disk if it was stolen.',
    withdraw: 'Withdraw',
    withdrawTitle: (station: string) => `Withdraw the invitation for ${station}?`,
    withdrawText: 'Its code stops working at once.',
    // Erasures
    erasures: 'Erased everywhere',
    erasuresText: 'Whoever is erased at one station is erased at all of them, and on the server.',
    noErasures: 'Nothing has been erased since this office was created.',
    erasedOn: (confirmed: number, stations: number, time: string) =>
      `Erased on ${confirmed} of ${plural(stations, { one: '# station', other: '# stations' })}, last at ${time}.`,
    erasedMissing: (stations: string) => `Still to confirm: ${stations}.`,
    // Recovery key
    key: 'Recovery key of the office',
    keyText: 'Opens the office’s photos and templates if all stations are lost. It’s shown once, when it’s made.',
    keyOnce: 'Print it and keep it away from the computers. It’s shown only once, and can’t be viewed again.',
    keyPrinted: (date: string) => `Recovery key of the office, ${date}`,
    newKey: 'Make a new one',
    newKeyTitle: 'Make a new recovery key?',
    newKeyText: 'The one that you have printed opens nothing that is stored from then on.',
    print: 'Print',
    // Leaving
    leave: 'Leave the office',
    leaveTitle: 'Leave the office?',
    leaveText: (waiting: number) =>
      waiting === 0
        ? 'This station keeps what it has and goes on alone. Others no longer see its entries.'
        : `${plural(waiting, { one: '# change is', other: '# changes are' })} still waiting and may not reach the others. This station keeps what it has and goes on alone.`,
    /** At the kiosk. */
    entriesWaiting: (entries: number) =>
      plural(entries, { one: '# entry not sent on yet', other: '# entries not sent on yet' }),
  },
}

export type OfficeMessages = typeof office
