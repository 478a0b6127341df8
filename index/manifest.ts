/**
 * Generations on disk: how one is named, described, checked, activated and removed.
 *
 *   DATA/current.json                {"format":1,"generation":"000007","manifestSha256":"…","sum":"…"}
 *   DATA/generations/000007/         manifest.json, index.sqlite, vectors.hnsw (large indexes)
 *   DATA/generations/000008.building what an ingest is working on; left by a killed one, its vectors are used again
 *
 * current.json holds the sum of the manifest, the manifest the sums of the files: a flipped bit anywhere is noticed.
 * Activation is one rename: a kill at any moment leaves the old generation or the new one.
 */
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { IndexError, reasonOf } from './errors.ts'
import { flush, removeQuietly, sha256, sha256OfFile, writeDurably } from './files.ts'
import { SCHEMA_VERSION } from './store/schema.ts'

export const DATABASE_FILE = 'index.sqlite'
export const GRAPH_FILE = 'vectors.hnsw'
const MANIFEST_FILE = 'manifest.json'
const CURRENT_FILE = 'current.json'
const FORMAT = 1
const BUILDING = '.building'
const MAX_MANIFEST_BYTES = 1 << 20

const sumSchema = z.object({ bytes: z.number().int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
const manifestSchema = z.object({
  format: z.number(),
  schema: z.number(),
  generation: z.string().regex(/^\d{6,12}$/),
  /** '' when the index was made without vectors */
  modelId: z.string(),
  dimensions: z.number().int().min(0).max(8192),
  parser: z.string(),
  /** TERMS_VERSION of index/terms.ts; indexes from before it was written down have terms of version 1 */
  terms: z.number().int().min(1).default(1),
  passages: z.number().int().min(0),
  /** passages with a vector; fewer than passages: words only for the rest */
  embedded: z.number().int().min(0),
  /** SHA-256 over the ordered content (store/digest.ts) */
  digest: z.string(),
  /** points in the graph file, deleted ones included; absent when there is no graph */
  graph: z.object({ dimensions: z.number().int(), points: z.number().int(), deleted: z.number().int() }).optional(),
  files: z.record(z.string(), sumSchema),
})
const currentSchema = z.object({ format: z.number(), generation: z.string().regex(/^\d{6,12}$/), manifestSha256: z.string(), sum: z.string() })

export type Manifest = z.infer<typeof manifestSchema>
export interface ActiveGeneration {
  manifest: Manifest
  folder: string
}

const generationsFolder = (dataDir: string): string => path.join(dataDir, 'generations')
const corrupt = (message: string, cause?: unknown): IndexError =>
  new IndexError('index_corrupt', message, 'remove current.json and generations/ from the data folder and ingest again', cause)
const schemaError = (message: string): IndexError =>
  new IndexError('index_schema', message, 'remove current.json and generations/ from the data folder and ingest again')

function readSmallFile(file: string): string | undefined {
  try {
    const bytes = fs.statSync(file).size
    if (bytes > MAX_MANIFEST_BYTES) throw corrupt(`expected at most ${MAX_MANIFEST_BYTES} bytes in ${file}, got ${bytes}`)
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof IndexError) throw error
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new IndexError('index_io', `could not read ${file}: ${reasonOf(error)}`, 'check the file and its permissions', error)
  }
}

function parse<T>(schema: z.ZodType<T>, text: string, file: string): T {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw corrupt(`expected JSON in ${file}, got ${reasonOf(error)}`, error)
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) throw corrupt(`expected the form of ${path.basename(file)} in ${file}: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

const sumOfCurrent = (generation: string, manifestSha256: string): string => sha256(`${FORMAT}\n${generation}\n${manifestSha256}`)

function readCurrent(dataDir: string): z.infer<typeof currentSchema> | undefined {
  const file = path.join(dataDir, CURRENT_FILE)
  const text = readSmallFile(file)
  if (text === undefined) return undefined
  const current = parse(currentSchema, text, file)
  if (current.format !== FORMAT) throw schemaError(`expected format ${FORMAT} in ${file}, got ${current.format}`)
  if (current.sum !== sumOfCurrent(current.generation, current.manifestSha256)) throw corrupt(`expected ${file} as it was written, got other content`)
  return current
}

/**
 * Name of the active generation, or undefined when nothing was ingested. Cheap (one small file): a server calls it often
 * and switches when the name changes.
 */
export function currentGeneration(dataDir: string): string | undefined {
  return readCurrent(dataDir)?.generation
}

/** The active generation with its manifest checked, files not yet; undefined when nothing was ingested. */
export function activeGeneration(dataDir: string): ActiveGeneration | undefined {
  const current = readCurrent(dataDir)
  if (current === undefined) return undefined
  const folder = path.join(generationsFolder(dataDir), current.generation)
  const file = path.join(folder, MANIFEST_FILE)
  const text = readSmallFile(file)
  if (text === undefined) throw corrupt(`expected ${file}, found none`)
  if (sha256(text) !== current.manifestSha256) throw corrupt(`expected ${file} as it was written, got other content`)
  const manifest = parse(manifestSchema, text, file)
  if (manifest.format !== FORMAT || manifest.schema !== SCHEMA_VERSION) {
    throw schemaError(`expected an index of format ${FORMAT} and schema ${SCHEMA_VERSION} in ${folder}, got ${manifest.format} and ${manifest.schema}`)
  }
  return { manifest, folder }
}

/** True when a file of the generation has the size and SHA-256 of the manifest. */
export function isIntact(active: ActiveGeneration, name: string): boolean {
  const expected = active.manifest.files[name]
  const file = path.join(active.folder, name)
  const bytes = fs.statSync(file, { throwIfNoEntry: false })?.size
  return expected !== undefined && bytes === expected.bytes && sha256OfFile(file) === expected.sha256
}

/** Throws `index_corrupt` unless the database is as it was written. */
export function checkDatabase(active: ActiveGeneration): void {
  if (!isIntact(active, DATABASE_FILE)) throw corrupt(`expected ${path.join(active.folder, DATABASE_FILE)} as its manifest describes it, got other content`)
}

/** Folder for the next generation, empty. */
export function startGeneration(dataDir: string): { generation: string; folder: string } {
  const root = generationsFolder(dataDir)
  fs.mkdirSync(root, { recursive: true })
  const highest = fs.readdirSync(root).reduce((most, name) => Math.max(most, Number(/^\d{6,12}/.exec(name)?.[0] ?? 0)), 0)
  const generation = String(highest + 1).padStart(6, '0')
  const folder = path.join(root, generation + BUILDING)
  fs.mkdirSync(folder)
  return { generation, folder }
}

/** Folders of ingests that were killed before they were activated, oldest first. */
export function unfinishedFolders(dataDir: string, active: string | undefined): string[] {
  const root = generationsFolder(dataDir)
  if (!fs.existsSync(root)) return []
  return fs
    .readdirSync(root)
    .filter(name => name.endsWith(BUILDING) || (/^\d{6,12}$/.test(name) && name > (active ?? '')))
    .sort()
    .map(name => path.join(root, name))
}

/** Steps at which tests stop a publication. */
export type PublishStep = 'flushed' | 'described' | 'renamed' | 'activated' | 'cleaned'

/**
 * Makes a finished folder the active generation: flush files → manifest → rename folder → current.json → remove old ones.
 * The files of the folder are closed by now.
 */
export function publish(
  dataDir: string,
  building: { generation: string; folder: string },
  about: Omit<Manifest, 'format' | 'schema' | 'generation' | 'files'>,
  onStep: (step: PublishStep) => void = () => {},
): ActiveGeneration {
  const files: Manifest['files'] = {}
  for (const name of [DATABASE_FILE, GRAPH_FILE]) {
    const file = path.join(building.folder, name)
    if (!fs.existsSync(file)) continue
    flush(file)
    files[name] = { bytes: fs.statSync(file).size, sha256: sha256OfFile(file) }
  }
  onStep('flushed')
  const manifest: Manifest = { format: FORMAT, schema: SCHEMA_VERSION, generation: building.generation, ...about, files }
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  writeDurably(path.join(building.folder, MANIFEST_FILE), text)
  onStep('described')
  const folder = path.join(generationsFolder(dataDir), building.generation)
  fs.renameSync(building.folder, folder)
  flush(path.dirname(folder))
  onStep('renamed')
  const manifestSha256 = sha256(text)
  const current = { format: FORMAT, generation: building.generation, manifestSha256, sum: sumOfCurrent(building.generation, manifestSha256) }
  writeDurably(path.join(dataDir, CURRENT_FILE), `${JSON.stringify(current)}\n`)
  onStep('activated')
  removeOldGenerations(dataDir, building.generation)
  onStep('cleaned')
  return { manifest, folder }
}

/**
 * Removes all generations but the active one and the one before it. A reader that still holds an older one keeps its open
 * files (it read everything else at the start); one that is just opening it starts over with the active one.
 */
export function removeOldGenerations(dataDir: string, active: string): void {
  const root = generationsFolder(dataDir)
  const names = fs.readdirSync(root).filter(name => /^\d{6,12}$/.test(name))
  const previous = names.filter(name => name < active).sort().at(-1)
  for (const name of names) if (name !== active && name !== previous) removeQuietly(path.join(root, name))
}
