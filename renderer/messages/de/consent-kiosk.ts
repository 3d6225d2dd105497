import type { ConsentKioskMessages } from '../en/consent-kiosk.ts'
import { plural } from './grammar.ts'

/** The words of signing and withdrawing a consent at the kiosk, in German. */
export const consentKiosk: ConsentKioskMessages = {
  consentKiosk: {
    open: 'Einwilligen oder widerrufen',
    title: 'Einwilligung zum Einstempeln mit dem Gesicht',
    language: 'Sprache',
    sign: 'Einwilligung unterschreiben',
    signText: 'Mit dem Code aus dem Büro',
    withdraw: 'Einwilligung widerrufen',
    withdrawText: 'Ihre Fotos werden sofort gelöscht',
    codeHint: 'Geben Sie den Code ein, den Sie vom Büro bekommen haben',
    wrongCode: 'Dieser Code ist nicht gültig. Prüfen Sie ihn oder bitten Sie das Büro um einen neuen.',
    textChanged: 'Das Büro hat den Text geändert. Bitte lesen Sie ihn noch einmal.',
    decision: 'Ihre Entscheidung',
    agree: 'Ich willige ein',
    disagree: 'Ich willige nicht ein',
    byFace: 'Ich stemple mit dem Gesicht',
    by: { pin: 'Ich nutze eine PIN', badge: 'Ich nutze einen Ausweis' },
    signTitle: (name) => `Ihre Unterschrift, ${name}`,
    guardianTitle: (name) => `Unterschrift eines Elternteils oder Vormunds von ${name}`,
    guardianName: 'Name des Elternteils oder Vormunds',
    way: 'Wie Sie unterschreiben',
    ways: { drawn: 'Zeichnen', typed: 'Namen eingeben' },
    pad: 'Unterschrift',
    drawHint: 'Hier mit dem Finger unterschreiben',
    clear: 'Neu beginnen',
    typedName: 'Ihr vollständiger Name',
    finish: 'Unterschreiben',
    thanks: (name) => `Vielen Dank, ${name}`,
    agreed: 'Ihre Einwilligung ist gespeichert. Sie können sie hier jederzeit widerrufen.',
    refused: {
      pin: 'Ihre Entscheidung ist gespeichert. Das Büro gibt Ihnen eine PIN zum Einstempeln.',
      badge: 'Ihre Entscheidung ist gespeichert. Das Büro gibt Ihnen einen Ausweis zum Einstempeln.',
      none: 'Ihre Entscheidung ist gespeichert.',
    },
    iAm: (name) => `Ich bin ${name}`,
    faceOrPin: 'Blicken Sie in die Kamera, bis hier Ihr Name erscheint, oder verwenden Sie Ihre PIN.',
    faceOnly: 'Blicken Sie in die Kamera, bis hier Ihr Name erscheint, oder fragen Sie im Büro.',
    confirmTitle: (name) => `Einwilligung widerrufen, ${name}?`,
    confirm: (photos) =>
      plural(photos, {
        one: 'Ihr Foto und alles daraus Berechnete wird sofort gelöscht.',
        other: 'Ihre # Fotos und alles daraus Berechnete werden sofort gelöscht.',
      }),
    confirmNothing: 'Es gibt keine Fotos von Ihnen.',
    hoursStay: 'Ihre Stunden bleiben, wie sie sind.',
    fromNowOn: 'Wie stempeln Sie ab jetzt?',
    keep: 'Einwilligung behalten',
    confirmed: 'Widerrufen und löschen',
    withdrawn: (name) => `${name}, Ihre Einwilligung ist widerrufen`,
    erased: (photos) =>
      plural(photos, {
        one: 'Ein Foto und alles daraus Berechnete wurde gelöscht.',
        other: '# Fotos und alles daraus Berechnete wurden gelöscht.',
      }),
    erasedNothing: 'Es gab keine Fotos von Ihnen zu löschen.',
    receipt: (number, time) => `Eintrag ${number}. ${time}`,
    inBackups: (backups) =>
      plural(backups, {
        one: 'Eine frühere Sicherung kann noch Fotos enthalten. Das Büro weiß, wann sie gelöscht wird.',
        other: '# frühere Sicherungen können noch Fotos enthalten. Das Büro weiß, wann sie gelöscht werden.',
      }),
    print: 'Beleg drucken',
    usePin: 'Stempeln Sie ab jetzt mit Ihrer PIN.',
    getPin: 'Ab jetzt stempeln Sie mit einer PIN. Bitte lassen Sie sich vom Büro eine geben.',
    useBadge: 'Ab jetzt stempeln Sie mit einem Ausweis. Wenn Sie keinen haben, fragen Sie bitte im Büro.',
  },
}
