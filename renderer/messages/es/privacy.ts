import type { PrivacyMessages } from '../en/privacy.ts'
import { plural } from './grammar.ts'

/** The words about who answers for the use of faces, and what is told about it, in Spanish. */
export const privacy: PrivacyMessages = {
  privacy: {
    title: 'Privacidad',
    link: 'El aviso de privacidad, cuánto se conservan los datos y las normas de su país.',
    text: 'Lo que se dice a las personas sobre el uso de sus rostros, elaborado con los ajustes vigentes.',
    documents: 'Páginas para imprimir o publicar',
    documentsText:
      'Se elaboran de nuevo cada vez y dicen lo que está ajustado ahora. Quién es responsable se indica en Consentimiento.',
    documentNames: {
      notice: {
        name: 'Aviso de privacidad',
        hint: 'Para todos cuyo rostro se compara: finalidad, base jurídica, qué se guarda y cuánto tiempo, quién recibe datos y sus derechos.',
      },
      retention: {
        name: 'Conservación y borrado',
        hint: 'La política pública: cuánto se conserva cada tipo de dato y cómo se borra.',
      },
      assessment: {
        name: 'Documentación para la evaluación',
        hint: 'Para protección de datos y representantes de los trabajadores: flujos de datos, quién puede qué, errores del reconocimiento aquí, riesgos y lo que aún debe completar.',
      },
    },
    print: 'Imprimir',
    savePdf: 'Guardar como PDF',
    saved: (file) => `Guardado como ${file}.`,
    language: 'Idioma de la página',
    country: 'País',
    countryText:
      'Los ajustes se comparan con normas que Rollcall conoce, cada una con su fuente. Esto no es asesoramiento jurídico y la lista no es completa.',
    noCountry: 'Ninguno',
    choose: (country, changes) =>
      changes === 0
        ? `Elegir ${country}`
        : `${country}: cambiar ${plural(changes, { one: '# ajuste', other: '# ajustes' })}`,
    chooseNone: 'No comparar con ninguna norma',
    chosen: 'Guardado.',
    changes: 'Qué cambia al elegirlo',
    noChanges: 'Elegirlo no cambia ningún ajuste.',
    setting: 'Ajuste',
    before: 'Ahora',
    after: 'Después',
    because: 'Porque',
    source: (source, checked) => `${source}. Consultado en ${checked}.`,
    broken: (rules) => plural(rules, { one: '# norma no se cumple', other: '# normas no se cumplen' }),
    states: { kept: 'Se cumple', broken: 'No se cumple', office: 'Debe comprobarlo' },
  },
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
