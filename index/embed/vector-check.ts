/**
 * Every vector passes here before it is stored, compared or handed to native code.
 * In: numbers from a model or an endpoint. Out: a unit-length Float32Array, or `embedding_invalid`.
 */
import { IndexError } from '../errors.ts'

/** Vectors come unit-length up to rounding; stored ones are checked against this. */
export const UNIT_LENGTH_TOLERANCE = 1e-3

const complain = (what: string): never => {
  throw new IndexError('embedding_invalid', what, 'check the embedding model and its manifest')
}

/** Checks length and finiteness, scales to unit length (L2). */
export function unitVector(numbers: ArrayLike<number>, dimensions: number): Float32Array {
  if (numbers.length !== dimensions) complain(`expected a vector of ${dimensions} numbers, got ${numbers.length}`)
  let sum = 0
  for (let i = 0; i < dimensions; i++) {
    const value = numbers[i]
    if (typeof value !== 'number' || !Number.isFinite(value)) complain(`expected finite numbers, got ${String(value)} at ${i}`)
    else sum += value * value
  }
  if (sum === 0 || !Number.isFinite(sum)) complain('expected a vector with a length, got the zero vector')
  const scale = 1 / Math.sqrt(sum)
  const vector = new Float32Array(dimensions)
  for (let i = 0; i < dimensions; i++) vector[i] = (numbers[i] ?? 0) * scale
  return vector
}

/** True for a finite vector of the right length and of length 1. */
export function isUnitVector(vector: Float32Array, dimensions: number): boolean {
  if (vector.length !== dimensions) return false
  let sum = 0
  for (let i = 0; i < dimensions; i++) sum += (vector[i] ?? Number.NaN) ** 2
  return Math.abs(sum - 1) <= UNIT_LENGTH_TOLERANCE
}

/** Bytes as they are stored: little-endian float32. */
export function vectorToBytes(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
}

export function vectorFromBytes(bytes: Uint8Array): Float32Array {
  if (bytes.byteLength % 4 !== 0) complain(`expected a multiple of 4 bytes, got ${bytes.byteLength}`)
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}
