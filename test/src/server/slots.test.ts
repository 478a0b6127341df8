/** Nobody waits until the time-out because others ask too much: the server takes so many questions and no more. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AskSlots } from '../../../src/server/slots.ts'
import { startServer, TestClient } from '../../helpers/server.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer({ maxAsksInAll: 3, askTimeoutMs: 60_000 })
})
afterAll(() => server.stop())

const refused = (take: () => unknown) => {
  try {
    take()
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'taken'
}

it('one owner gets half of the places, this machine all, and a place is given back once', () => {
  const slots = new AskSlots(4)
  const first = slots.take('address 192.0.2.1')
  slots.take('address 192.0.2.1')
  expect(refused(() => slots.take('address 192.0.2.1'))).toBe('overloaded')
  slots.take('token abc')
  slots.take('address 127.0.0.1')
  expect(refused(() => slots.take('address ::1'))).toBe('overloaded')
  first()
  first()
  slots.take('address ::1')
  expect(refused(() => slots.take('address ::1'))).toBe('overloaded')
})

it('questions over the limit are told at once, over the WebSocket and over HTTP, and places come free again', async () => {
  const client = await new TestClient(server.socketUrl).open()
  for (const id of ['a', 'b', 'c']) client.send({ type: 'ask', id, question: '聋' })
  const other = await new TestClient(server.socketUrl).open()
  await client.until((messages) => messages.filter(({ type }) => type === 'answer.started').length === 3)
  other.send({ type: 'ask', id: 'd', question: '谁？' })
  expect(await other.ending('d')).toMatchObject({ code: 'overloaded', retryable: true })
  const chat = () => fetch(`${server.url}/v1/chat/completions`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ model: 'gongbao', messages: [{ role: 'user', content: '谁？' }] }),
  })
  const busy = await chat()
  expect([busy.status, busy.headers.get('x-should-retry')]).toEqual([503, 'true'])
  client.send({ type: 'cancel', id: 'a' })
  await client.ending('a')
  expect((await chat()).status).toBe(200)
  other.send({ type: 'ask', id: 'e', question: '谁？' })
  expect(await other.ending('e')).toMatchObject({ type: 'answer.completed' })
})
