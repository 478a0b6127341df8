/**
 * What the tools take and give, as zod schemas: the SDK makes JSON Schema of them and checks both ways. Descriptions are
 * Chinese, for the models that choose a tool. Results are the contract's records; a list that was cut says so.
 */
import { z } from 'zod'
import { FACT_KINDS, kindName } from '../answer/fact-names.ts'
import {
  answer, askMessage, citation, DEFAULT_SEARCH_LIMIT, documentDetail, documentRecord, dutyRecord, factKind, factRecord, MAX_SEARCH_LIMIT, searchHit,
} from '../server/protocol.ts'
import { MAX_REPLAYED_QUESTIONS } from '../conversation/replay.ts'

export const DEFAULT_LIST_LIMIT = 50
export const MAX_LIST_LIMIT = 500
const MAX_WORDS_CHARS = 200

const text = askMessage.shape.question
const words = z.string().trim().min(1).max(MAX_WORDS_CHARS)
const region = words.describe('地方，如 青桐县')
const document = words.describe('文件：文号（括号形式不限，如 青政办发〔2024〕1号）、规范性文件登记号、完整标题或编号（d_ 开头）')
const asOf = z.iso.date().describe('按哪一天判断效力，如 2024-05-01；默认今天')
const offset = z.int().min(0).default(0).describe('从第几条起（上次结果的 nextOffset）')
const limit = z.int().min(1).max(MAX_LIST_LIMIT).default(DEFAULT_LIST_LIMIT).describe('最多几条')

const filters = {
  regions: z.array(words).max(20).optional().describe('只看这些地方的公报'),
  documents: z.array(words).max(20).optional().describe('只看这些文件（文号、登记号、标题或编号）'),
  years: z.array(z.int().min(1900).max(2200)).max(20).optional().describe('只看这些年份'),
  inForceOnly: z.boolean().optional().describe('只看有效的和未载明效力的'),
}

export const searchInput = z.object({
  query: text.describe('要找的内容，用词或问句'),
  limit: z.int().min(1).max(MAX_SEARCH_LIMIT).default(DEFAULT_SEARCH_LIMIT).describe('最多几段'),
  ...filters,
})
export const askInput = z.object({
  question: text.describe('问题，用自然语言，最好写明地方'),
  history: z.array(text).max(MAX_REPLAYED_QUESTIONS).optional().describe('此前依次问过的问题；只在问题是追问（如“截止时间呢？”）时需要'),
  asOf: asOf.optional(),
  mode: z.enum(['extractive', 'generative', 'auto']).optional().describe('作答方式：摘录、生成、自动（默认）'),
  persona: z.enum(['staff', 'citizen', 'trainer']).optional().describe('提问的人：工作人员、群众、培训人员'),
  ...filters,
})
export const documentInput = z.object({ document, offset, limit: limit.describe('最多几段正文') })
export const dutiesInput = z.object({
  task: words.optional().describe('任务的内容，如 清洁取暖'),
  unit: words.optional().describe('单位，全称或简称'),
  region: region.optional(),
  offset,
  limit,
})
export const validityInput = z.object({ document, asOf: asOf.optional() })
/** duty 职责分工、validity 效力 … */
export const kindList = FACT_KINDS.map((kind) => `${kind} ${kindName(kind)}`).join('、')
export const factsInput = z.object({
  kind: factKind.describe(`类别，代码或中文名：${kindList}`),
  q: words.optional().describe('内容中的词'),
  document: document.optional(),
  region: region.optional(),
  offset,
  limit,
})

const note = z.string().optional().describe('结果没有给全时的说明')
const cut = {
  total: z.int().describe('共有几条'),
  nextOffset: z.int().optional().describe('没有给全时，下一次从这里取'),
  note,
}

export const searchOutput = z.object({ hits: z.array(searchHit).describe('段落，最相关的在前'), note })
export const askOutput = answer
export const documentOutput = documentDetail.omit({ outline: true }).extend({ ...cut, outline: documentDetail.shape.outline.optional() })
export const dutiesOutput = z.object({ duties: z.array(dutyRecord), ...cut })
export const validityOutput = z.object({
  document: documentRecord.describe('这个文件；status 是今天的效力'),
  asOf: z.iso.date().optional().describe('answer 按这一天判断'),
  answer: answer.describe('说明和引文'),
  stated: z.array(z.object({ wording: z.string(), citation })).describe('公报中关于它的施行、有效期、废止的原文'),
  note,
})
export const factsOutput = z.object({ kindName: z.string().describe('类别的中文名'), facts: z.array(factRecord), ...cut })
