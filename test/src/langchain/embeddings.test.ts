/** The embeddings as LangChain calls them, over the embedder of the tests. */
import { expect, it } from 'vitest'
import { GongbaoEmbeddings } from '../../../src/langchain/embeddings.ts'
import { hashEmbedder } from '../../helpers/hash-embedder.ts'

it('embeds documents as passages and questions as queries, in order, as plain numbers', async () => {
  const embedder = hashEmbedder({ dimensions: 8 })
  const embeddings = new GongbaoEmbeddings(embedder)
  const vectors = await embeddings.embedDocuments(['低保标准', '防汛预案'])
  const query = await embeddings.embedQuery('低保标准')
  expect(vectors.every(vector => Array.isArray(vector) && vector.length === 8)).toBe(true)
  expect(query).toEqual(vectors[0])
  expect(query).not.toEqual(vectors[1])
  expect(Math.hypot(...query)).toBeCloseTo(1, 5)
  expect(embedder.calls).toEqual([{ kind: 'passage', text: '低保标准' }, { kind: 'passage', text: '防汛预案' }, { kind: 'query', text: '低保标准' }])
  expect([embeddings.modelId, embeddings.dimensions]).toEqual([embedder.modelId, 8])
})

it('starts nothing for no documents', async () => {
  const embedder = hashEmbedder()
  expect(await new GongbaoEmbeddings(embedder).embedDocuments([])).toEqual([])
  expect(embedder.calls).toEqual([])
})

it('does not try a failing model again', async () => {
  let tries = 0
  const embeddings = new GongbaoEmbeddings(hashEmbedder({ before: () => {
    tries += 1
    throw new Error('no model')
  } }))
  await expect(embeddings.embedQuery('甲')).rejects.toThrow('no model')
  expect(tries).toBe(1)
})

it('says so when the model gives no vector', async () => {
  const embeddings = new GongbaoEmbeddings({ ...hashEmbedder(), embed: async () => [] })
  await expect(embeddings.embedQuery('甲')).rejects.toThrow('expected one vector from hash@1, got none')
})
