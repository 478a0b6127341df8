/**
 * The tools of the MCP server. Each takes and gives what schemas.ts says and runs on the assistant of the moment; how they are
 * called, and how they fail, is in calls.ts.
 */
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { kindName } from '../answer/fact-names.ts'
import type { Answer, AskRequest, Assistant, BlockRecord, DocumentRecord, Filters, OutlineRecord } from '../contract.ts'
import { askAfter } from '../conversation/replay.ts'
import { CodedError } from '../errors.ts'
import { untilAborted } from '../server/ask.ts'
import { serveTools, tool } from './calls.ts'
import type { Extra } from './calls.ts'
import { fit } from './fit.ts'
import type { McpHost } from './host.ts'
import {
  askInput, askOutput, documentInput, documentOutput, dutiesInput, dutiesOutput, factsInput, factsOutput, kindList, searchInput, searchOutput, validityInput,
  validityOutput,
} from './schemas.ts'
import { answerText, blocksText, documentHead, dutiesText, factsText, hitsText } from './texts.ts'

export function registerTools(server: McpServer, host: McpHost): void {
  serveTools(server, host, {
    search: tool({
      title: '检索公报原文',
      description: '在已入库的政府公报中检索，返回最相关的原文段落，每段附文号、标题、章节、文件名和行号。要直接的答案用 ask。',
      input: searchInput, output: searchOutput,
      async call({ query, limit, ...rest }, assistant) {
        const found = await assistant.search(query, limit, filtersOf(rest))
        const { items: hits, total } = fit(found, { offset: 0, limit, unit: '段' })
        const note = hits.length < total ? `结果没有给全：找到 ${total} 段，只给出最相关的 ${hits.length} 段；要看其余的，请缩小范围。` : undefined
        return { structured: { hits, ...(note === undefined ? {} : { note }) }, text: hitsText(hits, note) }
      },
    }),

    ask: tool({
      title: '向公报提问',
      description: '回答关于政府公报的问题（谁负责、给多少、怎么办、什么时候、是否有效 …）。答案摘自公报，用 [1]、[2] 标出引文，'
        + '每条引文有文号、原文和行号；outcome 为 no_evidence 表示公报没有说，不要自己补充。转述时请保留文号和引文。',
      input: askInput, output: askOutput,
      async call({ question, history = [], asOf, mode, persona, ...rest }, assistant, extra) {
        const filters = filtersOf(rest)
        const request = {
          question,
          ...(asOf === undefined ? {} : { asOf }),
          ...(mode === undefined ? {} : { mode }),
          ...(persona === undefined ? {} : { persona }),
          ...(filters === undefined ? {} : { filters }),
        }
        const answer = await answered(host, assistant, request, history, extra)
        return { structured: answer, text: answerText(answer) }
      },
    }),

    document: tool({
      title: '读一个文件',
      description: '按文号、登记号、标题或编号取一个文件：效力、附件、大纲和带行号的正文。长文件分几次取（nextOffset）。',
      input: documentInput, output: documentOutput,
      call({ document: key, offset, limit }, assistant) {
        const found = assistant.document(key)
        if (!found) throw missing(assistant, key)
        const { outline, blocks, ...record } = found
        const { items, note, ...cut } = fit(blocks.map(shortened), { offset, limit, unit: '段' })
        // the outline comes once, with the beginning
        const shownOutline = offset === 0 ? pruned(outline) : undefined
        const notes = [
          note,
          items.some((block, at) => block !== blocks[offset + at]) ? `有的段落超过 ${MAX_BLOCK_CHARS} 字，只给出开头。` : undefined,
          offset === 0 && shownOutline !== outline ? '大纲过大，只给出上层。' : undefined,
        ].filter((one) => one !== undefined).join('')
        const structured = { ...record, ...(shownOutline === undefined ? {} : { outline: shownOutline }), blocks: items, ...cut, ...(notes === '' ? {} : { note: notes }) }
        return { structured, text: [documentHead(record), blocksText(items), notes].filter((part) => part !== '').join('\n\n') }
      },
    }),

    duties: tool({
      title: '查职责分工',
      description: '查任务由谁负责：牵头、配合、责任单位，人员，时限，每条附引文。可按任务内容、单位、地方查；什么都不给则列出全部。',
      input: dutiesInput, output: dutiesOutput,
      async call({ task, unit, region, offset, limit }, assistant) {
        const all = await assistant.duties({
          ...(task === undefined ? {} : { task }), ...(unit === undefined ? {} : { unit }), ...(region === undefined ? {} : { region }),
        })
        const { items: duties, ...cut } = fit(all, { offset, limit, unit: '条' })
        return { structured: { duties, ...cut }, text: dutiesText(duties, cut.note) }
      },
    }),

    validity: tool({
      title: '查文件效力',
      description: '查一个文件是否有效、何时施行、有效期多久、被谁废止或替代，附公报原文。也能查公报没有刊载、只是提到的文件（如废止目录中的）。',
      input: validityInput, output: validityOutput,
      async call({ document: key, asOf }, assistant, extra) {
        const record = recordOf(assistant, key)
        if (!record) throw missing(assistant, key)
        const name = record.docNumber ?? record.registrationNumber ?? `《${record.title}》`
        const answer = await answered(host, assistant, { question: `${name}还有效吗？`, mode: 'extractive', ...(asOf === undefined ? {} : { asOf }) }, [], extra)
        const facts = assistant.facts({ kind: 'validity', document: record.id })
        const { items, note } = fit(facts, { offset: 0, limit: facts.length, unit: '条' }, MAX_STATED_CHARS)
        const stated = items.map(({ said, citation }) => ({ wording: String(said['wording'] ?? citation.quote), citation }))
        const structured = { document: record, ...(asOf === undefined ? {} : { asOf }), answer, stated, ...(note === undefined ? {} : { note }) }
        return { structured, text: `${documentHead(record)}\n\n${answerText(answer)}` }
      },
    }),

    facts: tool({
      title: '列出一类事实',
      description: '列出公报中某一类事实，每条附引文；可按词、文件、地方筛选。类别 kind 用代码或中文名都可以：'
          + `${kindList}。`,
      input: factsInput, output: factsOutput,
      call({ kind, q, document, region, offset, limit }, assistant) {
        if (document !== undefined && assistant.document(document) === undefined) throw missing(assistant, document)
        const all = assistant.facts({
          kind, ...(q === undefined ? {} : { q }), ...(document === undefined ? {} : { document }), ...(region === undefined ? {} : { region }),
        })
        const { items: facts, ...cut } = fit(all, { offset, limit, unit: '条' })
        return { structured: { kindName: kindName(kind), facts, ...cut }, text: factsText(kind, facts, cut.note) }
      },
    }),
  })
}

