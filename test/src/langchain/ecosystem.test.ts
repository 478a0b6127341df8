/** The three classes inside parts that others wrote: a vector store of @langchain/community, an agent of langchain. */
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib'
import { AIMessage, createAgent, fakeModel } from 'langchain'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { GongbaoEmbeddings } from '../../../src/langchain/embeddings.ts'
import { GazetteLoader } from '../../../src/langchain/loader.ts'
import { GongbaoRetriever } from '../../../src/langchain/retriever.ts'
import { CITATION, FakeAssistant, SOURCE_LINES } from '../../helpers/fake-assistant.ts'
import { hashEmbedder } from '../../helpers/hash-embedder.ts'

it('loaded blocks and embeddings fill a vector store, which keeps the place of each', async () => {
  const documents = await new GazetteLoader('sample/baihe-2024-1.txt').load()
  const store = await HNSWLib.fromDocuments(documents, new GongbaoEmbeddings(hashEmbedder()))
  const wanted = documents.find(one => one.metadata.kind === 'paragraph' && one.pageContent.length > 30)
  const [found] = await store.similaritySearch(wanted?.pageContent ?? '', 1)
  expect(found?.pageContent).toBe(wanted?.pageContent)
  expect(found?.metadata).toEqual(wanted?.metadata)
})

it('the retriever serves an agent as a tool', async () => {
  const search = new GongbaoRetriever({ assistant: new FakeAssistant(), limit: 1 })
    .asTool({ name: 'search_gazettes', description: 'passages of gazettes with citations', schema: z.string() })
  const model = fakeModel().respondWithTools([{ name: 'search_gazettes', args: { input: '谁牵头改造？' } }]).respond(new AIMessage('县住房和城乡建设局'))
  const { messages } = await createAgent({ model, tools: [search] }).invoke({ messages: [{ role: 'user', content: '谁牵头改造？' }] })
  const result = messages.find(message => message.getType() === 'tool')?.text ?? ''
  expect(result).toContain(SOURCE_LINES[6])
  expect(result).toContain(CITATION.docNumber)
})
