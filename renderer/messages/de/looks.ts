import type { LooksMessages } from '../en/looks.ts'

/** The words of second looks at a face, in German. */
export const looks: LooksMessages = {
  looks: {
    ask: (name) => `${name}, dieses Bild behalten, damit Sie sicherer erkannt werden?`,
    askText: (days) =>
      `Das Büro vergleicht es mit Ihrem Foto und entscheidet. Ohne Entscheidung wird es nach ${days} Tagen vernichtet.`,
    keep: 'Behalten',
    no: 'Nein, danke',
    kept: 'Danke. Das Büro entscheidet darüber.',
    link: 'Bilder vom Terminal',
    title: 'Bilder vom Terminal',
    text: 'Diese Personen haben nur ein Foto und waren am Terminal einverstanden, dieses Bild zu behalten. Nehmen Sie es nur an, wenn beide Bilder dieselbe Person zeigen.',
    known: 'Vorhandenes Foto',
    noPhoto: 'Kein Foto vorhanden',
    seen: 'Am Terminal',
    alike: (similarity) => `Ähnlichkeit ${similarity}.`,
    until: (day) => `Wird am ${day} vernichtet, wenn Sie nicht entscheiden.`,
    accept: 'Annehmen',
    refuse: 'Ablehnen',
    accepted: (name) => `${name} hat jetzt ein zweites Foto.`,
    unsafe: 'Dieses Bild wurde vernichtet: Es ist dem vorhandenen Foto zu unähnlich oder jemand anderem zu ähnlich.',
    emptyTitle: 'Nichts zu entscheiden',
    empty: 'Wenn jemand mit nur einem Foto am Terminal ein Bild behält, wartet es hier auf Ihre Entscheidung.',
    setting: 'Personen mit nur einem Foto am Terminal fragen, ob ein zweites Bild behalten werden soll',
    second: 'Ein zweites Foto hinzufügen?',
    secondText:
      'Mit anderem Gesichtsausdruck, in anderem Licht oder ohne Brille: Mit zwei Fotos wird eine Person um ein Drittel seltener nicht erkannt.',
    later: 'Jetzt nicht',
  },
}
