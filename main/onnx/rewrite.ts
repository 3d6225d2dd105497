import { AppError } from '../contract/errors.ts'
import { toNumber } from './graph.ts'
import { removeDeadChannels } from './passes/dead-channels.ts'
import { freeBatch } from './passes/dynamic-batch.ts'
import { detectsFaces, keepLikelyFaces } from './passes/likely-faces.ts'
import { unfoldPrelu } from './passes/prelu.ts'
import { flushTinyWeights } from './passes/tiny-weights.ts'
import { decodeModel, encodeModel } from './proto.ts'

/**
 * Rewrites an ONNX classifier or embedder of 1 x 3 x height x width pictures so that it runs faster and takes batches
 * of any size. Names stay, and outputs up to float32's rounding (docs/performance.md). A face detector still takes one
 * picture, and returns its likely faces only. Deterministic on every machine; meant for graphOptimizationLevel 'all'.
 * @throws AppError `model-damaged` for bytes that are no ONNX model, `model-unsupported` below opset 7
 */
export function rewriteModel(bytes: Uint8Array): Uint8Array {
  const model = decodeModel(bytes)
  const opset = model.opset_import.find((each) => (each.domain ?? '') === '')
  // Before opset 7, PRelu and Add broadcast by other rules.
  if (opset === undefined || toNumber(opset.version) < 7)
    throw new AppError('model-unsupported', 'The model is in an ONNX version too old to be rewritten (opset below 7).')
  const { graph } = model
  if (detectsFaces(graph) && toNumber(opset.version) < 10) {
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
