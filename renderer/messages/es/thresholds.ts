import type { ThresholdsMessages } from '../en/thresholds.ts'
import { plural } from './grammar.ts'

/** The words of thresholds and their evidence, in Spanish. */
export const thresholds: ThresholdsMessages = {
  thresholds: {
    title: 'Umbrales',
    link: 'Umbrales',
    linkHint: 'Deducidos de sus personas dadas de alta, con las pruebas.',
    inUse: (threshold) => `En uso: ${threshold}`,
    follows: (promise) => `Sigue a las personas dadas de alta y cumple esta promesa: ${promise}`,
    fixed: 'Es fijo y no sigue a las personas dadas de alta.',
    promise: 'Se confunde a un desconocido',
    promiseText: (attempts) => `Se confunde a un desconocido como mucho una vez en ${attempts} intentos.`,
    promiseFmr: (attempts) => `Dos personas distintas coinciden como mucho una vez en ${attempts} comparaciones.`,
    once: (attempts) => `Como mucho una vez en ${attempts} intentos`,
    derived: 'Umbral',
    interval: (low, high) => `Confianza del 95 %: de ${low} a ${high}`,
    asked: 'Personas que deben repetir',
    strangers: 'Desconocidos confundidos',
    unknownShare: 'Desconocido',
    apply: 'Usar este umbral',
    applied: (threshold) => `El umbral es ahora ${threshold}.`,
    byHandApply: (threshold) => `Usar ${threshold}`,
    stop: 'Dejar de seguir a las personas dadas de alta',
    basis: (people, templates) =>
      `Según ${plural(people, { one: '# persona', other: '# personas' })} con ${plural(templates, { one: '# foto', other: '# fotos' })}.`,
    prior: 'Mientras haya pocas personas, las caras con las que se midió el modelo ayudan a valorarlo.',
    noPrior: 'De este modelo solo se conocen sus personas dadas de alta.',
    tooLittle: 'No hay datos suficientes para esta promesa',
    best: (people, attempts) =>
      plural(people, {
        one: `Con # persona, lo mejor que se puede prometer es una vez en ${attempts} intentos. Dé de alta a más personas o prometa menos.`,
        other: `Con # personas, lo mejor que se puede prometer es una vez en ${attempts} intentos. Dé de alta a más personas o prometa menos.`,
      }),
    nothing: (people) =>
      plural(people, {
        one: 'Con # persona aún no se puede prometer nada. Dé de alta a más personas.',
        other: 'Con # personas aún no se puede prometer nada. Dé de alta a más personas.',
      }),
    scores: 'Similitudes entre sus personas',
    scoresText:
      'Los pares de una misma persona deberían quedar a la derecha de la línea, y los de dos personas, a la izquierda. Arrastre la línea para ver qué haría otro umbral.',
    genuine: 'La misma persona',
    impostor: 'Personas distintas',
    similarity: 'Similitud',
    share: 'Proporción de pares',
    line: 'Umbral',
    atLine: (threshold) => `Con ${threshold}`,
    noGenuine: 'Nadie tiene aún dos fotos, así que nada se puede decir de los pares de una misma persona.',
    det: 'Compromiso entre errores (DET)',
    detText: 'Pares de una misma persona no reconocidos frente a pares de dos personas que coinciden, según el umbral.',
    fmr: 'Coincidencias falsas (FMR)',
    fnmr: 'No reconocidos (FNIR)',
    door: 'En la entrada, con estas personas',
    doorText: 'Personal no reconocido frente a desconocidos confundidos.',
    fpir: 'Desconocidos confundidos (FPIR)',
    fnir: 'Personal no reconocido (FNIR)',
    curve: (name, points) => `${name}: ${points}`,
    point: (x, y) => `${x} y ${y}`,
    noCurve: 'No hay datos suficientes para dibujarlo. Dé de alta al menos a dos personas con dos fotos cada una.',
    lookAlikes: 'Personas que se parecen',
    lookAlikesText: 'Los pares más fáciles de confundir. La ventaja mínima los mantiene separados.',
    noLookAlikes: 'Aún no hay a quién comparar.',
    above: 'Por encima del umbral',
    hardest: 'Difíciles de reconocer',
    hardestText: 'Sus fotos difieren mucho entre sí. Fotos nuevas con buena luz ayudan.',
    noHardest: 'Nadie tiene aún dos fotos.',
    newPhotos: 'Fotos nuevas',
    history: 'Historial del umbral',
    version: 'Versión',
    since: 'Desde',
    reason: 'Motivo',
    setByHand: 'Fijado a mano',
    delivered: 'Predeterminado',
    singles: (people: number) => `Con una sola foto: ${plural(people, { one: '# persona', other: '# personas' })}`,
    singlesText:
      'Una segunda foto, mejor de otro día, evita un tercio de los fallos. Ayuda sobre todo donde la primera es mala.',
    secondPhoto: 'Añadir una segunda foto',
    photoQuality: (quality: string) => `Calidad ${quality} de 100`,
    noSingles: 'Todos tienen al menos dos fotos.',
    forWhom: '¿Para quién funciona?',
    forWhomText:
      'A los desconocidos de algunos grupos se les pone nombre más a menudo que a otros, porque el modelo los encuentra más parecidos entre sí. Medido en una oficina con el mismo número de personas de cada grupo, donde se nombra en total a uno de cada cien desconocidos:',
    forWhomAdvice:
      'Qué puede hacer: dar de alta a todos, porque el umbral se deriva de sus propias personas; añadir una segunda foto de cada una; y comparar los grupos de su propia lista con «rollcall evaluate --by».',
    group: 'Grupo',
    groups: {
      asianMen: 'Hombres asiáticos',
      asianWomen: 'Mujeres asiáticas',
      blackWomen: 'Mujeres negras',
      indianWomen: 'Mujeres indias',
      indianMen: 'Hombres indios',
      blackMen: 'Hombres negros',
      whiteWomen: 'Mujeres blancas',
      whiteMen: 'Hombres blancos',
    },
    start: 'Umbral inicial, seguro para las personas que más se parecen entre sí.',
    step: (people: number) =>
      people < 10
        ? `Para ${plural(people, { one: '# persona', other: '# personas' })}: mientras haya tan pocas, es seguro para las personas que más se parecen entre sí.`
        : people < 50
          ? `Para ${people} personas: ya empieza a verse cuánto se parecen entre sí.`
          : `Para ${people} personas: deciden sus propias fotos.`,
    drift: 'Desde que se fijó',
    driftGood: (looked) => `${looked} reconocimientos fueron como se esperaba.`,
    driftAlarm: (share) =>
      `El ${share} de los reconocimientos fueron más débiles de lo normal; lo normal sería el 10 %. Compruebe la luz y la cámara, y dé de alta fotos nuevas.`,
    driftFew: (looked) => `${looked} reconocimientos hasta ahora: muy pocos para comparar.`,
    fit: (name, ratio) => `${name} se ajusta a la cola con un factor de ${ratio}`,
    fits: { normal: 'Una distribución normal', 'generalised-pareto': 'Una distribución de Pareto generalizada' },
  },
}
