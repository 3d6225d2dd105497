import type { ConsentMessages } from '../en/consent.ts'
import { plural } from './grammar.ts'

/** The words of consent in the office, in German. */
export const consent: ConsentMessages = {
  consent: {
    title: 'Einwilligung',
    link: 'Auf welcher Grundlage Gesichter verwendet werden, worin Menschen einwilligen und wer es getan hat.',
    text: 'Ein Gesicht gehört in vielen Ländern zu den besonderen personenbezogenen Daten. Legen Sie fest, auf welcher Grundlage dieses Büro es verwendet. Das ist keine Rechtsberatung.',
    basis: 'Rechtsgrundlage',
    basisText: 'Sie entscheidet, wen Rollcall registrieren und erkennen darf.',
    bases: {
      undecided: { name: 'Nicht festgelegt', hint: 'Rollcall registriert und erkennt alle, wie bisher.' },
      consent: {
        name: 'Einwilligung',
        hint: 'Niemand wird registriert oder erkannt, ohne eingewilligt zu haben. Wer schon registriert ist, wird eine Zeit lang weiter erkannt, damit Sie fragen können.',
      },
      other: {
        name: 'Andere Grundlage',
        hint: 'Ein Gesetz oder eine Vereinbarung erlaubt es für alle. Nennen Sie sie.',
      },
    },
    operatorPart: 'Wer verantwortlich ist',
    operatorPartText:
      'Das steht am Terminal und in den Datenschutzhinweisen. Alle, deren Gesicht verglichen wird, müssen es erfahren.',
    operator: 'Verantwortlich für die Daten',
    operatorHint: 'Der volle Name der Firma. Er steht auch im Text, in den Personen einwilligen.',
    address: 'Anschrift',
    addressHint: 'Wo Briefe die Firma erreichen. Dorthin können Personen wegen ihrer Daten schreiben.',
    contact: 'Kontakt für den Datenschutz',
    contactHint:
      'E-Mail-Adresse oder Telefonnummer der Datenschutzbeauftragten oder derer, die Fragen zu Daten beantworten.',
    noticeUrl: 'Adresse der vollständigen Hinweise',
    noticeUrlHint:
      'Freiwillig: wo Sie die Hinweise veröffentlichen, die Rollcall erstellt. Das Terminal zeigt sie als QR-Code; ohne Adresse zeigt es die Hinweise selbst.',
    noticeUrlWrong: 'Geben Sie eine Adresse ein, die mit https:// beginnt, oder lassen Sie das Feld leer.',
    otherBasis: 'Gesetz oder Vereinbarung',
    otherBasisHint: 'Und wo das Dokument liegt.',
    otherBasisRequired: 'Geben Sie an, welches Gesetz oder welche Vereinbarung es ist.',
    graceDays: 'Tage, um bereits Registrierte zu fragen',
    graceHint: 'Bis dahin werden sie ohne Einwilligung erkannt, auch nach einer Änderung des Textes.',
    holdDays: 'Tage, die importierte Fotos warten',
    holdHint: 'Sie liegen verschlüsselt und ungelesen, bis die Person einwilligt, und werden danach vernichtet.',
    wording: 'Was Menschen lesen',
    wordingText: (version) =>
      `Version ${version}. Ein geänderter Text wird eine neue Version, und alle werden neu gefragt.`,
    wordingTitle: 'Titel',
    wordingBody: 'Wortlaut',
    wordingRequired: 'Geben Sie einen Titel ein.',
    shipped: 'Text von Rollcall verwenden',
    keepsConsents: 'Frühere Einwilligungen bleiben gültig',
    saved: 'Gespeichert.',
    language: 'Sprache des Textes',
    list: 'Wer eingewilligt hat',
    listText: (agreed, all, until) =>
      until === null
        ? `${agreed} von ${plural(all, { one: '# Person', other: '# Personen' })}. Die anderen werden nicht erkannt.`
        : `${agreed} von ${plural(all, { one: '# Person', other: '# Personen' })}. Die anderen werden bis ${until} erkannt, wenn sie schon registriert waren.`,
    shown: { open: 'Zu erledigen', all: 'Alle' },
    noneOpenTitle: 'Nichts zu tun',
    noneOpen: 'Alle haben eingewilligt.',
    photos: (photos, held) =>
      [
        plural(photos, { one: '# Foto', other: '# Fotos' }),
        ...(held === 0 ? [] : [plural(held, { one: '# wartet', other: '# warten' })]),
      ].join(', '),
    states: {
      valid: { name: 'Eingewilligt', hint: 'Fotos lassen sich hinzufügen, und das Gesicht wird erkannt.' },
      outdated: {
        name: 'In einen früheren Text eingewilligt',
        hint: 'Der Text hat sich geändert. Fragen Sie erneut, bevor Sie Fotos hinzufügen.',
      },
      'guardian-missing': {
        name: 'Unterschrift des Sorgeberechtigten fehlt',
        hint: 'Ein Elternteil oder Sorgeberechtigter muss auch unterschreiben.',
      },
      missing: { name: 'Nicht erfasst', hint: 'Fragen Sie, bevor Sie Fotos hinzufügen.' },
      refused: { name: 'Abgelehnt', hint: 'Stempelt mit PIN oder Ausweis.' },
      withdrawn: { name: 'Widerrufen', hint: 'Die Gesichtsdaten wurden gelöscht. Stempelt mit PIN oder Ausweis.' },
    },
    kinds: { given: 'Eingewilligt', refused: 'Abgelehnt', withdrawn: 'Widerrufen' },
    signedBy: (name) => `unterschrieben von ${name}`,
    guardianBy: (name) => `Sorgeberechtigte: ${name}`,
    seenBy: (who, where) => `bezeugt von ${who} (${where})`,
    onPaper: (date) => `auf Papier, ${date}`,
    version: (version) => `Textversion ${version}`,
    alternatives: { none: 'Nicht gewählt', pin: 'PIN', badge: 'Ausweis' },
    alternative: 'Anderer Weg zu stempeln',
    record: 'Erfassen …',
    ask: 'Am Terminal unterschreiben',
    withdraw: 'Widerrufen …',
    guardianSigns: 'Ein Sorgeberechtigter unterschreibt auch',
    recordTitle: (name) => `Einwilligung von ${name}`,
    where: 'Wie sie gegeben wurde',
    wheres: { here: 'Hier', paper: 'Auf Papier' },
    answer: 'Antwort',
    answers: { given: 'Willigt ein', refused: 'Lehnt ab' },
    name: 'Name der Person, wie unterschrieben',
    nameHint: 'Lassen Sie ihn die Person selbst eingeben, wenn sie hier unterschreibt.',
    nameRequired: 'Geben Sie den Namen ein.',
    guardian: 'Name des Sorgeberechtigten',
    paper: 'Datum auf dem Papier',
    paperVersion: 'Text auf dem Papier',
    versionSince: (version, since) => (since === null ? `Version ${version}` : `Version ${version}, seit ${since}`),
    paperRequired: 'Geben Sie das Datum ein.',
    askTitle: (name) => `Ein Code für ${name}`,
    askText: (until) =>
      `Damit liest und unterschreibt die Person den Text an einem Terminal. Er gilt einmal, bis ${until}.`,
    withdrawTitle: (name) => `Einwilligung von ${name} widerrufen?`,
    withdrawText:
      'Gesichtsdaten und Fotos werden sofort gelöscht, auch importierte. Buchungen und Stunden bleiben. Das lässt sich nicht rückgängig machen.',
    withdrawAction: 'Widerrufen und löschen',
    receiptTitle: 'Einwilligung widerrufen',
    receipt: (name, at, number) => `${name}, ${at}. Vorgang ${number}.`,
    receiptErased: (templates, held) =>
      `Gelöscht: ${plural(templates, { one: '# Foto mit seinen Gesichtsdaten', other: '# Fotos mit ihren Gesichtsdaten' })}${held === 0 ? '' : `, ${plural(held, { one: '# importiertes Foto', other: '# importierte Fotos' })}`}.`,
    receiptStays:
      'Buchungen und Stunden bleiben. Frühere Sicherungen behalten die gelöschten Fotos verschlüsselt, bis sie gelöscht werden.',
    print: 'Drucken',
  },
}
