import type { PrivacyWords } from '../privacy-words.ts'

const tage = (number: number) => (number === 1 ? '1 Tag' : `${number} Tage`)
const tagen = (number: number) => (number === 1 ? '1 Tag' : `${number} Tagen`)

export const de: PrivacyWords = {
  documents: {
    notice: 'Datenschutzhinweise: Einstempeln mit dem Gesicht',
    retention: 'Wie lange Daten aufbewahrt und wie sie gelöscht werden',
    assessment: 'Einstempeln mit dem Gesicht: Unterlagen für Datenschutzbeauftragte und Betriebsrat',
  },
  made: (time) => `Erstellt am ${time} aus den Einstellungen, die da galten.`,
  unstated: 'Noch nicht angegeben. Bitte fragen Sie im Büro nach.',
  noAdvice: 'Das ist keine Rechtsberatung. Ob es genügt, entscheiden das Büro und wer es berät.',
  parts: {
    office: 'Wer verantwortlich ist',
    purpose: 'Wozu es dient',
    basis: 'Rechtsgrundlage',
    system: 'Die Installation',
    flows: 'Wohin Daten gehen',
    data: 'Was gespeichert wird',
    recognition: 'Wie Gesichter erkannt werden',
    others: 'Unbekannte und Gäste',
    alternatives: 'Einstempeln ohne Gesicht',
    retention: 'Wie lange es gespeichert bleibt',
    erasure: 'Wie es gelöscht wird',
    recipients: 'Wer sonst Daten erhält',
    access: 'Wer was sehen und ändern kann',
    errors: 'Wie oft die Erkennung hier irrt',
    notDone: 'Was nicht geschieht',
    security: 'Wie es geschützt ist',
    risks: 'Risiken, und was dagegen getan wird',
    rules: 'Regeln des Landes',
    rights: 'Ihre Rechte',
    open: 'Was das Büro noch ausfüllen muss',
  },
  labels: {
    name: 'Name',
    address: 'Anschrift',
    contact: 'Kontakt für den Datenschutz',
    url: 'Vollständige Hinweise',
    what: 'Was',
    about: 'Was dazugehört',
    howLong: 'Wie lange',
    who: 'Wer',
    gets: 'Was sie erhalten',
    version: 'Version von Rollcall',
    model: 'Modell',
    licence: 'Lizenz des Modells',
    processor: 'Ausgeführt auf',
    people: 'Personen',
    templates: 'Fotos mit Gesichtsvorlagen',
    kiosks: 'Terminals',
    key: 'Wo der Schlüssel liegt',
    from: 'Von',
    to: 'Nach',
    threshold: 'Ähnlichkeit, ab der jemand genannt wird',
    liveness: 'Lebenderkennung',
    risk: 'Risiko',
    measure: 'Was dagegen getan wird',
    rule: 'Regel',
    state: 'Stand',
    source: 'Quelle',
    checked: 'Nachgesehen',
    answer: 'Antwort des Büros',
  },
  purpose: [
    'Gesichter werden verglichen, um zu erfassen, wann Personen kommen und gehen. Die Zeiten dienen der Abrechnung von Stunden und Lohn und der Übersicht, wer im Haus ist.',
    'Für anderes werden Gesichter nicht verwendet. Weder Gefühle noch Gesundheit, Herkunft oder Charakter werden daraus gelesen, niemand wird nach seinem Gesicht bewertet, und über niemanden wird automatisch entschieden.',
  ],
  bases: {
    undecided: 'Das Büro hat noch nicht entschieden, auf welcher Rechtsgrundlage es Gesichter verwendet.',
    consent:
      'Ihre Einwilligung. Sie ist freiwillig: Wer nicht einwilligt, stempelt mit PIN oder Ausweis ein und hat dadurch keinen Nachteil. Ohne Einwilligung wird niemand registriert.',
    grace: (until) =>
      `Personen, die registriert waren, bevor nach der Einwilligung gefragt wurde, werden bis ${until} auch ohne sie erkannt, danach nicht mehr.`,
    other: (document) =>
      document === ''
        ? 'Ein Gesetz oder eine Vereinbarung. Das Büro hat noch nicht angegeben, welche. Bitte fragen Sie im Büro nach.'
        : `Ein Gesetz oder eine Vereinbarung: ${document}`,
  },
  categories: {
    person: { title: 'Person', text: 'Name, Personalnummer, Gruppen, erster und letzter Arbeitstag, frühere Namen' },
    face: {
      title: 'Gesicht',
      text: 'Fotos für die Erkennung und die daraus berechneten Zahlen (Gesichtsvorlagen), beides verschlüsselt',
    },
    consent: {
      title: 'Einwilligung',
      text: 'Was Sie zugesagt oder abgelehnt haben, wann und wo, Ihre Unterschrift und gegebenenfalls der Name eines Sorgeberechtigten',
    },
    pin: { title: 'PIN', text: 'Dass es eine gibt, und Fehlversuche. Die PIN selbst kennt Rollcall nicht.' },
    entries: {
      title: 'Kommen und Gehen',
      text: 'Zeit, Richtung, Terminal, Gesicht oder PIN, wie ähnlich das Gesicht war und wem es am nächstähnlichsten war, Korrekturen',
    },
    hours: {
      title: 'Stunden',
      text: 'Arbeitszeitmodelle, Abwesenheiten, Anträge auf Korrektur die aus den Zeiten berechneten Stunden und die Monate, die Sie bestätigt haben',
    },
    guests: { title: 'Gäste', text: 'Name, Firma, wen sie besuchen, Ankunft und Weggang. Kein Gesicht.' },
    imports: {
      title: 'Importierte Fotos',
      text: 'Fotos, die auf eine Entscheidung oder eine Einwilligung warten, verschlüsselt',
    },
    audit: { title: 'Prüfprotokoll', text: 'Wer wann was angesehen, exportiert oder geändert hat' },
    sent: { title: 'Übermittlungen', text: 'Welche Buchungen andere Programme erhalten haben oder noch erhalten' },
  },
  recognition: (model) => [
    `Das Bild der Kamera wird nur auf dem Computer des Büros ausgewertet und nicht aufgezeichnet. Aus jedem Gesicht darin werden Zahlen berechnet und mit den Vorlagen der registrierten Personen verglichen (Modell: ${model}). Bilder und Vorlagen werden nirgendwohin gesendet.`,
    'Die Erkennung kann irren. Nennt das Terminal jemand anderen, sagen Sie es dort („Falsche Person“); erkennt es Sie nicht, nehmen Sie eine PIN oder fragen Sie im Büro nach.',
  ],
  strangers: (number) =>
    number === 0
      ? 'Verglichen wird das Gesicht aller, die vor der Kamera stehen, weil sonst niemand erkannt werden könnte. Gesichter von nicht registrierten Personen werden nicht gespeichert.'
      : `Verglichen wird das Gesicht aller, die vor der Kamera stehen, weil sonst niemand erkannt werden könnte. Gesichter von nicht registrierten Personen bleiben ${tage(number)} verschlüsselt gespeichert, damit das Büro sieht, wer da war, und sie registrieren kann.`,
  guests: (number) =>
    number === null
      ? 'Gäste, die sich am Terminal anmelden, geben Namen, Firma und die besuchte Person ein. Ihr Gesicht wird nicht gespeichert. Der Eintrag bleibt, bis das Büro ihn löscht.'
      : `Gäste, die sich am Terminal anmelden, geben Namen, Firma und die besuchte Person ein. Ihr Gesicht wird nicht gespeichert. Der Eintrag wird nach ${tagen(number)} gelöscht, gerechnet ab dem Weggang.`,
  noGuests: 'Gäste melden sich hier nicht am Terminal an.',
  pins: {
    everywhere: 'An jedem Terminal können Sie statt des Gesichts eine PIN verwenden.',
    at: (kiosks) => `An diesen Terminals können Sie statt des Gesichts eine PIN verwenden: ${kiosks}.`,
    nowhere: 'Kein Terminal nimmt hier eine PIN. Bitte fragen Sie im Büro, wie Sie ohne Gesicht einstempeln.',
  },
  alternative: 'Wer ohne Gesicht einstempelt, hat dadurch keinen Nachteil; es zählt genauso.',
  after: (number) =>
    number === null ? 'Kein Ende festgelegt' : number === 0 ? 'Sofort gelöscht' : `Nach ${tagen(number)} gelöscht`,
  retention: {
    leavers: 'Fotos und Gesichtsvorlagen ausgeschiedener Personen, ab dem letzten Arbeitstag',
    unseen: 'Fotos und Gesichtsvorlagen von Personen ohne Buchung, ab der letzten',
    guests: 'Gäste, ab dem Weggang',
    requests: 'Genehmigte oder abgelehnte Anträge auf Korrektur',
    reviews: 'Importierte Fotos, über die niemand entschieden hat, ab dem Tag des Imports',
    deliveries: 'Buchungen, die einem anderen System nicht zugestellt werden konnten, ab ihrer Entstehung',
    events: 'Zeiten von Kommen und Gehen und ihre Korrekturen, monatsweise, ab Ende des Monats',
    evidence: 'Wie ähnlich das Gesicht bei einer Buchung war und wem noch, monatsweise; die Buchung bleibt',
    audit:
      'Prüfprotokoll: wer was angesehen, exportiert oder geändert hat, monatsweise; Zeilen, die andere Daten belegen, bleiben',
  },
  kept: {
    person: 'Name, Personalnummer und weitere Angaben',
    consents: 'Erklärungen zur Einwilligung',
    strangers: 'Gesichter von nicht registrierten Personen',
    looks: 'Zweite Bilder, die jemand am Terminal behalten wollte',
    held: 'Importierte Fotos, die auf eine Einwilligung warten',
    exports: 'Exportierte Dateien auf dem Computer des Büros',
    backups: 'Sicherungen',
  },
  keeping: {
    person: 'Bis das Büro die Person löscht',
    consents: 'Als Nachweis, bis das Büro die Person löscht',
    noStrangers: 'Nicht gespeichert',
    looks: (number) => `Bis das Büro entscheidet; ohne Entscheidung nach ${tagen(number)} vernichtet`,
    held: (number) => (number === 0 ? 'Nicht gespeichert' : `Ohne Einwilligung nach ${tagen(number)} vernichtet`),
    exports: (number) => (number === null ? 'Bis das Büro sie löscht' : `Nach ${tagen(number)} gelöscht`),
    backups: 'Die jeweils neueste der letzten 7 Tage, 4 Wochen und 12 Monate',
    manualBackups: 'Von Hand erstellt, bis das Büro sie löscht',
  },
  erasure: [
    'Was fällig ist, löscht Rollcall selbst, jede Minute, solange es läuft. Es wird in der Datenbank, in ihrem Protokoll und im Suchindex überschrieben. Im Prüfprotokoll steht danach, wie viel aus welchem Zeitraum gelöscht wurde, mit einer Prüfsumme.',
    'Sicherungen und früher exportierte Dateien enthalten es noch, bis sie gelöscht werden. Wird eine Sicherung auf demselben Computer wiederhergestellt, bleibt weg, was seither gelöscht wurde.',
  ],
  recipients: {
    none: 'Niemand. Vom Computer des Büros wird nichts gesendet.',
    kinds: {
      webhook: 'Programm, das Buchungen erhält',
      program: 'Programm mit Zugang',
      identityProvider: 'Anmeldedienst des Büros',
      office: 'Server der Stationen des Büros',
      heads: 'Ordner für Prüfsummen',
      backups: 'Ordner für Sicherungen',
    },
    gets: {
      webhook: (active) =>
        `${active ? '' : 'Angehalten. Sonst: '}Jede Buchung, sobald sie entsteht, und jede Korrektur mit ihrem Grund: Name, Personalnummer, Zeit, Richtung, Terminal. Keine Fotos, keine Vorlagen.`,
      program: (scopes) => `Nur auf diesem Computer: ${scopes}`,
      identityProvider: 'Wer aus dem Büro sich bei Rollcall anmeldet. Nichts über Personen, die einstempeln.',
      office:
        'Personen, Buchungen, Korrekturen, Einwilligungen und Gäste aller Stationen; der Administrator des Servers kann sie lesen. Fotos, Vorlagen, Unterschriften und PINs sind so verschlüsselt, dass nur die Stationen sie öffnen können.',
      heads: 'Prüfsummen der Aufzeichnungen, signiert. Keine personenbezogenen Daten.',
      backups: 'Kopien von allem; Fotos und Vorlagen darin sind verschlüsselt',
    },
    scopes: {
      'people:read': 'liest Personen',
      'people:write': 'legt Personen an und ändert sie',
      'people:erase': 'löscht Personen',
      'people:enrol': 'fügt Fotos hinzu',
      'people:consent': 'erfasst Einwilligungen',
      'events:read': 'liest Kommen und Gehen',
    },
    exports: 'Das Büro exportiert Stunden als Dateien, zum Beispiel für die Lohnabrechnung.',
  },
  rights: [
    'Sie können sehen, was über Sie gespeichert ist: Das Büro gibt Ihnen alles als eine Datei, mit einer Seite zum Lesen.',
    'Sie können Fehler berichtigen lassen: im Büro oder mit einem Antrag auf Korrektur am Terminal.',
    'Sie können Ihre Daten löschen oder ihre Verwendung einschränken lassen, ihr widersprechen und Ihre Daten mitnehmen, soweit das Gesetz es vorsieht.',
  ],
  withdraw:
    'Ihre Einwilligung können Sie jederzeit widerrufen, am Terminal oder gegenüber dem Büro, ohne einen Grund zu nennen. Fotos und Gesichtsvorlagen werden sofort gelöscht. Was bis dahin erfasst wurde, bleibt rechtmäßig, und Ihre Stunden bleiben.',
  complain: 'Sie können sich bei der Datenschutzaufsicht beschweren.',
  contact: (contact) => `Wenden Sie sich dafür an: ${contact}`,
  security: [
    'Fotos, Gesichtsvorlagen und Unterschriften sind mit AES-256 verschlüsselt. Namen und Zeiten sind es nicht; die Dateien kann nur lesen, wer an diesem Computer angemeldet ist.',
    'Jede Buchung, Korrektur und Einwilligung trägt ein Siegel, an dem Änderungen durch andere Programme auffallen. Erfasste Zeiten werden nie geändert, nur korrigiert, mit Name und Grund.',
    'Wer etwas angesehen, exportiert oder geändert hat, steht in einem Prüfprotokoll, das sich im Büro nicht ändern lässt.',
  ],
  signIn: {
    undecided: 'Das Büro hat noch nicht entschieden, wer seine Ansichten verwenden darf.',
    machine: 'Wer am Computer des Büros sitzt, kann alle Ansichten verwenden. Niemand muss sich anmelden.',
    accounts: 'Wer die Ansichten verwendet, meldet sich mit Namen an und sieht, was die Rolle erlaubt.',
  },
  introduction:
    'Rollcall hat diese Unterlagen aus den Einstellungen und Zahlen dieser Installation erstellt. Sie sind als Grundlage für eine Datenschutz-Folgenabschätzung und für Gespräche mit dem Betriebsrat gedacht und ersetzen beides nicht: Was nur das Büro wissen kann, wird am Ende gefragt.',
  roles: {
    owner: 'Inhaber',
    hr: 'Personalbüro',
    manager: 'Führungskraft (eigene Gruppen)',
    reception: 'Empfang',
    auditor: 'Prüfer',
    'signed-out': 'Niemand angemeldet',
    kiosk: 'Terminal',
  },
  capabilities: {
    whoIsIn: 'Sehen, wer da ist',
    people: 'Liste der Personen sehen',
    photos: 'Angaben und Fotos einer Person sehen',
    enrol: 'Fotos hinzufügen',
    erase: 'Personen löschen',
    consent: 'Einwilligungen erfassen und widerrufen',
    hours: 'Stunden sehen',
    correct: 'Zeiten korrigieren',
    exportHours: 'Stunden exportieren',
    handOut: 'Auskunft über eine Person ausgeben',
    search: 'Mit einem Foto suchen',
    strangers: 'Unbekannte Gesichter sehen, wo sie gespeichert werden',
    guests: 'Gäste sehen',
    audit: 'Prüfprotokoll lesen',
    decide: 'Über Einwilligung und ihren Text entscheiden',
    recognition: 'Erkennung ändern',
    connect: 'Andere Programme verbinden',
    backUp: 'Sicherungen erstellen',
    accounts: 'Konten anlegen',
  },
  flows: [
    ['Kamera eines Terminals', 'Computer des Terminals', 'Bilder, im Speicher ausgewertet und nicht aufbewahrt'],
    ['Fotos für die Erkennung', 'Datenbank', 'Fotos und Vorlagen, verschlüsselt'],
    ['Terminal', 'Datenbank', 'Buchungen mit Zeit, Richtung und Zahlen des Vergleichs'],
    ['Datenbank', 'Ansichten des Büros', 'Was die Rolle erlaubt, siehe unten'],
    ['Ansichten des Büros', 'Exportierte Dateien', 'Stunden und Buchungen, wenn jemand sie exportiert'],
  ],
  folder: (path) => `Ordner ${path}`,
  livenessModes: { off: 'Aus', advisory: 'Wird vermerkt, weist niemanden ab', required: 'Erforderlich' },
  errors: {
    measured: (people, templates, pairs) =>
      `Berechnet aus ${templates === 1 ? '1 Foto' : `${templates} Fotos`} von ${people === 1 ? '1 Person' : `${people} Personen`}, die hier registriert sind, in ${pairs === 1 ? '1 Paar' : `${pairs} Paaren`} verschiedener Personen, beim geltenden Schwellenwert. Es sind erwartete Anteile für diese Installation, keine Zusage.`,
    fpir: (share) => `Eine unbekannte Person vor der Kamera wird als jemand Registriertes genannt: ${share}`,
    fmr: (share) => `Zwei verschiedene Personen gelten als dieselbe, je verglichenem Paar: ${share}`,
    fnir: (share) => `Eine registrierte Person wird bei einem Blick nicht erkannt: ${share}`,
    tooFew: 'Hier gibt es zu wenige Personen oder Fotos, um zu sagen, wie oft Unbekannte genannt würden.',
    tooFewOfOne:
      'Hier hat niemand mehrere Fotos; wie oft registrierte Personen nicht erkannt werden, ist hier daher nicht gemessen.',
    reference: (people) =>
      `Je weniger Personen hier sind, desto mehr beruhen die Zahlen darauf, wie das Modell andere verglichen hat: ${people}.`,
    field:
      'Wie oft die Erkennung im Alltag irrte, wird nicht gemessen. Buchungen, die jemand bestritten hat, und Korrekturen stehen im Protokoll.',
  },
  notDone: [
    'Aus Gesichtern werden weder Gefühle noch Stimmung, Gesundheit, Alter, Geschlecht oder Herkunft gelesen.',
    'Niemand wird nach seinem Gesicht bewertet oder eingestuft, und über Arbeitsverhältnisse wird nicht automatisch entschieden.',
    'Gesichter werden nicht mit Listen von außen verglichen, und niemand wird von Kamera zu Kamera verfolgt.',
    'Die Bilder der Kamera werden nicht aufgezeichnet.',
    'An den Hersteller von Rollcall oder in eine Cloud wird nichts gesendet.',
  ],
  risks: [
    [
      'Jemand wird für jemand anderen gehalten',
      'Schwellenwert mit zugesagter Fehlerrate, Abstand zur nächsten Person, mehrere Bilder, Widerspruch am Terminal, Korrekturen',
    ],
    [
      'Jemand wird nicht erkannt und verliert Zeit oder Lohn',
      'PIN, Anträge auf Korrektur am Terminal, Korrekturen durch das Büro',
    ],
    ['Jemand hält ein Bild einer Person hin', 'Lebenderkennung. Gute Masken und Bildschirme können sie bestehen.'],
    [
      'Vorlagen oder Fotos werden gestohlen',
      'Verschlüsselung; der Schlüssel lässt sich wechseln; Löschen zur rechten Zeit',
    ],
    ['Jemand im Büro sieht mehr an als nötig', 'Rollen, Anmeldung mit Namen, Prüfprotokoll über Einsicht und Exporte'],
    [
      'Zeiten werden nachträglich geändert',
      'Erfasste Zeiten werden nie geändert; Siegel; Prüfsummen, die anderswo aufbewahrt werden',
    ],
    ['Personen willigen ein, weil sie sich gezwungen fühlen', 'Ein anderer Weg ohne Nachteil; Widerruf jederzeit'],
    [
      'Daten bleiben länger als nötig',
      'Einstellungen für jede Art; gelöscht wird selbsttätig, und es wird festgehalten',
    ],
  ],
  keyBesideData: (beside) =>
    beside
      ? 'Der Schlüssel liegt im selben Ordner wie die Daten. Wer den Ordner kopiert, kann Fotos und Vorlagen öffnen.'
      : 'Der Schlüssel liegt nicht im Ordner der Daten.',
  open: [
    'Warum der Vergleich von Gesichtern nötig ist und warum Ausweis oder PIN allein nicht genügen',
    'Welches Gesetz oder welche Vereinbarung es erlaubt und wo der Text liegt',
    'Was der Betriebsrat dazu gesagt hat, und wann',
    'Wo die Kameras hängen, was sie außer dem Eingang sehen und wie Personen davon erfahren, bevor sie ins Bild kommen',
    'Wer welche Rolle hat und wie oft das geprüft wird',
    'Wer den Computer und seine Sicherungen verwaltet und ob der Datenträger verschlüsselt ist',
    'Wie lange und nach welchem Gesetz Zeiten aufzubewahren sind und wer sie löscht',
    'Was geschieht, wenn jemand immer wieder nicht erkannt wird',
    'Was an Risiko bleibt und wer es trägt',
    'Datum, Name und Unterschrift',
  ],
  openBroken: (rules) => `Was mit Regeln geschieht, die die Einstellungen nicht einhalten: ${rules}`,
  noCountry: 'In den Einstellungen ist kein Land gewählt, daher stehen hier keine Regeln.',
  states: { kept: 'Eingehalten', broken: 'Nicht eingehalten', office: 'Vom Büro zu prüfen' },
  rules: {
    'office-named': {
      title: 'Sagen, wer verantwortlich ist',
      text: 'Personen müssen erfahren, wer für die Daten verantwortlich ist, mit Anschrift und einem Kontakt für den Datenschutz.',
    },
    'basis-named': {
      title: 'Eine Rechtsgrundlage nennen',
      text: 'Gesichter zu vergleichen ist verboten, wenn nicht einer der Gründe vorliegt, die das Gesetz nennt. Wählen Sie einen.',
    },
    'consent-first': {
      title: 'Zuerst und gesondert um Einwilligung bitten',
      text: 'Niemandes Gesicht darf verwendet werden, bevor genau dem schriftlich zugestimmt wurde.',
    },
    'consent-doubtful': {
      title: 'Sich nicht auf Einwilligung stützen',
      text: 'Nach Ansicht der Behörde können Beschäftigte kaum ablehnen, sodass ihre Einwilligung für die Erfassung der Arbeitszeit in der Regel nicht zählt. Es braucht ein Gesetz, das es erlaubt.',
    },
    'no-working-time': {
      title: 'Keine Arbeitszeit mit dem Gesicht',
      text: 'Die Behörde lässt Gesichter bei der Arbeit nur für den Zugang zu Räumen und Geräten zu und schließt die Kontrolle der Arbeitszeit aus. Rollcall erfasst Arbeitszeit. Nehmen Sie dafür PINs, oder verwenden Sie Rollcall dafür nicht.',
    },
    'justify-face': {
      title: 'Begründen, warum ein Ausweis nicht genügt',
      text: 'Das Büro muss schriftlich zeigen, warum Gesichter nötig sind und warum die Vorlagen im Büro liegen und nicht auf etwas, das die Person bei sich trägt.',
    },
    'other-way': {
      title: 'Einen anderen Weg anbieten',
      text: 'Jeder Person muss ein Weg angeboten werden, ohne Gesicht einzustempeln, und sie darf dadurch keinen Nachteil haben.',
    },
    'strangers-not-kept': {
      title: 'Gesichter Unbekannter nicht speichern',
      text: 'Nicht registrierte Personen haben in nichts eingewilligt. Ihre Gesichter werden nicht gespeichert.',
    },
    'leavers-erased': {
      title: 'Gesichtsdaten beim Ausscheiden löschen',
      text: 'Scheidet jemand aus, entfällt der Zweck. Fotos und Vorlagen müssen an einem festgelegten Tag gelöscht werden.',
    },
    'three-years': {
      title: 'Binnen drei Jahren löschen',
      text: 'Gesichtsdaten sind zu vernichten, wenn der Zweck erreicht ist, spätestens drei Jahre nachdem die Person zuletzt da war.',
    },
    'public-policy': {
      title: 'Die Regeln veröffentlichen',
      text: 'Wie lange Daten aufbewahrt und wie sie vernichtet werden, muss schriftlich und öffentlich sein. Veröffentlichen Sie die Seite, die Rollcall erstellt, und tragen Sie ihre Adresse ein.',
    },
    'works-council': {
      title: 'Mit dem Betriebsrat vereinbaren',
      text: 'Gibt es einen Betriebsrat, muss er zustimmen, bevor ein Gerät eingesetzt wird, mit dem sich das Verhalten überwachen lässt.',
    },
    assessment: {
      title: 'Die Folgen abschätzen',
      text: 'Bevor Gesichter verwendet werden, sind die Folgen für die Personen schriftlich abzuschätzen. Die Unterlagen, die Rollcall erstellt, sind eine Grundlage dafür.',
    },
    guardians: {
      title: 'Bei Kindern willigen Sorgeberechtigte mit ein',
      text: 'Bei Personen unter 14 Jahren muss ein Sorgeberechtigter einwilligen. Rollcall fragt nicht nach Geburtsdaten: Schalten Sie für sie „Ein Sorgeberechtigter unterschreibt auch“ ein.',
    },
    'on-device': {
      title: 'Gesichter im Gerät behalten',
      text: 'Gesichtsdaten bleiben im Gerät und werden nicht über das Internet gesendet, sofern die Person dem nicht gesondert zugestimmt hat. Sicherungen enthalten sie: Achten Sie darauf, dass deren Ordner im Büro liegt.',
    },
    filing: {
      title: 'Ab 100 000 Personen melden',
      text: 'Wer die Gesichter von 100 000 Personen oder mehr speichert, muss das der Behörde binnen 30 Arbeitstagen melden.',
    },
    'purpose-told': {
      title: 'Sagen, dass Gesichter erkannt werden, und wozu',
      text: 'Einer Kamera sieht man nicht an, dass sie Gesichter erkennt. Das Terminal sagt es, mit dem Zweck.',
    },
    'no-emotion': {
      title: 'Keine Gefühle lesen',
      text: 'Gefühle bei der Arbeit abzuleiten ist verboten. Rollcall tut es nicht.',
    },
    'named-accounts': {
      title: 'Mit Namen anmelden',
      text: 'Es muss bekannt sein, wer Daten ansieht oder ändert. Legen Sie für alle, die die Ansichten verwenden, ein Konto an.',
    },
  },
  settings: {
    basis: 'Rechtsgrundlage',
    visitorDays: 'Unbekannte Gesichter speichern',
    pin: (kiosk) => `PIN am Terminal ${kiosk}`,
  },
  values: {
    bases: { undecided: 'Nicht entschieden', consent: 'Einwilligung', other: 'Andere Grundlage' },
    pins: { off: 'Aus', number: 'Personalnummer und PIN', alone: 'PIN allein' },
    visitorDays: (number) => (number === 0 ? 'Nein' : tage(number)),
  },
}
