/** An address that is there but takes another method is 405 and says which (RFC 9110, 15.5.6); one that is not there is 404. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer } from '../../helpers/server.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

it.each([
  ['GET', '/v1/chat/completions', 'POST'], ['PUT', '/v1/chat/completions?x=1', 'POST'], ['POST', '/v1/models', 'HEAD, GET'], ['DELETE', '/v1/models/gongbao', 'HEAD, GET'],
  ['POST', '/api/documents', 'HEAD, GET'], ['POST', '/api/documents/d_1', 'HEAD, GET'], ['PUT', '/mcp', 'POST, DELETE'], ['GET', '/mcp', 'POST, DELETE'],
  ['POST', '/healthz', 'HEAD, GET'],
])('%s %s', async (method, address, allowed) => {
  const response = await fetch(`${server.url}${address}`, { method })
  expect(response.status).toBe(405)
  expect(new Set(response.headers.get('allow')?.split(', '))).toEqual(new Set(allowed.split(', ')))
  expect(await response.text()).toMatch(/method_not_allowed.*|可用的方法/)
})

it.each([['GET', '/v1/files'], ['POST', '/v1/embeddings'], ['GET', '/api/nothing'], ['POST', '/nothing']])('%s %s is not there', async (method, address) => {
  expect((await fetch(`${server.url}${address}`, { method })).status).toBe(404)
})
