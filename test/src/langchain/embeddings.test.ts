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

it('hands many documents over in pieces, each in its place', async () => {
  const embedder = hashEmbedder({ dimensions: 4 })
  const pieces: number[] = []
  const embed = embedder.embed.bind(embedder)
  const embeddings = new GongbaoEmbeddings({ ...embedder, embed: async (kind, texts) => {
    pieces.push(texts.length)
    return await embed(kind, texts)
  } })
  const texts = Array.from({ length: 600 }, (_, at) => `第${at}条`)
  const vectors = await embeddings.embedDocuments(texts)
  expect(pieces).toEqual([256, 256, 88])
  expect(vectors[599]).toEqual(await embeddings.embedQuery('第599条'))
})

it('says so when vectors are missing', async () => {
  const embeddings = new GongbaoEmbeddings({ ...hashEmbedder(), embed: async () => [] })
  await expect(embeddings.embedDocuments(['甲', '乙'])).rejects.toThrow('expected 2 vectors from hash@1, got 0')
})
