/** The mark 示例 follows what is indexed, not how the program was started; an emptied index says what to do. */
import { cpSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { buildIndex } from '../../index/build.ts'
import { gazettePipeline } from '../../index/gazette-pipeline.ts'
import { packageRoot } from '../../index/paths.ts'
import { openAssistant } from '../../src/assistant.ts'
import type { Answer, Assistant } from '../../src/contract.ts'
import { sampleFiles, sampleShare, sampleSums } from '../../src/sample.ts'
import { temporaryFolder, writeFiles } from '../helpers/data-folder.ts'
import { hashEmbedder } from '../helpers/hash-embedder.ts'

const REAL = ['丹枫县人民政府公报', '2024年第1期', '', '丹枫县人民政府办公室', '关于做好清洁取暖工作的通知', '丹政办发〔2024〕3号', '', '各乡镇人民政府：',
  '清洁取暖改造由县住房和城乡建设局牵头，县财政局配合。', '', '丹枫县人民政府办公室', '2024年3月1日', ''].join('\n')
const SAMPLE = path.join(packageRoot(), 'sample', 'baihe-2024-1.txt')

let open: Assistant | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

async function assistantOver(dataDir: string, sources: string[], remove: string[] = []): Promise<Assistant> {
  const embedder = hashEmbedder()
  await buildIndex({ dataDir, pipeline: gazettePipeline(), embedder, sources, remove })
  open = await openAssistant({ dataDir, embedder, sampleSums: sampleSums(packageRoot()), today: () => '2024-06-01' })
  return open
}

async function noticesOf(assistant: Assistant, question: string): Promise<Answer> {
  for await (const event of assistant.ask({ question })) if (event.type === 'completed') return event.answer
  throw new Error('no answer')
}
const codes = ({ notices }: Answer) => notices.map(({ code }) => code)

it('knows the sample by its content, whatever its name', async () => {
  const copy = path.join(temporaryFolder(), 'gazette.txt')
  cpSync(SAMPLE, copy)
  const assistant = await assistantOver(temporaryFolder(), [copy])
  expect(assistant.status().sample).toBe(true)
  expect(codes(await noticesOf(assistant, '白鹤区双季稻早稻补贴多少钱？'))).toContain('sample')
  expect(codes(await noticesOf(assistant, '新能源汽车购车补贴是多少？'))).toContain('sample')
})

it('beside real gazettes only answers that cite it say so', async () => {
  const real = writeFiles(temporaryFolder(), { 'danfeng.txt': REAL })
  const assistant = await assistantOver(temporaryFolder(), [SAMPLE, real])
  expect(assistant.status().sample).toBe(false)
  const sample = await noticesOf(assistant, '白鹤区双季稻早稻补贴多少钱？')
  expect(sample.citations.map(({ source }) => source.file)).toContain('baihe-2024-1.txt')
  expect(codes(sample)).toContain('sample')
  const other = await noticesOf(assistant, '丹枫县清洁取暖改造由哪个部门牵头？')
  expect(other.citations.map(({ source }) => source.file)).toEqual(['danfeng.txt'])
  expect(codes(other)).not.toContain('sample')
})

it('an index from which everything was taken out answers nothing and says so', async () => {
  const dataDir = temporaryFolder()
  await (await assistantOver(dataDir, [SAMPLE])).close()
  const assistant = await assistantOver(dataDir, [], ['baihe-2024-1.txt'])
  for (const failed of [noticesOf(assistant, '双季稻补贴多少钱？'), assistant.search('补贴', 3), assistant.quiz({ count: 1 })]) {
    await expect(failed).rejects.toMatchObject({ code: 'not_ready', message: '还没有入库的公报' })
  }
  expect(assistant.documents()).toEqual([])
  expect(assistant.status().documents).toBe(0)
})

it('the sample is all of an index only when there is nothing else, and never of an empty one', () => {
  const [sum = ''] = sampleSums(packageRoot())
  expect(sampleFiles(packageRoot()).map((file) => path.basename(file)).sort()).toEqual(['baihe-2024-1.txt', 'qingtong-2024-3.md'])
  expect(sampleShare(new Map([['a', sum]]), new Set([sum]))).toEqual({ files: new Set(['a']), isAll: true })
  expect(sampleShare(new Map([['a', sum], ['b', 'other']]), new Set([sum]))).toEqual({ files: new Set(['a']), isAll: false })
  expect(sampleShare(new Map(), new Set([sum]))).toEqual({ files: new Set(), isAll: false })
})
