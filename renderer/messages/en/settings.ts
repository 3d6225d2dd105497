import type { CheckName, FallBack } from '../../../main/contract/checks.ts'
import type { KeyPlace } from '../../../main/contract/key-place.ts'
import { plural } from './grammar.ts'

/** The words of settings, in English. */
export const settings = {
  retention: {
    group: 'Retention',
    hints: {
      leavers: 'Photos and templates are erased after the last day. Hours and entries stay.',
      unseen: 'Photos and templates of people without an entry for this long. They can still check in by PIN.',
      guests: 'Name, company and host are erased after the visit.',
      requests: 'Requests for corrections that were approved or declined. The corrections stay.',
      reviews: 'Photos from an import that nobody has decided on. Import them again if you need them.',
      deliveries: 'Entries a webhook didn’t accept and Rollcall stopped sending. The entries stay.',
      events:
        'Entries go by whole months, with their corrections, and timesheets then say so. The current and the previous month always stay, and entries are never erased before photos of people not seen.',
      evidence:
        'How alike a face was, who came second, and how alive and sharp the picture looked. The entries stay, with time and method.',
      audit:
        'Lines of the audit log are erased by whole months. Those that prove other records stay: merges, new keys and erasures by age.',
    },
    after: (days: number | null) =>
      days === null
        ? 'Keep'
        : days === 0
          ? 'Erase at once'
          : plural(days, { one: 'After # day', other: 'After # days' }),
    title: (kind: string, after: string) => `${kind}: ${after}?`,
    goes: (what: string, from: string, to: string) =>
      `${what}, from ${from} to ${to}, will be erased for good within a minute.`,
    nothing: 'Nothing is that old yet. It is erased automatically once it is.',
    clock: 'The clock of this computer was changed, so nothing is erased for now.',
    confirm: 'Erase by age',
    counts: {
      leavers: (number: number) => plural(number, { one: '# photo', other: '# photos' }),
      unseen: (number: number) => plural(number, { one: '# photo', other: '# photos' }),
      guests: (number: number) => plural(number, { one: '# visitor', other: '# visitors' }),
      requests: (number: number) => plural(number, { one: '# request', other: '# requests' }),
      reviews: (number: number) => plural(number, { one: '# photo', other: '# photos' }),
      deliveries: (number: number) => plural(number, { one: '# delivery', other: '# deliveries' }),
      events: (number: number) => plural(number, { one: '# entry', other: '# entries' }),
      evidence: (number: number) =>
        plural(number, { one: 'The evidence of # entry', other: 'The evidence of # entries' }),
      audit: (number: number) => plural(number, { one: '# line', other: '# lines' }),
    },
  },
  settings: {
    title: 'Settings',
    recognition: 'Recognition',
    margin: 'Minimum lead',
    marginHint: 'If the two best matches are closer than this, nobody is named.',
    cooldown: 'Pause between entries',
    cooldownHint: 'Nobody is recorded twice within this time.',
    pause: (seconds: number) =>
      seconds === 0
        ? 'None'
        : seconds % 60 === 0
          ? plural(seconds / 60, { one: '# minute', other: '# minutes' })
          : plural(seconds, { one: '# second', other: '# seconds' }),
    ask: 'Ask before an early check-out',
    askHint: 'Anyone seen again this soon after checking in is asked before being checked out.',
    askFor: (minutes: number) => (minutes === 0 ? 'Never' : plural(minutes, { one: '# minute', other: '# minutes' })),
    liveness: 'Liveness check',
    livenessHint: 'Turns away most printed photos. Photos and videos on a screen often pass, and masks aren’t stopped.',
    livenessModes: { off: 'Off', advisory: 'Log only', required: 'Required' },
    kiosk: 'Kiosk',
    kioskName: 'Name of this kiosk',
    direction: 'Direction',
    directions: { toggle: 'Toggle in/out', in: 'Always in', out: 'Always out' },
    camera: 'Camera',
    mirror: 'Mirror image',
    sounds: 'Sounds',
    appearance: 'Appearance',
    language: 'Language',
    languageSystem: 'Same as system',
    clock: 'Clock',
    clocks: { system: 'Automatic', 12: '12-hour', 24: '24-hour' },
    theme: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    data: 'Data',
    advanced: 'Advanced',
    metricHint: 'Train recognition on your own photos and compare metrics.',
    inspectorHint: 'Shows what the engine sees at the kiosk. You can also press I there.',
    engine: 'On this computer',
    provider: 'Runs on',
    fellBack: (wanted: string, reason: string) => `${wanted} was requested but isn’t available: ${reason}`,
    fallBacks: {
      failed: 'it couldn’t run the models',
      stopped: 'it stopped responding',
      crashed: 'Rollcall closed unexpectedly while it was in use',
    } satisfies Record<FallBack['kind'], string>,
    available: (names: string) => `Available: ${names}`,
    search: 'Search method',
    searches: { exact: 'Exact', hnsw: 'Index (HNSW)' },
    dataFolder: 'Data folder',
    key: 'Encryption key',
    keyPlaces: {
      file: (path: string) => `The key file ${path}`,
      passphrase: 'Your passphrase',
      keychain: 'The macOS Keychain',
      'windows-protection': 'Windows data protection',
      'key-ring': 'The system’s key ring',
      'recovery-key': 'The recovery key',
    } satisfies Record<KeyPlace['kind'], string | ((path: string) => string)>,
    keyBesideData:
      'It’s stored with the data: anyone who copies the data folder can open it. Keep backups apart from the key.',
    stored: 'Stored',
    storedCounts: (people: string, templates: string, events: string) =>
      `${people} people, ${templates} photos, ${events} entries`,
    version: 'Version',
    models: 'Models',
    modelsOf: (pack: string, licence: string) => `${pack}: ${licence}`,
    modelRoles: {
      detector: 'Finds faces',
      landmarks: 'Finds eyes, nose and mouth',
      embedder: 'Tells faces apart',
      liveness: 'Tells live faces from pictures',
      pose: 'Tells which way a head is turned',
      eyes: 'Tells open eyes from closed eyes',
    } as Readonly<Record<string, string>>,
    doctor: 'Check everything',
    doctorHint: 'Looks at the models, the provider, every stored value and the index, while check-in goes on.',
    doctorRunning: 'Checking',
    doctorGood: 'Everything is in order.',
    doctorBad: 'Something needs attention.',
    checks: {
      models: 'Models',
      'native files': 'Native files',
      provider: 'Runs on',
      database: 'Database',
      log: 'Log',
      'database file': 'Database file',
      'audit log': 'Audit log',
      records: 'Records',
      heads: 'Outside proof',
      'stored values': 'Stored values',
      index: 'Search index',
      key: 'Encryption key',
      'data folder': 'Data folder',
      'diagnostic log': 'Diagnostic log',
      disk: 'Disk',
    } satisfies Record<CheckName, string>,
    findings: {
      modelsWhole: (files: number, pack: string) =>
        `${plural(files, { one: '# model file', other: '# model files' })} of ${pack}, all intact.`,
      modelsWrong: (files: string) =>
        `Missing or damaged: ${files}. Start Rollcall with npm start, which gets them again, or reinstall it.`,
      nativeWhole: (files: number) => `${plural(files, { one: '# library', other: '# libraries' })}, as installed.`,
      nativeWrong: (files: string) =>
        `Missing or changed since installation: ${files}. Another program may have replaced them: reinstall Rollcall.`,
      nativeUnlisted: 'There is no list of what they were. Start Rollcall once with npm start, which makes it.',
      databaseWhole: (entries: number, schema: number) =>
        `Intact: ${plural(entries, { one: '# entry', other: '# entries' })}, schema ${schema}.`,
      logWhole: 'Nothing that was stored is missing.',
      fileSame: 'Unchanged since it was last closed.',
      auditWhole: (lines: number) => `${plural(lines, { one: '# line', other: '# lines' })}, none of them changed.`,
      recordsProved: (rows: number, since: string | null, waiting: number) =>
        [
          `${plural(rows, { one: '# row', other: '# rows' })}, all as Rollcall wrote them.`,
          ...(since === null ? [] : [`Sealed since ${since}; changes before that cannot be noticed.`]),
          ...(waiting === 0
            ? []
            : [`${plural(waiting, { one: '# older row', other: '# older rows' })} still to be sealed.`]),
        ].join(' '),
      headsNone: 'None is kept outside this computer. Choose a folder for it under Settings, Proof for an auditor.',
      headsSame: (proofs: number, newest: string) =>
        `${plural(proofs, { one: '# proof agrees', other: '# proofs agree' })}: no entry and no line of the audit log from before ${newest} was altered.`,
      headForeign: (made: string) => `The proof of ${made} isn’t from this installation, or somebody changed the file.`,
      valuesWhole: 'All of them can be read and decrypted.',
      indexWhole: (templates: number, search: string) =>
        `${plural(templates, { one: '# face template', other: '# face templates' })}, search method: ${search}.`,
      indexPartial: (indexed: number, templates: number) =>
        `Only ${indexed} of ${templates} face templates are indexed. Restart Rollcall to rebuild the index.`,
      keyInterrupted: (at: string) =>
        `Making a new key on ${at} was interrupted. Nothing was changed. Make it again under Backups.`,
      folderClosed: 'Only you can open it.',
      folderOpen: (folder: string, mode: string) =>
        `Other users of this computer can see which files are in ${folder} (mode ${mode}), though they can’t read them. Run chmod 700 on it.`,
      noLog: 'Nothing is logged here.',
      disk: (size: string) => `${size} free.`,
      diskNearlyFull: (size: string) => `Only ${size} free. Free up some space so that entries can be saved.`,
    },
    passed: 'OK',
    notPassed: 'Needs attention',
  },
}

export type SettingsMessages = typeof settings
