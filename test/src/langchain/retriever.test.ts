/** The retriever as LangChain calls it, over an assistant of invented records. */
import path from 'node:path'
import { RunnableLambda } from '@langchain/core/runnables'
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
