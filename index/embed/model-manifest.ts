/**
 * In: a model folder in the layout of @xenova/transformers with a manifest.json. Out: what the model says of itself, checked.
 *
 *   NAME/config.json tokenizer.json tokenizer_config.json onnx/model_quantized.onnx manifest.json
 *
 * Prefixes, pooling, dimensions and token limit are never guessed: they come from the manifest.
 */
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { IndexError, reasonOf } from '../errors.ts'
import { sha256OfFile } from '../files.ts'

const manifestSchema = z.object({
  name: z.string().min(1).max(200),
  version: z.string().min(1).max(50),
  dimensions: z.number().int().min(1).max(8192),
  maxTokens: z.number().int().min(8).max(32_768),
  pooling: z.enum(['mean', 'cls']),
  normalize: z.literal(true),
  queryPrefix: z.string().max(500),
  passagePrefix: z.string().max(500),
  golden: z.array(z.object({ text: z.string(), tokens: z.array(z.number().int()), first8: z.array(z.number()) })).min(1).max(100),
  goldenTolerance: z.number().positive().max(0.1),
  files: z.record(z.string(), z.object({ bytes: z.number().int().positive(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
})

export type ModelManifest = z.infer<typeof manifestSchema>

const WEIGHTS = 'onnx/model_quantized.onnx'
export const MODEL_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', WEIGHTS] as const

/** Reads the manifest; `model_missing` when there is none, `model_corrupt` when it is not one. Does not read the weights. */
export function readModelManifest(folder: string): ModelManifest {
  const file = path.join(folder, 'manifest.json')
  let text: string
  try {
    text = fs.readFileSync(file, 'utf8')
  } catch (error) {
    throw new IndexError('model_missing', `expected a model with manifest.json in ${folder}, got ${reasonOf(error)}`, 'name a model folder', error)
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new IndexError('model_corrupt', `expected JSON in ${file}, got ${reasonOf(error)}`, 'restore the model folder', error)
  }
  const parsed = manifestSchema.safeParse(json)
  if (!parsed.success) {
    throw new IndexError('model_corrupt', `expected a model manifest in ${file}: ${z.prettifyError(parsed.error)}`, 'restore the model folder')
  }
  for (const name of MODEL_FILES) {
    if (parsed.data.files[name] === undefined) {
      throw new IndexError('model_corrupt', `expected the sum of ${name} in ${file}, found none`, 'restore the model folder')
    }
  }
  return parsed.data
}

/** Name, version and weights: vectors of other ids are never mixed. */
export function modelIdOf(manifest: ModelManifest): string {
  return `${manifest.name}@${manifest.version}-${(manifest.files[WEIGHTS]?.sha256 ?? '').slice(0, 12)}`
}

/** Compares size and SHA-256 of every file with the manifest; `model_corrupt` names the first that differs. */
export function checkModelFiles(folder: string, manifest: ModelManifest): void {
  for (const [name, expected] of Object.entries(manifest.files)) {
    const file = path.join(folder, name)
    if (path.relative(folder, file).startsWith('..')) {
      throw new IndexError('model_corrupt', `expected files inside the model folder, got ${name}`, 'restore the model folder')
    }
    const bytes = fs.statSync(file, { throwIfNoEntry: false })?.size
    if (bytes === undefined) throw new IndexError('model_missing', `expected ${file}, found none`, 'restore the model folder')
    if (bytes !== expected.bytes || sha256OfFile(file) !== expected.sha256) {
      throw new IndexError('model_corrupt', `expected ${file} as its manifest describes it, got other content`, 'restore the model folder')
    }
  }
}
