import type { PlainPageMessages } from '../en/plain-page.ts'

/** The words of the pages outside the app: for an unknown browser, and after signing in elsewhere, in Spanish. */
export const plainPage: PlainPageMessages = {
  title: 'Esta página no está disponible en este navegador',
  why: {
    'not-signed-in': 'Rollcall solo muestra sus páginas en el navegador en el que se abrió.',
    'old-address': 'Esta dirección ya se ha usado o es demasiado antigua.',
  },
  what: 'Cada dirección que imprime Rollcall abre un navegador, una vez, durante diez minutos.',
  hint: 'Pulse Intro en la ventana en la que se ejecuta rollcall serve: imprime otra dirección.',
  returned: {
    title: 'Vuelva a Rollcall',
    what: 'El proceso continúa en la ventana de Rollcall.',
    hint: 'Puede cerrar esta página.',
  },
}
