import type { LooksMessages } from '../en/looks.ts'

/** The words of looks at a face that people keep at the kiosk, in German. */
export const looks: LooksMessages = {
  looks: {
    questions: {
      second: {
        ask: (name) => `${name}, dieses Bild behalten, damit Sie sicherer erkannt werden?`,
        about: (days) =>
          `Das Büro vergleicht es mit Ihrem Foto und entscheidet. Ohne Entscheidung wird es nach ${days} Tagen vernichtet.`,
        keep: 'Behalten',
      },
      models: {
        ask: (name) => `${name}, dürfen wir ein neues Foto von Ihnen machen?`,
        about: (days) =>
          `Die Modelle der Gesichtserkennung werden gewechselt, und von Ihnen gibt es kein Foto, das sie einlesen können. Über dieses hier entscheidet das Büro. Ohne Entscheidung wird es nach ${days} Tagen vernichtet.`,
        keep: 'Ja, gern',
      },
    },
    no: 'Nein, danke',
    kept: 'Danke. Das Büro entscheidet darüber.',
    link: 'Bilder vom Terminal',
    title: 'Bilder vom Terminal',
    text: 'Diese Personen waren am Terminal einverstanden, dieses Bild zu behalten: Sie haben nur ein Foto oder keines, das andere Modelle einlesen können. Nehmen Sie es nur an, wenn es die genannte Person zeigt.',
    known: 'Vorhandenes Foto',
    noPhoto: 'Kein Foto vorhanden',
    seen: 'Am Terminal',
    alike: (similarity) => `Ähnlichkeit ${similarity}.`,
    forModels:
      'Kein Foto vorhanden, das andere Modelle einlesen können: Nehmen Sie es nur an, wenn Sie die Person kennen.',
    byPin: 'Durch die PIN benannt, nicht durch das Gesicht.',
    notCompared: 'Noch mit nichts verglichen.',
    until: (day) => `Wird am ${day} vernichtet, wenn Sie nicht entscheiden.`,
    accept: 'Annehmen',
    refuse: 'Ablehnen',
    accepted: {
      second: (name) => `${name} hat jetzt ein zweites Foto.`,
      models: (name) => `${name} hat jetzt ein neues Foto.`,
    },
    unsafe: 'Dieses Bild wurde vernichtet: Es ist den vorhandenen Daten zu unähnlich oder jemand anderem zu ähnlich.',
    emptyTitle: 'Nichts zu entscheiden',
    empty: 'Wenn jemand am Terminal ein Bild behält, wartet es hier auf Ihre Entscheidung.',
    setting:
      'Am Terminal fragen, ob ein Bild behalten werden soll: wer nur ein Foto hat oder keines, das andere Modelle einlesen können',
    second: 'Ein zweites Foto hinzufügen?',
    secondText:
      'Mit anderem Gesichtsausdruck, in anderem Licht oder ohne Brille: Mit zwei Fotos wird eine Person um ein Drittel seltener nicht erkannt.',
    later: 'Jetzt nicht',
  },
}
