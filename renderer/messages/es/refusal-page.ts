import type { RefusalPageMessages } from '../en/refusal-page.ts'

/** The words of the page that `rollcall serve` shows to a browser it doesn't know, in Spanish. */
export const refusalPage: RefusalPageMessages = {
  title: 'Esta página no está disponible en este navegador',
  why: {
    'not-signed-in': 'Rollcall solo muestra sus páginas en el navegador en el que se abrió.',
    'old-address': 'Esta dirección es de un inicio anterior de Rollcall y ya no funciona.',
  },
  what: 'Abra la dirección que Rollcall mostró al iniciarse por última vez. Contiene una clave que cambia en cada inicio.',
  hint: '¿La ha perdido? Detenga rollcall serve e inícielo de nuevo: mostrará una dirección nueva.',
}