/** A paragraph or row of normal length is far below; a line of a broken file is not. */
const MAX_BLOCK_CHARS = 10_000
const MAX_OUTLINE_CHARS = 20_000

function shortened(block: BlockRecord): BlockRecord {
  if (JSON.stringify(block).length <= 2 * MAX_BLOCK_CHARS) return block
  const { cells: _cells, ...rest } = block
  return { ...rest, text: `${block.text.slice(0, MAX_BLOCK_CHARS)}…` }
}

/** The outline itself, its first level, or nothing, whichever is small enough. */
function pruned(outline: OutlineRecord[]): OutlineRecord[] {
  const isSmall = (nodes: OutlineRecord[]) => JSON.stringify(nodes).length <= MAX_OUTLINE_CHARS
  if (isSmall(outline)) return outline
  const top = outline.map((node) => ({ ...node, children: [] }))
  return isSmall(top) ? top : []
}

/** Of the statements beside the answer of `validity`. */
const MAX_STATED_CHARS = 10_000
const PROGRESS_TEXT_CHARS = 200

/** One answer, within the limits of its caller; tells the client how far it is when it asked for that. */
async function answered(host: McpHost, assistant: Assistant, request: Omit<AskRequest, 'conversation'>, history: readonly string[], extra: Extra): Promise<Answer> {
  const startedAt = performance.now()
  const work = host.begin()
  const signal = AbortSignal.any([work.signal, extra.signal])
  const progressToken = extra._meta?.progressToken
  let progress = 0
  let text = ''
  const tell = async (message: string) => {
    if (progressToken === undefined) return
    progress++
    // a client that has gone needs no news
    await extra.sendNotification({ method: 'notifications/progress', params: { progressToken, progress, message } }).catch(() => {})
  }
  try {
    for await (const event of untilAborted(askAfter(assistant, request, history, signal), signal)) {
      if (event.type === 'sources') await tell(`找到 ${event.sources.length} 处可用的原文`)
      else if (event.type === 'delta') {
        text += event.text
        await tell(text.slice(-PROGRESS_TEXT_CHARS))
      } else {
        host.answered(event.answer, (performance.now() - startedAt) / 1000)
        return event.answer
      }
    }
    throw new Error('the assistant ended without a completed answer')
  } finally {
    work.end()
  }
}

function filtersOf(given: { regions?: string[] | undefined; documents?: string[] | undefined; years?: number[] | undefined; inForceOnly?: boolean | undefined }): Filters | undefined {
  const { regions, documents, years, inForceOnly } = given
  const filters: Filters = {
    ...(regions === undefined ? {} : { regions }),
    ...(documents === undefined ? {} : { documents }),
    ...(years === undefined ? {} : { years }),
    ...(inForceOnly === undefined ? {} : { inForceOnly }),
  }
  return Object.keys(filters).length > 0 ? filters : undefined
}

/** A printed document by any of its names, or a stub of one that is only mentioned. */
function recordOf(assistant: Assistant, key: string): DocumentRecord | undefined {
  const printed = assistant.document(key)
  if (printed) {
    const { outline: _outline, blocks: _blocks, ...record } = printed
    return record
  }
  const wanted = plain(key)
  return assistant.documents({ mentioned: true }).find((record) =>
    [record.id, record.docNumber, record.registrationNumber, record.title].some((name) => name !== undefined && plain(name) === wanted))
}

/** Brackets and white space do not tell numbers apart. */
const plain = (name: string): string => name.normalize('NFKC').replaceAll(/[[\](){}〔〕【】《》〈〉\s]/g, '').toLowerCase()

/** Not found, with the nearest titles, so that a model need not guess. */
function missing(assistant: Assistant, key: string): CodedError {
  const wanted = plain(key)
  const near = assistant.documents().filter(({ title, docNumber }) => plain(title).includes(wanted) || (docNumber !== undefined && plain(docNumber).includes(wanted)))
    .slice(0, 3).map(({ title, docNumber, id }) => `${docNumber ?? id} ${title}`)
  return new CodedError('not_found', { what: `文件“${key.slice(0, 80)}”${near.length > 0 ? `；相近的有：${near.join('；')}` : ''}` })
}
