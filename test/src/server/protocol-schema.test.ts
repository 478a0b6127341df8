/** The JSON Schema of the messages is whole, is served, and fits what is really said. Its file: test/docs/protocol-schema.test.ts. */
import { afterEach, expect, it } from 'vitest'
import { z } from 'zod'
import { protocolSchema } from '../../../src/server/protocol-schema.ts'
import { clientMessage, serverMessage } from '../../../src/server/protocol.ts'
import { startServer, TestClient } from '../../helpers/server.ts'

const schema = protocolSchema() as { $defs: Record<string, Record<string, unknown>> }

let stop: (() => Promise<void>) | undefined
afterEach(() => stop?.())

/** A validator made of the JSON Schema alone. */
const validator = (name: string) => {
  const made = z.fromJSONSchema({ $ref: `#/$defs/${name}`, $defs: schema.$defs } as Parameters<typeof z.fromJSONSchema>[0])
  return (value: unknown) => made.safeParse(value).success
}
const isClientMessage = validator('clientMessage')
const isServerMessage = validator('serverMessage')

it('has every message under its type, described, and no reference without a target', () => {
  for (const option of [...clientMessage.options, ...serverMessage.options]) expect(schema.$defs).toHaveProperty([[...option.shape.type.values][0] ?? ''])
  for (const [name, { description }] of Object.entries(schema.$defs)) expect([name, typeof description]).toEqual([name, 'string'])
  for (const [, name = ''] of JSON.stringify(schema).matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)) expect(schema.$defs).toHaveProperty([name])
})

it('is served, to those with a token where one is needed', async () => {
  const open = await startServer()
  const response = await fetch(`${open.url}/api/protocol.schema.json`)
  expect(response.headers.get('content-type')).toContain('application/schema+json')
  expect(await response.json()).toEqual(schema)
  await open.stop()
  const closed = await startServer({ tokens: ['a-long-enough-token-1'] })
  stop = closed.stop
  expect((await fetch(`${closed.url}/api/protocol.schema.json`)).status).toBe(401)
})

it('what the server really says fits it, and damaged messages do not', async () => {
  const server = await startServer()
  stop = server.stop
  const client = await new TestClient(server.socketUrl).open()
  const asked = [
    { type: 'ask', id: '1', question: '谁牵头？', filters: { regions: ['青桐县'], years: [2024], inForceOnly: true }, asOf: '2024-02-29' },
    { type: 'search', id: '2', query: '甲', limit: 2 },
    { type: 'ping', id: '3' },
    { type: 'feedback', id: '4', answer: 'a1', rating: 'up' },
    { type: 'cancel', id: '5' },
  ]
  for (const message of asked) {
    expect(isClientMessage(message), message.type).toBe(true)
    client.send(message)
    await client.ending(message.id)
  }
  client.send({ type: 'quiz.start', id: '6', count: 1 })
  await client.until((messages) => messages.some((message) => message.type === 'quiz.question'))
  client.send({ type: 'quiz.answer', id: '7', quiz: 'z1', question: 'q_1', answer: '县住房和城乡建设局' })
  await client.until((messages) => messages.some((message) => message.type === 'quiz.completed'))
  expect(new Set(client.messages.map((message) => message.type)).size).toBe(serverMessage.options.length)
  for (const message of client.messages) {
    expect(isServerMessage(message), message.type).toBe(true)
    // a field of a later version does not matter, one that is missing does
    expect(isServerMessage({ ...message, later: 1 })).toBe(true)
    expect(isServerMessage({ ...message, id: 7 })).toBe(false)
    for (const field of Object.keys(message)) {
      const without = Object.fromEntries(Object.entries(message).filter(([name]) => name !== field))
      expect([message.type, field, isServerMessage(without)]).toEqual([message.type, field, message.type === 'quiz.judged' && field === 'citation'])
    }
  }
})

it.each([
  { type: 'ask', id: '', question: '甲' }, { type: 'ask', id: 'x'.repeat(65), question: '甲' }, { type: 'ask', id: '1' }, { type: 'ask', id: '1', question: ' ' },
  { type: 'ask', id: '1', question: '甲'.repeat(2001) }, { type: 'ask', id: '1', question: '甲', asOf: '2023-02-29' }, { type: 'search', id: '1', query: '甲', limit: 51 },
  { type: 'feedback', id: '1', answer: 'a', rating: 'so so' }, { type: 'dance', id: '1' }, [], null, 'ask',
])('the schema refuses what the server refuses: %j', (message) => {
  expect([isClientMessage(message), clientMessage.safeParse(message).success]).toEqual([false, false])
})
