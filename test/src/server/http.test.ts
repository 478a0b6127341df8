/** The HTTP side by inject, without a port. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentDetail, documentRecord, dutyRecord, factRecord, statusRecord, unitRecord } from '../../../src/server/protocol.ts'
import { csvCell } from '../../../src/server/csv.ts'
import { startServer } from '../../helpers/server.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const get = (url: string, headers: Record<string, string> = {}) => server.app.inject({ url, headers })

describe('health', () => {
  it('is alive and ready', async () => {
    expect((await get('/healthz')).json()).toEqual({ status: 'ok' })
    expect((await get('/readyz')).json()).toMatchObject({ status: 'ready', generation: '1' })
  })

  it('is alive but not ready before anything is ingested', async () => {
    const empty = await startServer({}, { empty: true })
    expect((await empty.app.inject('/healthz')).statusCode).toBe(200)
    const ready = await empty.app.inject('/readyz')
    expect(ready.statusCode).toBe(503)
    expect(ready.json()).toMatchObject({ code: 'not_ready', retryable: true })
    await empty.stop()
  })

  it('has metrics as Prometheus text', async () => {
    const response = await get('/metrics')
    expect(response.headers['content-type']).toContain('text/plain')
    expect(response.body).toContain('gongbao_connections 0')
  })
})

describe('records', () => {
  it('are the contract\'s', async () => {
    const documents = (await get('/api/documents')).json<unknown[]>()
    expect(documents).toHaveLength(1)
    expect(documentRecord.safeParse(documents[0]).error).toBeUndefined()
    expect(documentDetail.safeParse((await get('/api/documents/d_0001')).json()).error).toBeUndefined()
    expect(dutyRecord.array().safeParse((await get('/api/duties')).json()).error).toBeUndefined()
    expect(statusRecord.safeParse((await get('/api/status')).json()).error).toBeUndefined()
  })

  it('documents are filtered by place, year and words', async () => {
    const count = async (query: string) => (await get(`/api/documents?${query}`)).json<unknown[]>().length
    expect(await count(`region=${encodeURIComponent('青桐县')}&year=2024&q=${encodeURIComponent('清洁取暖')}`)).toBe(1)
    expect(await count(`region=${encodeURIComponent('白杨县')}`)).toBe(0)
    expect(await count('year=2023')).toBe(0)
    expect((await get('/api/documents?year=soon')).statusCode).toBe(400)
  })

  it('a document is found by its number as well, an unknown one is 404', async () => {
    expect((await get(`/api/documents/${encodeURIComponent('青政办发〔2024〕1号')}`)).statusCode).toBe(200)
    const missing = await get('/api/documents/nothing')
    expect(missing.statusCode).toBe(404)
    expect(missing.json()).toMatchObject({ code: 'not_found' })
  })

  it('units are found by any of their names', async () => {
    expect(unitRecord.array().parse((await get('/api/units')).json())).toHaveLength(1)
    expect((await get(`/api/units?name=${encodeURIComponent('县住建局')}&region=x`)).json()).toHaveLength(1)
    expect((await get(`/api/units?name=${encodeURIComponent('无')}`)).json()).toEqual([])
  })

  it('facts of a kind come as records and as CSV, an unknown kind is refused', async () => {
    expect(factRecord.array().parse((await get('/api/facts?kind=duty')).json())).toHaveLength(1)
    const csv = await get('/api/facts?kind=duty&format=csv')
    expect(csv.body).toContain('任务,牵头单位')
    expect((await get('/api/facts?kind=nonsense')).statusCode).toBe(400)
  })

  it('duties come as CSV that a spreadsheet reads and cannot run', async () => {
    const response = await get('/api/duties?format=csv')
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(response.body.startsWith('\uFEFF任务,牵头单位')).toBe(true)
    expect(response.body).toContain('县住房和城乡建设局')
    expect(csvCell('=1+1')).toBe('\'=1+1')
    expect(csvCell('a"b,c')).toBe('"a""b,c"')
  })

  it('source lines come for the reader, within limits', async () => {
    expect((await get('/api/source?file=qingtong.txt&from=6&to=7')).json()).toMatchObject({ from: 6, to: 7, lines: [expect.any(String), expect.any(String)] })
    expect((await get('/api/source?file=qingtong.txt&from=5&to=1')).statusCode).toBe(400)
    expect((await get('/api/source?file=qingtong.txt&from=1&to=100000')).statusCode).toBe(400)
    expect((await get('/api/source?file=..%2F..%2Fetc%2Fpasswd&from=1&to=2')).statusCode).toBe(404)
  })
})

describe('page and errors', () => {
  it('serves the page under a strict policy', async () => {
    const page = await get('/')
    expect(page.statusCode).toBe(200)
    expect(page.headers['content-security-policy']).toContain('script-src \'self\'')
    expect(page.headers['content-security-policy']).not.toContain('unsafe')
    expect(page.headers['x-content-type-options']).toBe('nosniff')
    expect((await get('/documents/anything')).headers['content-type']).toContain('text/html')
  })

  it('keeps to its own folder', async () => {
    for (const url of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/.git/config']) {
      expect((await get(url)).body).not.toContain('"name"')
    }
  })

  it('unknown addresses of the interface are JSON errors', async () => {
    for (const url of ['/api/nothing', '/mcp/nothing', '/app.map']) {
      const response = await get(url)
      expect(response.statusCode).toBe(404)
      expect(response.json()).toMatchObject({ code: 'not_found' })
    }
    expect((await get('/ws')).statusCode).toBe(426)
    expect((await get('/api/documents/%E0%A4%A')).statusCode).toBe(400)
  })
})
