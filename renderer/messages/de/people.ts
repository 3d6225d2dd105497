import type { PeopleMessages } from '../en/people.ts'
import { list, plural } from './grammar.ts'

/** The words of people: their photos, groups, guided enrolment, merges and unknown visitors, in German. */
export const people: PeopleMessages = {
  people: {
    title: 'Personen',
    search: 'Name, Nummer oder Gruppe',
    add: 'Person hinzufügen',
    count: (number) => plural(number, { one: '# Person', other: '# Personen' }),
    emptyTitle: 'Noch niemand ist registriert',
    empty: 'Fügen Sie die erste Person hinzu und nehmen Sie dann ein Foto auf oder legen Sie eines hier ab.',
    noMatchTitle: 'Keine Treffer',
    noMatch: (query) => `Kein Name, keine Nummer und keine Gruppe enthält „${query}“.`,
    chooseTitle: 'Person auswählen',
    choose: 'Fotos, Gruppen und Personalnummer erscheinen hier.',
    noPhotos: 'Noch kein Foto',
    name: 'Name',
    fields: { employeeNumber: 'Personalnummer' },
    groups: 'Gruppen',
    groupsHint: 'Trennen Sie Gruppen durch Kommas.',
    numberTaken: (name) => `Bereits vergeben an ${name}.`,
    groupsFrom: 'In diesen Gruppen ab',
    groupsFromHint:
      'Für frühere Tage gilt weiter das Arbeitszeitmodell der früheren Gruppen. Lassen Sie das Datum leer, um alle Tage zu ändern.',
    groupsFromFuture: 'Wählen Sie den heutigen oder einen früheren Tag.',
    groupsUntil: (groups, date) => `Bis ${date}: ${groups}`,
    noGroup: 'keine Gruppe',
    nameRequired: 'Geben Sie einen Namen ein.',
    edit: 'Bearbeiten',
    editTitle: 'Angaben bearbeiten',
    since: (date) => `Registriert am ${date}`,
    photos: 'Fotos für die Erkennung',
    photosHint: 'Drei bis acht Fotos bei unterschiedlichem Licht machen die Erkennung zuverlässiger.',
    photosEmptyTitle: (name) => `${name} kann noch nicht erkannt werden`,
    photosEmpty: 'Nehmen Sie mit der Kamera ein Foto auf oder legen Sie Fotos hier ab.',
    drop: 'Fotos hier ablegen',
    fromCamera: 'Kamera verwenden',
    fromFiles: 'Fotos auswählen',
    quality: (score) => `Qualität ${score}`,
    source: { camera: 'Kamera', photo: 'Foto', import: 'Import' },
    portraitOf: (name) => `Foto von ${name}`,
    templateOf: (name, date) => `Foto von ${name} vom ${date}`,
    eraseTemplate: 'Foto löschen',
    eraseTemplateTitle: 'Dieses Foto löschen?',
    eraseTemplateText: 'Das Foto und seine Vorlage werden endgültig gelöscht.',
    erase: 'Person löschen',
    eraseTitle: (name) => `${name} löschen?`,
    eraseText:
      'Fotos und Vorlagen werden endgültig gelöscht. Buchungen bleiben unter ihrem damaligen Namen im Protokoll, lassen sich aber nicht mehr korrigieren, und die Stunden verschwinden aus Stundenzetteln, Summen und Dateien für die Lohnabrechnung. Exportieren Sie zuerst den letzten Monat.',
    copiesRemain: (name, backups, exports) => {
      const copies = list([
        ...(backups > 0 ? [plural(backups, { one: '# frühere Sicherung', other: '# frühere Sicherungen' })] : []),
        ...(exports > 0 ? [plural(exports, { one: '# exportierte Datei', other: '# exportierte Dateien' })] : []),
      ])
      return `${name} ist hier gelöscht. Folgende Kopien können noch Daten enthalten: ${copies}. Tägliche Sicherungen werden innerhalb eines Jahres gelöscht; löschen Sie die übrigen selbst, wenn sie nicht mehr gebraucht werden.`
    },
    eraseConfirm: 'Endgültig löschen',
    adding: (done, total) => `Foto ${done} von ${total} wird hinzugefügt`,
    added: (number) => plural(number, { one: '# Foto hinzugefügt', other: '# Fotos hinzugefügt' }),
    notAdded: (file) => `${file} wurde nicht hinzugefügt`,
    unlike: (photos, similarity) =>
      plural(photos, {
        one: `Das Gesicht ähnelt dem vorhandenen Foto nicht (Ähnlichkeit ${similarity}).`,
        other: `Das Gesicht ähnelt den # vorhandenen Fotos nicht (Ähnlichkeit ${similarity}).`,
      }),
    samePerson: 'Dieselbe Person – hinzufügen',
    looksLike: (name, similarity) => `Ähnelt ${name} (${similarity})`,
    notFound: 'Diese Person wurde gelöscht.',
  },
  employment: {
    title: 'Beschäftigung',
    joined: 'Erster Tag',
    left: 'Letzter Tag',
    again: 'Erneut eingestellt',
    remove: 'Diese Daten entfernen',
    hint: 'Lassen Sie ein Datum leer, wenn es keine Grenze gibt. An anderen Tagen wird nichts erwartet; nach dem letzten Tag erkennt das Terminal das Gesicht nicht mehr.',
    overlaps: 'Beginnt vor dem Ende der früheren Beschäftigung.',
    endsBefore: 'Vor dem ersten Tag.',
    goesOn: 'Tragen Sie den letzten Tag der früheren Beschäftigung ein.',
    comingOn: (date) => `Beginnt am ${date}`,
    leftOn: (date) => `Ausgeschieden, letzter Tag ${date}`,
    since: (date) => `Seit ${date}`,
    until: (date) => `Bis ${date}`,
    between: (from, to) => `${from} bis ${to}`,
    dateRequired: 'Bitte geben Sie ein Datum ein.',
    lastDayTitle: (name) => `Letzter Tag von ${name}`,
    lastDayText:
      'Stunden und Buchungen bleiben für Lohnabrechnung und Korrekturen erhalten. Ab dem nächsten Tag erkennt das Terminal das Gesicht nicht mehr und nimmt die PIN nicht mehr an.',
    enterLastDay: 'Letzten Tag eintragen',
    eraseHours: (hours, month) => `${hours} h Arbeit im ${month} würden in Stundenzetteln und Lohnabrechnung fehlen.`,
    instead:
      'Ist die Person ausgeschieden? Dann tragen Sie besser den letzten Tag ein: Die Stunden bleiben, und das Gesicht wird nicht mehr erkannt.',
    filter: 'Anzeigen',
    states: {
      active: (n) => `Beschäftigt (${n})`,
      coming: (n) => `Beginnt später (${n})`,
      left: (n) => `Ausgeschieden (${n})`,
      all: (n) => `Alle (${n})`,
    },
    leaverDays: 'Fotos ausgeschiedener Personen',
    leaverDaysHint:
      'Fotos und Vorlagen können gelöscht werden, sobald der letzte Tag vorbei ist. Stunden und Buchungen bleiben.',
    leaverDaysOf: (days) =>
      days === null
        ? 'Behalten'
        : days === 0
          ? 'Sofort löschen'
          : plural(days, { one: 'Nach # Tag löschen', other: 'Nach # Tagen löschen' }),
  },
  marking: {
    start: 'Auswählen',
    all: 'Alle auswählen',
    groups: 'Gruppen …',
    count: (people) => `${people} ausgewählt`,
    groupsTitle: (people) => plural(people, { one: 'Gruppen von # Person', other: 'Gruppen von # Personen' }),
    newGroup: 'Neue Gruppe',
    saved: (people) =>
      plural(people, { one: 'Gruppen von # Person gespeichert.', other: 'Gruppen von # Personen gespeichert.' }),
  },
  enrol: {
    title: (name) => `Fotos von ${name}`,
    take: 'Foto aufnehmen',
    photo: 'Das Foto',
    ready: 'Sieht gut aus',
    noFace: 'Bitte in die Kamera schauen',
    severalFaces: 'Bitte nur eine Person',
    taken: (number) => plural(number, { one: '# Foto aufgenommen', other: '# Fotos aufgenommen' }),
    advice: 'Nehmen Sie eines von vorn auf und dann je eines leicht zu beiden Seiten gedreht.',
  },
  guide: {
    title: (name) => `${name} registrieren`,
    steps: { front: 'Von vorn', left: 'Leicht links', right: 'Leicht rechts', up: 'Kinn hoch', more: 'Noch eines' },
    asks: {
      front: 'Schauen Sie direkt in die Kamera',
      left: 'Drehen Sie den Kopf ein wenig nach links',
      right: 'Drehen Sie den Kopf ein wenig nach rechts',
      up: 'Heben Sie das Kinn ein wenig',
      more: 'Noch eines: bei anderem Licht, mit oder ohne Brille',
    },
    back: 'Nicht ganz so weit',
    hold: 'Stillhalten',
    kept: 'Aufgenommen',
    explain:
      'Die Fotos werden automatisch im besten Moment aufgenommen. Drei bis acht machen die Erkennung zuverlässig.',
    skip: 'Überspringen',
    progress: (done, total) => `Foto ${done} von ${total}`,
    resultTitle: 'Fotos zum Behalten',
    result: (number) =>
      plural(number, { one: '# Foto; am besten sind drei bis acht.', other: '# Fotos; am besten sind drei bis acht.' }),
    tooFew: 'Drei oder mehr machen die Erkennung zuverlässiger.',
    more: 'Noch eines aufnehmen',
    remove: 'Dieses Foto entfernen',
    finish: 'Diese behalten',
    photoOf: (step) => `Foto: ${step}`,
  },
  duplicate: {
    title: (name) => `Das Gesicht ähnelt ${name}`,
    text: (name, similarity) =>
      `${name} ist bereits registriert; die Ähnlichkeit beträgt ${similarity}. Ist das dieselbe Person?`,
    others: (names) => `Auch ähnlich: ${names}`,
    newPhoto: 'Das neue Foto',
    add: (name) => `Foto zu ${name} hinzufügen`,
    addHint: 'Es wurde der falschen Person hinzugefügt.',
    merge: 'Dieselbe Person – zusammenführen',
    mergeHint: (gone, kept) =>
      `Fotos, Buchungen, Abwesenheiten und PIN von ${gone} gehen an ${kept}. Auf der Seite von ${kept} lässt sich das später rückgängig machen.`,
    two: 'Verschiedene Personen',
    twoHint: 'Das Foto wird hier hinzugefügt. Die beiden können leichter verwechselt werden.',
    answer: 'Prüfen',
  },
  merging: {
    title: (gone, kept) => `${gone} in ${kept} zusammenführen?`,
    similarity: (similarity) => `Ähnlichkeit ihrer Fotos: ${similarity}`,
    noPhotos: 'Es gibt nicht von beiden Fotos zum Vergleichen.',
    confirm: 'Zusammenführen',
    merged: (gone, kept) => `${gone} wurde mit ${kept} zusammengeführt.`,
    undo: 'Rückgängig',
    confirmAnyway: 'Trotzdem zusammenführen',
    unlike: 'Ihre Fotos sehen nicht nach derselben Person aus. Führen Sie sie nur zusammen, wenn Sie sicher sind.',
  },
  merges: {
    title: 'Zusammengeführte Personen',
    text: 'Diese Personen wurden in diese zusammengeführt. Ein Irrtum lässt sich rückgängig machen.',
    line: (photos, date) => `${plural(photos, { one: '# Foto', other: '# Fotos' })}, zusammengeführt am ${date}`,
    takeBack: 'Zusammenführung aufheben',
    takenBack: (name) => `${name} ist wieder eine eigene Person.`,
    photosTitle: (photos, name) =>
      plural(photos, {
        one: `Auch # Foto zu ${name} verschieben?`,
        other: `Auch # Fotos zu ${name} verschieben?`,
      }),
    photosText: (gone, kept) => `Seit der Zusammenführung hinzugefügt; ${gone} ist daran zu erkennen, ${kept} nicht.`,
    move: 'Aufheben und verschieben',
    leave: 'Nur aufheben',
  },
  lookAlikes: {
    title: 'Ähnelt jemand anderem',
    text: 'Diese Personen liegen näher beieinander als der Schwellenwert und können verwechselt werden. Sind es verschiedene Personen, helfen weitere Fotos von beiden; ist es dieselbe, führen Sie sie zusammen.',
    similarity: (similarity) => `Ähnlichkeit ${similarity}`,
    merge: 'Dieselbe Person – zusammenführen',
  },
  visitors: {
    title: 'Unbekannte Gesichter',
    link: 'Unbekannte Gesichter',
    text: (days) =>
      plural(days, {
        one: 'Unbekannte Gesichter werden hier # Tag lang verschlüsselt auf diesem Computer aufbewahrt und dann gelöscht.',
        other:
          'Unbekannte Gesichter werden hier # Tage lang verschlüsselt auf diesem Computer aufbewahrt und dann gelöscht.',
      }),
    empty: 'Es wurden keine unbekannten Gesichter gesehen.',
    emptyTitle: 'Niemand Unbekanntes',
    off: 'Unbekannte Gesichter werden nicht aufbewahrt',
    offText: 'Schalten Sie das in den Einstellungen ein, um Personen aus Aufnahmen des Terminals zu registrieren.',
    toSettings: 'Einstellungen',
    photo: (date) => `Unbekanntes Gesicht, ${date}`,
    nearest: (name, similarity) => `Am nächsten an ${name} (${similarity})`,
    assign: 'Einer Person zuordnen',
    assignTitle: 'Wer ist das?',
    create: 'Als neue Person registrieren',
    erase: 'Löschen',
    assigned: (name) => `Das Foto gehört jetzt zu ${name}.`,
    days: 'Unbekannte Gesichter aufbewahren',
    daysHint:
      'Wenn ausgeschaltet, werden unbekannte Gesichter sofort vergessen. Für das Aufbewahren von Fotos Fremder kann deren Einwilligung nötig sein.',
    daysOf: (days) => (days === 0 ? 'Aus' : plural(days, { one: '# Tag', other: '# Tage' })),
    unlikeTitle: (name) => `Ist das wirklich ${name}?`,
    unlikeText: (similarity) =>
      `Das Gesicht ähnelt den vorhandenen Fotos nicht (Ähnlichkeit ${similarity}). Mit einem falschen Foto kann jemand anderes unter diesem Namen einstempeln.`,
    unlikeConfirm: 'Trotzdem hinzufügen',
  },
}
