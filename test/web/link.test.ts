/** Links into the reader: what the server writes, the page reads. */
import { expect, it } from 'vitest'
import { readerLink } from '../../src/server/links.ts'
// @ts-expect-error the page's modules are plain JavaScript
import { documentLink } from '../../web/link.js'

const read = (hash: string): unknown => documentLink(hash)

it('opens the document and line that the server named', () => {
  for (const documentId of ['d_0001', 'm_青政办发(2019)12号', 'a/b c%']) {
    const url = new URL(readerLink('http://127.0.0.1:8080', { documentId, source: { file: 'a.txt', lines: [7, 9] } }))
    expect(read(url.hash)).toEqual({ id: documentId, line: 7 })
  }
  expect(read('#document/d_1')).toEqual({ id: 'd_1', line: undefined })
})

it('is none for anything else', () => {
  for (const hash of ['', '#', '#documents', '#document/', '#document/a/b', '#document/a/1-2/3', '#document/%E0', '#document/a/9999999999']) expect([hash, read(hash)]).toEqual([hash, undefined])
})
