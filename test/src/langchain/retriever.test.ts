/** The retriever as LangChain calls it, over an assistant of invented records. */
import path from 'node:path'
import type { DocumentInterface } from '@langchain/core/documents'
import { ChatPromptTemplate } from '@langchain/core/prompts'
import { RunnableLambda, RunnablePassthrough, RunnableSequence } from '@langchain/core/runnables'
import { describe, expect, it } from 'vitest'
import { isIndexError } from '../../../index/errors.ts'
import type { Filters, SearchHit } from '../../../src/contract.ts'
import { GongbaoRetriever } from '../../../src/langchain/retriever.ts'
import { MAX_QUESTION_CHARS, MAX_SEARCH_LIMIT } from '../../../src/server/protocol.ts'
import { temporaryFolder } from '../../helpers/data-folder.ts'
import { CITATION, FakeAssistant, SOURCE_LINES } from '../../helpers/fake-assistant.ts'

class RecordingAssistant extends FakeAssistant {
  readonly searches: { query: string; limit: number; filters: Filters | undefined }[] = []

  override search(query: string, limit: number, filters?: Filters): Promise<SearchHit[]> {
    this.searches.push({ query, limit, filters })
    return super.search(query, limit, filters)
  }
}

describe('GongbaoRetriever', () => {
  it('gives passages as printed with their citation', async () => {
    const [first, ...others] = await new GongbaoRetriever({ assistant: new FakeAssistant() }).invoke('谁牵头改造？')
    expect(first?.pageContent).toBe(SOURCE_LINES[6])
    expect(first?.metadata).toEqual({ ...CITATION, score: 1 })
    expect(others.map(one => one.metadata.score)).toEqual([0.9, 0.8])
  })

  it('never passes on the number of a citation', async () => {
    const assistant = { search: async () => [{ score: 1, citation: { n: 3, ...CITATION }, text: '甲' }], close: async () => {} }
    const [document] = await new GongbaoRetriever({ assistant }).invoke('甲')
    expect(document?.metadata).not.toHaveProperty('n')
  })

  it('hands limit and filters to the assistant', async () => {
    const assistant = new RecordingAssistant()
    const filters = { regions: ['青桐县'] }
    expect(await new GongbaoRetriever({ assistant, limit: 2, filters }).invoke(' 谁牵头？ ')).toHaveLength(2)
    expect(assistant.searches).toEqual([{ query: '谁牵头？', limit: 2, filters }])
  })

  it('is a link of a chain and answers batches and callbacks', async () => {
    const seen: string[] = []
    const callbacks = [{ handleRetrieverStart: (_retriever: unknown, query: string) => void seen.push(query) }]
    const retriever = new GongbaoRetriever({ assistant: new FakeAssistant(), limit: 1, callbacks })
    const chain = retriever.pipe(RunnableLambda.from((documents: { pageContent: string }[]) => documents.map(one => one.pageContent).join()))
    expect(await chain.batch(['甲', '乙'])).toEqual([SOURCE_LINES[6], SOURCE_LINES[6]])
    expect(seen.sort()).toEqual(['乙', '甲'].sort())
  })

  it('asks nothing for a blank query and refuses a long one', async () => {
    const assistant = new RecordingAssistant()
    const retriever = new GongbaoRetriever({ assistant })
    expect(await retriever.invoke(' \n')).toEqual([])
    await expect(retriever.invoke('长'.repeat(MAX_QUESTION_CHARS + 1))).rejects.toThrow(`at most ${MAX_QUESTION_CHARS} characters`)
    expect(assistant.searches).toEqual([])
  })

  it.each([0, -1, 1.5, Number.NaN, MAX_SEARCH_LIMIT + 1])('refuses the limit %d', limit => {
    expect(() => new GongbaoRetriever({ assistant: new FakeAssistant(), limit })).toThrow(`expected a limit from 1 to ${MAX_SEARCH_LIMIT}`)
  })

  it('closes its assistant', async () => {
    const assistant = new FakeAssistant()
    await new GongbaoRetriever({ assistant }).close()
    expect(assistant.closed).toBe(true)
  })

  it('opens no folder without an index', async () => {
    const error: unknown = await GongbaoRetriever.open({ dataDir: path.join(temporaryFolder(), 'none') }).catch((reason: unknown) => reason)
    expect(isIndexError(error)).toBe(true)
  })
})

