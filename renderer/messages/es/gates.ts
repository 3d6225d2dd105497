import type { GatesMessages } from '../en/gates.ts'
import { numeral, plural } from './grammar.ts'

/** The words of the minimum image quality, in Spanish. */
export const gates: GatesMessages = {
  gates: {
    title: 'Calidad de imagen',
    link: 'Calidad de imagen',
    linkHint: 'Qué calidad debe tener una foto para el alta y para el reconocimiento.',
    both: (enrolment, kiosk) => `Alta ${enrolment} · terminal ${kiosk}`,
    enrolment: 'Para el alta',
    enrolmentText:
      'Las fotos por debajo de este valor no se convierten en plantillas. Una importación pregunta por ellas.',
    probe: 'En el terminal',
    probeText: 'Las caras por debajo de este valor no se buscan: el terminal espera un momento mejor.',
    value: (value) => `${value} de 100`,
    standard: (value) => `Restablecer a ${value}`,
    enrolledBelow: (below, all) =>
      below === 0
        ? 'Ninguna de sus fotos está por debajo.'
        : plural(all, {
            one: `Se habría rechazado ${numeral(below)} de # foto. Sigue dada de alta.`,
            other: `Se habrían rechazado ${numeral(below)} de # fotos. Siguen dadas de alta.`,
          }),
    enrolledNone: 'Cuando haya personas dadas de alta, aquí se verá qué supone para sus fotos.',
    recognisedBelow: (below, all) =>
      plural(all, {
        one: `De # reconocimiento reciente, ${numeral(below)} habría tenido que esperar a una imagen mejor.`,
        other: `De # reconocimientos recientes, ${numeral(below)} habrían tenido que esperar a una imagen mejor.`,
      }),
    recognisedNone: 'Cuando el terminal haya reconocido a personas, aquí se verá qué habría supuesto.',
    examples: 'Sus propias fotos, de peor a mejor',
    refused: 'Rechazada',
    passes: 'Aceptada',
    photo: (name, quality, verdict) => `${name}, calidad ${quality}: ${verdict}`,
    high: 'Un mínimo tan alto excluye muchas fotos buenas. Mire las fotos de abajo antes de usarlo.',
    probeHigh:
      'Un mínimo tan alto hace esperar a la gente con poca luz. Apenas reduce las confusiones; de eso se encarga el umbral.',
    parts:
      'La calidad combina el tamaño, la nitidez, la luz, el giro de la cabeza, los ojos abiertos y si la cara está tapada o cortada. El inspector en vivo del terminal muestra cada uno.',
  },
}
