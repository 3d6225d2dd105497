/** The bytes of a vector as they are stored: float32, in the byte order of every machine Rollcall runs on (little). */
export function bytesOfVector(vector: Float32Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)
}

/** Reads a stored vector into memory of its own, because Node's buffers share theirs. */
export function vectorOfBytes(bytes: Uint8Array): Float32Array {
  const vector = new Float32Array(bytes.length / Float32Array.BYTES_PER_ELEMENT)
  new Uint8Array(vector.buffer).set(bytes)
  return vector
}