describe('as a part of LangChain', () => {
  const asText = RunnableLambda.from((documents: DocumentInterface[]) => documents.map((one, at) => `[${at + 1}] ${one.pageContent}`).join('\n'))

  it('feeds a prompt in a RunnableSequence', async () => {
    const retriever = new GongbaoRetriever({ assistant: new FakeAssistant(), limit: 1 })
    const chain = RunnableSequence.from([
      { evidence: retriever.pipe(asText), question: new RunnablePassthrough<string>() },
      ChatPromptTemplate.fromMessages([['system', '只用下面的原文回答：\n{evidence}'], ['human', '{question}']]),
    ])
    const prompt = await chain.invoke('谁牵头改造？')
    expect(prompt.toChatMessages().map(message => message.text)).toEqual([`只用下面的原文回答：\n[1] ${SOURCE_LINES[6]}`, '谁牵头改造？'])
  })

  it('streams its documents, and tells its start and end with tags and metadata', async () => {
    const retriever = new GongbaoRetriever({ assistant: new FakeAssistant(), limit: 2, tags: ['gazette'], metadata: { place: '青桐县' } })
    const chunks: DocumentInterface[][] = []
    for await (const chunk of await retriever.stream('甲')) chunks.push(chunk)
    expect(chunks.map(chunk => chunk.length)).toEqual([2])
    const events: { event: string; tags: string[]; metadata: Record<string, unknown>; documents: number | undefined }[] = []
    for await (const { event, name, tags, metadata, data } of retriever.pipe(asText).streamEvents('甲', { version: 'v2' })) {
      if (name === 'GongbaoRetriever') events.push({ event, tags: tags ?? [], metadata, documents: (data.output as unknown[] | undefined)?.length })
    }
    expect(events.map(({ event, documents }) => [event, documents])).toEqual([['on_retriever_start', undefined], ['on_retriever_end', 2]])
    for (const { tags, metadata } of events) {
      expect(tags).toContain('gazette')
      expect(metadata).toMatchObject({ place: '青桐县' })
    }
  })

  it('one failing question of a batch leaves the others their documents, and callbacks hear of it', async () => {
    const failures: string[] = []
    const retriever = new GongbaoRetriever({ assistant: new FakeAssistant(), limit: 1, callbacks: [{ handleRetrieverError: (error: Error) => void failures.push(error.message) }] })
    const [first, second] = await retriever.batch(['甲', '长'.repeat(MAX_QUESTION_CHARS + 1)], {}, { returnExceptions: true })
    expect(first).toHaveLength(1)
    expect(second).toBeInstanceOf(RangeError)
    expect(failures).toEqual([expect.stringContaining('ask a shorter question')])
  })

  it('ends with the signal of its call, and with its time-out', async () => {
    const assistant = { search: () => new Promise<never>(() => {}), close: async () => {} }
    const retriever = new GongbaoRetriever({ assistant })
    const stop = new AbortController()
    const ended = expect(retriever.invoke('甲', { signal: stop.signal })).rejects.toThrow('enough')
    stop.abort(new Error('enough'))
    await ended
    await expect(retriever.invoke('甲', { signal: stop.signal })).rejects.toThrow('enough')
    await expect(retriever.invoke('甲', { timeout: 1 })).rejects.toThrow(/time/i)
  })

  it('documents survive being stored as JSON', async () => {
    const documents = await new GongbaoRetriever({ assistant: new FakeAssistant() }).invoke('甲')
    const plain = documents.map(({ pageContent, metadata }) => ({ pageContent, metadata }))
    expect(JSON.parse(JSON.stringify(plain))).toEqual(plain)
  })
})

describe("evidence 'answer'", () => {
  it('gives what the answer cites: the quotes, with the outcome', async () => {
    const assistant = new FakeAssistant()
    const retriever = new GongbaoRetriever({ assistant, evidence: 'answer', filters: { regions: ['青桐县'] } })
    const documents = await retriever.invoke('谁牵头？')
    expect(documents.map(one => [one.pageContent, one.metadata])).toEqual([[CITATION.quote, { ...CITATION, outcome: 'answered' }]])
    expect(assistant.requests).toEqual([{ question: '谁牵头？', filters: { regions: ['青桐县'] } }])
  })

  it('stops the assistant with the signal of its call, and passes on its failure', async () => {
    const assistant = new FakeAssistant({ delayMs: 1 })
    const stop = new AbortController()
    const retriever = new GongbaoRetriever({ assistant, evidence: 'answer' })
    const ended = expect(retriever.invoke('慢', { signal: stop.signal })).rejects.toThrow('enough')
    stop.abort(new Error('enough'))
    await ended
    while (assistant.aborted === 0) await new Promise(resolve => setTimeout(resolve, 1))
    await expect(retriever.invoke('错')).rejects.toThrow('invented failure')
  })

  it('needs an assistant that answers', () => {
    const { search, close } = new FakeAssistant()
    expect(() => new GongbaoRetriever({ assistant: { search, close }, evidence: 'answer' })).toThrow('assistant with ask')
  })
})
