import type { Parsed } from '../contract/api.ts'
import { closedForms } from '../metric/learning/closed-forms.ts'
import { decisionBoundary, logitCurve, losses, parametersOf } from '../metric/losses/table.ts'
import type { Context } from '../services/context.ts'
import type { MetricAdoption } from '../services/metric-adoption.ts'
import type { MetricLab } from '../services/metric-lab.ts'
import type { MetricPacks } from '../services/metric-packs.ts'
import type { Module } from './module.ts'

/** Handles learned metrics: training them in the lab, and choosing the one in use. */
export function metricModule(
  { store }: Context,
  lab: MetricLab,
  adoption: MetricAdoption,
  packs: MetricPacks,
): Module<'metric'> {
  const { sets } = lab
  return {
    handlers: {
      'metric.list': adoption.list,
      'metric.exportPack': packs.write,
      'metric.adopt': ({ version }, caller) => adoption.adopt(version, caller),
      'metric.undo': (_, caller) => adoption.undo(caller),
      'metric.losses': ({ parameters }) => describeLosses(parameters),
      'metric.sets': () => ({ gallery: sets.size('gallery'), imported: sets.readImportedSize() }),
      'metric.train': lab.train,
      'metric.stopped': () => ({ stopped: lab.resumable() }),
      'metric.compare': lab.compare,
      'metric.cancel': ({ task }) => {
        lab.cancel(task)
        return {}
      },
      'metric.figure': lab.figure,
      'metric.pixelFigure': lab.pixelFigure,
      'metric.export': ({ source }, caller) => {
        const { photos } = sets.size(source)
        store.audit.append({ ...caller, action: 'metric.export', subject: source, details: { embeddings: photos } })
        return sets.write(source)
      },
      'metric.import': ({ npy, labels, model: named }) => sets.take(npy, labels, named),
    },
  }
}

function describeLosses(chosen: Parsed<'metric.losses'>['parameters']) {
  return {
    forms: closedForms.map(({ name, title }) => ({ name, title })),
    losses: losses.map((loss) => {
      const { name, title, formula, source, kind, parameters: own } = loss
      const described = { name, title, formula, source, kind, parameters: own }
      if (loss.kind === 'embeddings') return { ...described, logit: null, boundary: null }
      const parameters = parametersOf(loss, chosen[name] ?? {})
      const scale = loss.otherLogit(0, parameters)
      return {
        ...described,
        logit: logitCurve(loss, parameters).map(({ x, y }) => ({ x, y: y / scale })),
        boundary: decisionBoundary(loss, parameters),
      }
    }),
  }
}
