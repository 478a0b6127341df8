/**
 * The only file that touches @xenova/transformers. In: a checked model folder. Out: `encode` (text → unit vector) and `count`.
 *
 * Remote models and caches are off; the model path is absolute. ONNX Runtime would take all cores for each session, and the
 * library passes no session options on, so InferenceSession.create of the same onnxruntime-node instance is wrapped:
 * one thread per session, the pool (local.ts) brings the parallelism. Texts run one by one: dynamic int8 scales depend on
 * batch mates, so batches would make a vector depend on its neighbours.
 */
import { createRequire } from 'node:module'
import path from 'node:path'
import { IndexError, reasonOf } from '../errors.ts'
import { readModelManifest } from './model-manifest.ts'
import { unitVector } from './vector-check.ts'

export interface EncodedText {
  vector: Float32Array
  tokens: number
}

export interface PassageEncoder {
  encode(kind: 'query' | 'passage', text: string): Promise<EncodedText>
}

interface Tensor {
  dims: number[]
  data: Float32Array | BigInt64Array
}
interface TokenizerOutput {
  input_ids: Tensor
  attention_mask: Tensor
}
type Tokenizer = (text: string, options: { truncation: boolean; max_length?: number }) => TokenizerOutput

let sessionsAreSingleThreaded = false

async function loadLibrary(folder: string): Promise<typeof import('@xenova/transformers')> {
  if (!sessionsAreSingleThreaded) {
    // required, not imported: the very instance that the library uses, under every loader
    const here = createRequire(import.meta.url)
    const runtime = createRequire(here.resolve('@xenova/transformers'))('onnxruntime-node') as {
      InferenceSession: { create(model: unknown, options?: Record<string, unknown>): Promise<unknown> }
    }
    const session = runtime.InferenceSession
    const create = session.create.bind(session)
    session.create = (model, options) => create(model, { ...options, intraOpNumThreads: 1, interOpNumThreads: 1 })
    sessionsAreSingleThreaded = true
  }
  const library = await import('@xenova/transformers')
  library.env.allowRemoteModels = false
  library.env.allowLocalModels = true
  library.env.localModelPath = path.dirname(folder)
  library.env.useFSCache = false
  library.env.useBrowserCache = false
  return library
}

/** Longest text handed to the tokenizer: every token has at least one character of the prefix or text, most have more. */
const MAX_CHARS_PER_TOKEN = 16

/** Counts tokens as the model sees them, prefix and special tokens included, before truncation. */
export async function loadTokenCounter(folder: string): Promise<(kind: 'query' | 'passage', text: string) => number> {
  const { tokenizer, manifest } = await loadTokenizer(folder)
  return (kind, text) => lengthOf(tokenizer(prefixOf(manifest, kind) + text, { truncation: false }))
}

const lengthOf = (tokens: TokenizerOutput): number => tokens.input_ids.dims[1] ?? 0
const prefixOf = (manifest: { queryPrefix: string; passagePrefix: string }, kind: 'query' | 'passage'): string =>
  kind === 'query' ? manifest.queryPrefix : manifest.passagePrefix

async function loadTokenizer(folder: string) {
  const manifest = readModelManifest(folder)
  const library = await loadLibrary(folder)
  const tokenizer = (await library.AutoTokenizer.from_pretrained(path.basename(folder), { local_files_only: true })) as unknown as Tokenizer
  return { tokenizer, manifest, library }
}

/**
 * Loads tokenizer and weights and compares the golden token ids and vectors of the manifest (`model_corrupt` when they
 * differ by more than goldenTolerance). The caller has checked the files' sums.
 */
export async function loadEncoder(folder: string): Promise<PassageEncoder> {
  const { tokenizer, manifest, library } = await loadTokenizer(folder)
  let model: (input: TokenizerOutput) => Promise<{ last_hidden_state?: Tensor }>
  try {
    model = (await library.AutoModel.from_pretrained(path.basename(folder), { quantized: true, local_files_only: true })) as unknown as typeof model
  } catch (error) {
    throw new IndexError('model_corrupt', `could not load the model in ${folder}: ${reasonOf(error)}`, 'restore the model folder', error)
  }
  const maxChars = manifest.maxTokens * MAX_CHARS_PER_TOKEN

  const run = async (text: string): Promise<EncodedText> => {
    const input = tokenizer(text.length > maxChars ? text.slice(0, maxChars) : text, { truncation: true, max_length: manifest.maxTokens })
    const output = (await model(input)).last_hidden_state
    const tokens = lengthOf(input)
    if (output === undefined || output.dims[1] !== tokens || output.dims[2] !== manifest.dimensions) {
      throw new IndexError(
        'embedding_invalid',
        `expected model output [1, ${tokens}, ${manifest.dimensions}], got [${String(output?.dims)}]`,
        'check the model and its manifest',
      )
    }
    return { vector: unitVector(pool(output.data as Float32Array, tokens, manifest.dimensions, manifest.pooling), manifest.dimensions), tokens }
  }

  for (const golden of manifest.golden) {
    const ids = [...(tokenizer(golden.text, { truncation: true, max_length: manifest.maxTokens }).input_ids.data as BigInt64Array)].map(Number)
    const { vector } = await run(golden.text)
    const tokensAgree = ids.length === golden.tokens.length && ids.every((id, i) => id === golden.tokens[i])
    const vectorsAgree = golden.first8.every((value, i) => Math.abs(value - (vector[i] ?? Number.NaN)) <= manifest.goldenTolerance)
    if (!tokensAgree || !vectorsAgree) {
      throw new IndexError(
        'model_corrupt',
        `expected the golden ${tokensAgree ? 'vector' : 'tokens'} of "${golden.text}" from the model in ${folder}, got others`,
        'restore the model folder, or use a model made for this processor and library',
      )
    }
  }
  return { encode: (kind, text) => run(prefixOf(manifest, kind) + text) }
}

/** Sentence vector of token vectors; with one text at a time the attention mask is all ones. */
function pool(hidden: Float32Array, tokens: number, dimensions: number, pooling: 'mean' | 'cls'): Float64Array {
  const sum = new Float64Array(dimensions)
  const rows = pooling === 'cls' ? 1 : tokens
  for (let t = 0; t < rows; t++) {
    const offset = t * dimensions
    for (let d = 0; d < dimensions; d++) sum[d] = (sum[d] ?? 0) + (hidden[offset + d] ?? Number.NaN)
  }
  for (let d = 0; d < dimensions; d++) sum[d] = (sum[d] ?? 0) / rows
  return sum
}
