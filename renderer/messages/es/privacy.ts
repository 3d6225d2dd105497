import type { PrivacyMessages } from '../en/privacy.ts'
import { plural } from './grammar.ts'

/** The words about who answers for the use of faces, and what is told about it, in Spanish. */
export const privacy: PrivacyMessages = {
  privacyKiosk: {
    purpose: 'Aquí se comparan rostros para registrar entradas y salidas.',
    purposeWithConsent: 'Aquí se comparan rostros para registrar entradas y salidas, solo con consentimiento.',
    strangers: (days) =>
      days === 0
        ? 'No se guardan rostros de desconocidos.'
        : `Los rostros de desconocidos se guardan ${plural(days, { one: '# día', other: '# días' })}.`,
    responsible: (operator) => `Responsable: ${operator}.`,
    open: 'Aviso de privacidad',
    code: 'Código del aviso completo, para leer con el móvil',
    guests: (days) =>
      days === null
        ? 'Su registro permanece hasta que la oficina lo borra. Su rostro no se guarda.'
        : `Su registro se borra ${plural(days, { one: '# día', other: '# días' })} después de su marcha. Su rostro no se guarda.`,
  },
}
