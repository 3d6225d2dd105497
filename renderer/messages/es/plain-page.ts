import type { RefusalPageMessages } from '../en/refusal-page.ts'

/** The words of the page that `rollcall serve` shows to a browser it doesn't know, in Spanish. */
export const refusalPage: RefusalPageMessages = {
  title: 'Esta página no está disponible en este navegador',
  why: {
    'not-signed-in': 'Rollcall solo muestra sus páginas en el navegador en el que se abrió.',
    'old-address': 'Esta dirección ya se ha usado o es demasiado antigua.',
  },
  what: 'Cada dirección que imprime Rollcall abre un navegador, una vez, durante diez minutos.',
  hint: 'Pulse Intro en la ventana en la que se ejecuta rollcall serve: imprime otra dirección.',
}
