/**
 * The real ingest behind the interface of pipeline.ts: files, corrections beside them, the parser.
 */
import fs from 'node:fs'
import { correctionsPath, parseCorrections } from '../ingest/corrections.ts'
import { parseGazette } from '../ingest/parse.ts'
import { collectSources } from '../ingest/source/collect.ts'
import { readSource } from '../ingest/source/read.ts'
import { parserVersion } from './pipeline.ts'
import type { IngestPipeline } from './pipeline.ts'

/** Largest corrections file: far more than anybody writes by hand. */
const MAX_CORRECTIONS_BYTES = 4 << 20

export function gazettePipeline(): IngestPipeline {
  return {
    version: parserVersion(),
    collect: paths => {
      const { files, refused } = collectSources(paths)
      // corrections lie beside their gazettes and are read with them
      return { files, refused: refused.filter(one => !one.path.endsWith('.corrections.json')) }
    },
    read: readSource,
    corrections: file => {
      const beside = correctionsPath(file)
      if (!fs.existsSync(beside)) return undefined
      const bytes = fs.statSync(beside).size
      if (bytes > MAX_CORRECTIONS_BYTES) throw new Error(`${beside}：应不超过 ${MAX_CORRECTIONS_BYTES} 字节，实际 ${bytes} 字节`)
      const content = fs.readFileSync(beside, 'utf8')
      parseCorrections(content, beside)
      return content
    },
    parse: (source, { stated, corrections, file }) =>
      parseGazette(source, { stated, ...(corrections === undefined ? {} : { corrections: parseCorrections(corrections, correctionsPath(file)) }) }),
  }
}
