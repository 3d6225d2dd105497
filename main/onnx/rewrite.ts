import { AppError } from '../contract/errors.ts'
import { integer } from './graph.ts'
import { removeDeadChannels } from './passes/dead-channels.ts'
import { freeBatch } from './passes/dynamic-batch.ts'
import { detectsFaces, keepLikelyFaces } from './passes/likely-faces.ts'
import { unfoldPrelu } from './passes/prelu.ts'
import { flushTinyWeights } from './passes/tiny-weights.ts'
import { decodeModel, encodeModel } from './proto.ts'

/**
 * An ONNX classifier or embedder of 1 x 3 x height x width pictures as an equivalent one that runs faster and takes
 * pictures in batches of any size: same names, same outputs up to float32's rounding (see docs/performance.md).
 * A face detector keeps its picture alone and gives its likely faces only.
 * The same bytes give the same bytes on every machine. Meant for graphOptimizationLevel 'all'.
 * @throws AppError `model-damaged` for bytes that are no ONNX model, `model-unsupported` for one older than opset 7
 */
export function rewriteModel(bytes: Uint8Array): Uint8Array {
  const model = decodeModel(bytes)
  const opset = model.opset_import.find((each) => (each.domain ?? '') === '')
  // Before opset 7 the broadcasting of PRelu and Add followed other rules.
  if (opset === undefined || integer(opset.version) < 7)
    throw new AppError('model-unsupported', 'The model is in an ONNX version too old to be rewritten (opset below 7).')
  const { graph } = model
  if (detectsFaces(graph) && integer(opset.version) < 10) {
    flushTinyWeights(graph)
    keepLikelyFaces(graph)
    return encodeModel(model)
  }
  removeDeadChannels(graph)
  unfoldPrelu(graph)
  flushTinyWeights(graph)
  freeBatch(graph)
  return encodeModel(model)
}
