import type { z } from 'zod'

/** Reads a JSON column; undefined when it is no JSON or has another shape. */
export function readJson<T>(text: string, shape: z.ZodType<T>): T | undefined {
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
