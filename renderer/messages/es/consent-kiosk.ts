import type { ConsentKioskMessages } from '../en/consent-kiosk.ts'
import { plural } from './grammar.ts'

/** The words of signing and withdrawing a consent at the kiosk, in Spanish. */
export const consentKiosk: ConsentKioskMessages = {
  consentKiosk: {
    open: 'Firmar o retirar el consentimiento',
    title: 'Consentimiento para fichar con el rostro',
    language: 'Idioma',
    sign: 'Firmar un consentimiento',
    signText: 'Con el código de la oficina',
    withdraw: 'Retirar su consentimiento',
    withdrawText: 'Sus fotos se borran de inmediato',
    codeHint: 'Introduzca el código que le dio la oficina',
    wrongCode: 'Este código no es válido. Compruébelo o pida otro en la oficina.',
    textChanged: 'La oficina ha cambiado el texto. Léalo otra vez.',
    decision: 'Su decisión',
    agree: 'Acepto',
    disagree: 'No acepto',
    byFace: 'Ficho con el rostro',
    by: { pin: 'Uso un PIN', badge: 'Uso una tarjeta' },
    signTitle: (name) => `Su firma, ${name}`,
    guardianTitle: (name) => `Firma del padre, la madre o el tutor de ${name}`,
    guardianName: 'Nombre del padre, la madre o el tutor',
    way: 'Cómo firma',
    ways: { drawn: 'Dibujar', typed: 'Escribir el nombre' },
    pad: 'Firma',
    drawHint: 'Firme aquí con el dedo',
    clear: 'Empezar de nuevo',
    typedName: 'Su nombre completo',
    finish: 'Firmar',
    thanks: (name) => `Gracias, ${name}`,
    agreed: 'Su consentimiento queda registrado. Puede retirarlo aquí en cualquier momento.',
    refused: {
      pin: 'Su decisión queda registrada. La oficina le dará un PIN para fichar.',
      badge: 'Su decisión queda registrada. La oficina le dará una tarjeta para fichar.',
      none: 'Su decisión queda registrada.',
    },
    iAm: (name) => `Soy ${name}`,
    faceOrPin: 'Mire a la cámara hasta que su nombre aparezca aquí, o use su PIN.',
    faceOnly: 'Mire a la cámara hasta que su nombre aparezca aquí, o pregunte en la oficina.',
    confirmTitle: (name) => `${name}, ¿retira su consentimiento?`,
    confirm: (photos) =>
      plural(photos, {
        one: 'Su foto y todo lo calculado a partir de ella se borran de inmediato.',
        other: 'Sus # fotos y todo lo calculado a partir de ellas se borran de inmediato.',
      }),
    confirmNothing: 'No hay fotos de usted.',
    hoursStay: 'Sus horas no cambian.',
    fromNowOn: '¿Cómo fichará a partir de ahora?',
    keep: 'Mantener mi consentimiento',
    confirmed: 'Retirar y borrar',
    withdrawn: (name) => `${name}, su consentimiento queda retirado`,
    erased: (photos) =>
      plural(photos, {
        one: 'Se han borrado una foto y todo lo calculado a partir de ella.',
        other: 'Se han borrado # fotos y todo lo calculado a partir de ellas.',
      }),
    erasedNothing: 'No había fotos de usted que borrar.',
    receipt: (number, time) => `Registro ${number}. ${time}`,
    inBackups: (backups) =>
      plural(backups, {
        one: 'Una copia de seguridad anterior aún puede contener fotos. La oficina sabe cuándo se elimina.',
        other: '# copias de seguridad anteriores aún pueden contener fotos. La oficina sabe cuándo se eliminan.',
      }),
    print: 'Imprimir el justificante',
    usePin: 'A partir de ahora, fiche con su PIN.',
    getPin: 'A partir de ahora ficha con un PIN. Pídalo en la oficina.',
    useBadge: 'A partir de ahora ficha con una tarjeta. Si no tiene, pídala en la oficina.',
  },
}
