/** Calls the program without a process of its own, around a FakeAssistant. */
import type { Backend, IngestReport, IngestRequest } from '../../src/commands/backend.ts'
import { runProgram } from '../../src/commands/run.ts'
import { CodedError } from '../../src/errors.ts'
import { FakeAssistant } from './fake-assistant.ts'

export const FILE_REPORT: IngestReport['files'][number] = {
  file: 'qingtong.txt', state: 'new', gazette: { title: '青桐县人民政府公报', region: '青桐县', year: 2024, issue: '1' }, documents: 2,
  toc: { printed: 3, matched: 2, missingInBody: ['青政函〔2024〕9号'], missingInToc: [] }, sections: 5, tables: 1, rows: 7, duties: 4, validity: 1,
  appointments: 0, coverage: { nonBlankLines: 100, accountedLines: 99, byKind: { paragraph: 80, row: 19 } },
  doubts: [1, 2, 3, 7].map((line) => ({ code: 'table.row_uncertain', message: '列不能确定', lines: [line, line] as [number, number] })),
}

export interface Imitation {
  backend: Backend
  assistant: FakeAssistant
  ingests: IngestRequest[]
}

export function imitateBackend(more: Partial<Backend> & { report?: Partial<IngestReport>; sample?: boolean } = {}): Imitation {
  const { report, sample, ...backend } = more
  const assistant = new FakeAssistant({ sample: sample ?? false })
  const ingests: IngestRequest[] = []
  return {
    assistant,
    ingests,
    backend: {
      async ingest(request) {
        ingests.push(request)
        request.onProgress({ phase: '解析', done: 1, total: 1, unit: '个文件' })
        return { generation: '000001', files: [FILE_REPORT], refused: [], skipped: [], passages: 9, embedded: 9, seconds: 0.1, ...report }
      },
      openAssistant: async () => assistant,
      currentGeneration: async () => '000001',
      packageRoot: () => new URL('../..', import.meta.url).pathname,
      runAgain: async () => 0,
      ...backend,
    },
  }
}

export async function call(words: string[], imitation: Imitation = imitateBackend(), signal = new AbortController().signal, environment: Record<string, string> = {}) {
  let stdout = ''
  let stderr = ''
  const exitCode = await runProgram(words, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    environment: { GONGBAO_LOG: 'silent', ...environment },
    backend: async () => imitation.backend,
    signal,
    version: '0.0.0-test',
  })
  return { exitCode, get stdout() { return stdout }, get stderr() { return stderr } }
}

export const noIndex = (): never => {
  throw new CodedError('index_missing', { path: './data' })
}
