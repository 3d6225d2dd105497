import { minDetectionScore } from '../../contract/limits.ts'
import { integer, integerAttribute, integersAttribute, makeNode, writeWeights } from '../graph.ts'
import type { Graph, ValueInfo } from '../proto.ts'

/**
 * Whether the graph is a face detector with `scores` [1, n, 2] (background, face) and `boxes` [1, n, 4], like
 * UltraFace.
 */
export function detectsFaces(graph: Graph): boolean {
  const [scores, boxes, ...others] = graph.output
  return others.length === 0 && ends(scores, 'scores', 2) && ends(boxes, 'boxes', 4)
}

/**
 * Leaves of a detector's thousands of boxes, nearly all of which say "no face", those that are scored above 0.3, in
 * their order: outputs of any length n under the same names. What is not handed out need not be copied and looked
 * through. Written for opset 7 to 9, in which Slice and Squeeze take attributes.
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
      [integersAttribute('axes', [2]), integersAttribute('starts', [1]), integersAttribute('ends', [2])],
    ),
    makeNode('Squeeze', 'likely.scores', ['likely.score'], [integersAttribute('axes', [0, 2])]),
    makeNode('Greater', 'likely.is', ['likely.scores', least]),
    makeNode('NonZero', 'likely.places', ['likely.is']),
    makeNode('Squeeze', 'likely.which', ['likely.places'], [integersAttribute('axes', [0])]),
    ...graph.output.map(({ name }) =>
      makeNode('Gather', name, [`${name}.all`, 'likely.which'], [integerAttribute('axis', 1)]),
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
  const sizes = output?.type.tensor_type?.shape?.dim.map(({ dim_value = 0 }) => integer(dim_value)) ?? []
  return output?.name === name && sizes.length === 3 && sizes[0] === 1 && sizes[2] === last
}
