import protobuf from 'protobufjs'
import { AppError } from '../contract/errors.ts'

/** protobufjs returns 64-bit integers as objects and takes plain numbers as well. */
export type Integer = number | { toNumber(): number }

export interface Model {
  ir_version: Integer
  graph: Graph
  opset_import: { domain?: string; version: Integer }[]
}

export interface Graph {
  node: Node[]
  name: string
  initializer: Tensor[]
  input: ValueInfo[]
  output: ValueInfo[]
  value_info: ValueInfo[]
}

export interface Node {
  input: string[]
  output: string[]
  name: string
  op_type: string
  attribute: Attribute[]
  domain?: string
}

export interface Attribute {
  name: string
  type: number
  f?: number
  i?: Integer
  s?: Uint8Array
  floats?: number[]
  ints?: Integer[]
}

export interface Tensor {
  name: string
  dims: Integer[]
  data_type: number
  float_data?: number[]
  int64_data?: Integer[]
  raw_data?: Uint8Array
}

export interface ValueInfo {
  name: string
  type: { tensor_type?: { elem_type: number; shape?: { dim: Dimension[] } } }
}

export interface Dimension {
  dim_value?: Integer
  dim_param?: string
}

/** The values of TensorProto.DataType and AttributeProto.AttributeType that are used here. */
export const dataTypes = { float: 1, int64: 7 } as const
export const attributeTypes = { float: 1, int: 2, string: 3, floats: 6, ints: 7 } as const

/**
 * The parts of the ONNX file format that the rewriter reads; field numbers from onnx.proto of github.com/onnx/onnx. All
 * other fields (metadata, functions, external data, …) pass through as protobuf's unknown fields.
 */
const schema = `
  syntax = "proto2";
  message Model {
    optional int64 ir_version = 1;
    optional Graph graph = 7;
    repeated OperatorSet opset_import = 8;
  }
  message OperatorSet { optional string domain = 1; optional int64 version = 2; }
  message Graph {
    repeated Node node = 1;
    optional string name = 2;
    repeated Tensor initializer = 5;
    repeated ValueInfo input = 11;
    repeated ValueInfo output = 12;
    repeated ValueInfo value_info = 13;
  }
  message Node {
    repeated string input = 1;
    repeated string output = 2;
    optional string name = 3;
    optional string op_type = 4;
    repeated Attribute attribute = 5;
    optional string domain = 7;
  }
  message Attribute {
    optional string name = 1;
    optional float f = 2;
    optional int64 i = 3;
    optional bytes s = 4;
    repeated float floats = 7;
    repeated int64 ints = 8;
    optional int32 type = 20;
  }
  message Tensor {
    repeated int64 dims = 1;
    optional int32 data_type = 2;
    repeated float float_data = 4 [packed = true];
    repeated int64 int64_data = 7 [packed = true];
    optional string name = 8;
    optional bytes raw_data = 9;
  }
  message ValueInfo { optional string name = 1; optional Type type = 2; }
  message Type { optional TensorType tensor_type = 1; }
  message TensorType { optional int32 elem_type = 1; optional Shape shape = 2; }
  message Shape { repeated Dimension dim = 1; }
  message Dimension { oneof value { int64 dim_value = 1; string dim_param = 2; } }
`
const modelType = protobuf.parse(schema, { keepCase: true }).root.lookupType('Model')

/**
 * Decodes an ONNX file; fields that are not in `Model` survive `encodeModel`.
 * @throws AppError `model-damaged` when the bytes are no ONNX model
 */
export function decodeModel(bytes: Uint8Array): Model {
  const reader = protobuf.Reader.create(bytes)
  reader.discardUnknown = false
  let model: unknown
  try {
    model = modelType.decode(reader)
  } catch (cause) {
    throw new AppError('model-damaged', 'The file is not an ONNX model. Fetch the models again.', { cause })
  }
  if (!isModel(model)) throw new AppError('model-damaged', 'The file holds no ONNX graph. Fetch the models again.')
  return model
}

export function encodeModel(model: Model): Uint8Array {
  return modelType.encode(model).finish()
}

function isModel(value: unknown): value is Model {
  return value instanceof Object && 'graph' in value && value.graph instanceof Object
}
