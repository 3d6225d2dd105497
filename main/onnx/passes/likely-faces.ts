import { minDetectionScore } from '../../contract/limits.ts'
import { makeIntegerAttribute, makeIntegersAttribute, makeNode, toNumber, writeWeights } from '../graph.ts'
import type { Graph, ValueInfo } from '../proto.ts'

/**
 * Tells whether the graph is a face detector with `scores` [1, n, 2] (background, face) and `boxes` [1, n, 4], like
 * UltraFace.
 */
export function detectsFaces(graph: Graph): boolean {
  const [scores, boxes, ...others] = graph.output
  return others.length === 0 && ends(scores, 'scores', 2) && ends(boxes, 'boxes', 4)
}

/**
 * Drops a detector's boxes that score 0.3 or less, nearly all of its thousands, so that they need not be copied and
 * searched. Outputs keep their names and order, at any length n. Written for opset 7 to 9, in which Slice and Squeeze
 * take attributes.
 */
export function keepLikelyFaces(graph: Graph): void {
  for (const node of graph.node) node.output = node.output.map((name) => (isOutput(graph, name) ? `${name}.all` : name))
  for (const node of graph.node) node.input = node.input.map((name) => (isOutput(graph, name) ? `${name}.all` : name))
  const least = writeWeights(graph, 'likely.least', [], Float32Array.of(minDetectionScore))
  graph.node.push(
    makeNode(
      'Slice',
      'likely.score',
      ['scores.all'],
      [makeIntegersAttribute('axes', [2]), makeIntegersAttribute('starts', [1]), makeIntegersAttribute('ends', [2])],
    ),
    makeNode('Squeeze', 'likely.scores', ['likely.score'], [makeIntegersAttribute('axes', [0, 2])]),
    makeNode('Greater', 'likely.is', ['likely.scores', least]),
    makeNode('NonZero', 'likely.places', ['likely.is']),
    makeNode('Squeeze', 'likely.which', ['likely.places'], [makeIntegersAttribute('axes', [0])]),
    ...graph.output.map(({ name }) =>
      makeNode('Gather', name, [`${name}.all`, 'likely.which'], [makeIntegerAttribute('axis', 1)]),
    ),
  )
  for (const { type } of graph.output) {
    const count = type.tensor_type?.shape?.dim[1]
    if (count === undefined) continue
    delete count.dim_value
    count.dim_param = 'likely'
  }
}

function isOutput(graph: Graph, name: string): boolean {
  return graph.output.some((output) => output.name === name)
}

function ends(output: ValueInfo | undefined, name: string, last: number): boolean {
  const sizes = output?.type.tensor_type?.shape?.dim.map(({ dim_value = 0 }) => toNumber(dim_value)) ?? []
  return output?.name === name && sizes.length === 3 && sizes[0] === 1 && sizes[2] === last
}
