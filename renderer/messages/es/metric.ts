import type { MetricMessages } from '../en/metric.ts'
import { numeral, plural } from './grammar.ts'

/** The words of the metric lab, in Spanish. */
export const metric: MetricMessages = {
  metric: {
    title: 'Laboratorio de métricas',
    parts: { train: 'Entrenar', compare: 'Comparar', losses: 'Pérdidas', figures: 'Figuras' },
    inUse: 'En uso',
    standardInUse: 'La métrica estándar está en uso',
    standardText: 'Las caras se comparan tal como las ve el modelo.',
    metricInUse: (version, name) => `La métrica ${version} (${name}) está en uso`,
    metricText: 'Las caras guardadas no cambian. Al deshacer vuelve también el umbral anterior.',
    undo: 'Deshacer',
    adopt: 'Adoptar',
    adopted: (version) => `La métrica ${version} está ahora en uso.`,
    standardBack: 'La métrica estándar vuelve a estar en uso.',
    source: 'Aprender de',
    sources: { gallery: 'Personas dadas de alta', imported: 'Embeddings importados' },
    setSize: (people, photos, several) =>
      `${plural(photos, { one: '# foto', other: '# fotos' })} de ${plural(people, { one: '# persona', other: '# personas' })}, ${numeral(several)} con varias`,
    import: 'Importar embeddings',
    export: 'Exportar embeddings',
    importNeedsBoth: 'Elija dos archivos a la vez: los embeddings (.npy) y sus etiquetas (.csv).',
    lossOrForm: 'Pérdida o forma cerrada',
    loss: 'Pérdida',
    closedText:
      'Se calcula directamente a partir de covarianzas; cuánto se contraen se decide con personas reservadas.',
    head: 'Qué se aprende',
    heads: { linear: 'Una aplicación lineal', diagonal: 'Un peso por dimensión' },
    steps: 'Pasos',
    learningRate: 'Tasa de aprendizaje',
    folds: 'Particiones',
    seed: 'Semilla',
    train: 'Entrenar',
    training: 'Entrenando',
    resume: 'Reanudar',
    stoppedAt: (name, step, steps) =>
      `El entrenamiento de ${name} se detuvo en el paso ${step} de ${steps}. Lo aprendido se ha guardado y puede reanudarse desde ahí.`,
    stoppedJudging: (name) => `${name} está entrenada; su evaluación se detuvo. Lo aprendido se ha guardado.`,
    cancelledPlain: 'Detenido. No se cambió nada.',
    diverged:
      'El entrenamiento divergió: la pérdida creció sin límite. Elija una tasa de aprendizaje menor. No se cambió nada.',
    trained: 'Entrenada',
    kept: 'Métricas entrenadas',
    savePack: 'Guardar como paquete',
    packSaved: (name) => `Guardado como paquete de modelos ${name}.`,
    packText:
      'Un paquete contiene los modelos en uso con la métrica incorporada. No contiene fotos, nombres ni plantillas faciales, pero sí lo aprendido de los rostros de muchas personas en conjunto: compártalo solo donde esas personas lo esperarían.',
    noneKept: 'Aún no se ha entrenado nada. Una métrica entrenada se evalúa con personas que no ha visto.',
    version: 'N.º',
    gain: 'Ganancia en TAR (puntos)',
    verdict: 'Veredicto',
    verdicts: { better: 'Mejor', unproved: 'Sin demostrar', worse: 'Peor', 'nothing-learned': 'Nada aprendido' },
    verdictTexts: {
      better: (value, low, high) =>
        `Mejor con personas que no ha visto: el TAR con FAR del 1 % cambia ${value} puntos (intervalo del 95 %: de ${low} a ${high}). Se puede adoptar.`,
      unproved: (value, low, high) =>
        `La métrica estándar se mantiene: un cambio de ${value} puntos (intervalo del 95 %: de ${low} a ${high}) puede deberse al azar. Más personas con varias fotos lo aclararían.`,
      worse: (value, low, high) =>
        `La métrica estándar se mantiene: esta es peor con personas que no ha visto, en ${value} puntos (intervalo del 95 %: de ${low} a ${high}).`,
      'nothing-learned': () =>
        'La métrica estándar se mantiene: nada de lo aprendido fue mejor con personas reservadas.',
    },
    compare: 'Comparar',
    comparing: 'Comparando',
    compareText:
      'Cada pérdida se entrena y se evalúa con las mismas personas. Con unos cientos de personas tarda varios minutos.',
    tableText: (people, photos, folds) =>
      `${plural(people, { one: '# persona', other: '# personas' })}, ${plural(photos, { one: '# foto', other: '# fotos' })}, ${plural(folds, { one: '# partición', other: '# particiones' })}. En tanto por ciento, con intervalos del 95 % sobre personas.`,
    tooFewPeople: 'La métrica estándar se mantiene: hay muy pocas personas para medir una ganancia.',
    peopleNeeded: (measure, people) => `${measure} necesita unas ${people} personas.`,
    manyRows: (looks) =>
      `El intervalo de la ganancia vale para las ${looks} métricas evaluadas con estas fotos a la vez: la mejor de muchas inútiles siempre parece buena. Los demás intervalos valen solo para su fila.`,
    looks: (looks) =>
      plural(looks, {
        one: 'Hasta ahora se ha evaluado # métrica con estas fotos, lo que ensancha el intervalo.',
        other: 'Hasta ahora se han evaluado # métricas con estas fotos, lo que ensancha el intervalo.',
      }),
    chooseRow: 'Elija una fila para ver sus ángulos y curvas de aprendizaje.',
    metric: 'Métrica',
    standard: 'estándar',
    measures: {
      'tar-1e-2': 'TAR con FAR del 1 %',
      'tar-1e-3': 'TAR con FAR del 0,1 %',
      eer: 'EER',
      auc: 'AUC',
      'rank-1': 'Rango 1',
      'fnir-1e-2': 'FNIR con FPIR del 1 %',
      knn: '3 vecinos',
      accuracy: 'Exactitud',
    },
    angle: 'Ángulo entre dos fotos',
    share: 'Proporción de pares',
    genuine: 'La misma persona',
    impostor: 'Personas distintas',
    anglesBefore: 'Ángulos antes',
    anglesText:
      'La métrica estándar, con personas que ninguna métrica ha visto. Cuanto menos se solapen las dos curvas, mejor.',
    anglesAfter: 'Ángulos después',
    anglesAfterText: 'Los mismos pares con la métrica aprendida.',
    curve: 'Entrenamiento',
    fold: (position) => `Partición ${position}`,
    lossCurve: 'Pérdida',
    lossCurveText: 'Lo que el entrenamiento minimiza, con las personas de las que aprende.',
    heldOut: 'TAR medio',
    heldOutCurve: 'Personas reservadas',
    heldOutCurveText: 'Lo que cuenta: se conserva el mejor punto y el entrenamiento se detiene cuando ya no mejora.',
    logit: 'Logit, relativo a su escala',
    logits: 'Logit de la clase verdadera según el ángulo',
    logitsText:
      'Un margen baja la curva: la pérdida sigue cayendo hasta que la cara está más cerca de su clase de lo que pide softmax.',
    angleToOwn: 'Ángulo con su propia clase',
    boundaries: 'Fronteras de decisión de dos clases',
    boundariesText:
      'Por encima de una línea, una muestra cuenta como clase 1. Cuanto más lejos está la línea por encima de la diagonal, mayor es el margen.',
    angleToFirst: 'Ángulo con la clase 1',
    angleToSecond: 'Ángulo con la clase 2',
    everyLoss: 'Todas las pérdidas',
    dimensions: 'Dimensiones',
    dimensionNames: { '2': 'Círculo', '3': 'Esfera' },
    from: 'A partir de',
    froms: { embeddings: 'Embeddings', pixels: 'Píxeles' },
    draw: 'Dibujar',
    drawing: (title) => `Dibujando ${title}`,
    figuresText:
      'Ocho personas llevadas a dos o tres dimensiones por cada pérdida. El borde muestra lo que se compara, la dirección; las líneas son vectores de clase. Muestra de qué tira una pérdida y no evalúa nada. Arrastre una esfera o gírela con las teclas de flecha.',
    pixelsText:
      'Lo mismo con una red pequeña que aprende de las propias fotos dadas de alta, como en los experimentos de los artículos. Tarda un rato.',
    pixelAccuracy: (share) => `El ${share} % de las fotos son las más cercanas a su propia persona.`,
    saveSvg: (title) => `Guardar «${title}» como SVG`,
    saveCsv: (title) => `Guardar los números de «${title}» como CSV`,
  },
}
