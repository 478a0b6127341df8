/** docs/protocol.md: its transcript is replayed against the fake assistant, and it names every message. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { clientMessage, readMessage, serverMessage } from '../../../src/server/protocol.ts'
import { TestClient, startServer } from '../../helpers/server.ts'

const document = readFileSync(path.join(import.meta.dirname, '../../../docs/protocol.md'), 'utf8')
const transcript = /```transcript\n([\s\S]*?)```/.exec(document)?.[1]?.trim().split('\n') ?? []
let stop: (() => Promise<void>) | undefined
afterEach(() => stop?.())

/** Equal, where … in the expected text stands for anything. */
function expectLike(given: unknown, expected: unknown): void {
  const free = (value: unknown): unknown => {
    if (value === '…') return expect.anything()
    if (Array.isArray(value)) return value.map(free)
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, free(part)])) : value
  }
  expect(given).toEqual(free(expected))
}

it('the transcript is what really happens', async () => {
  expect(transcript.length).toBeGreaterThan(10)
  const server = await startServer()
  stop = server.stop
  const client = await new TestClient(server.socketUrl).open()
  let read = 0
  for (const line of transcript) {
    if (line.startsWith('> ')) {
      client.socket.send(line.slice(2))
      continue
    }
    const message = JSON.parse(line.slice(2)) as unknown
    await client.until((messages) => messages.length > read)
    expectLike(client.messages[read++], message)
  }
  expect(client.messages.length).toBe(read)
})

it.each([['client', '> ', clientMessage.options], ['server', '< ', serverMessage.options]] as const)('every %s message occurs in the transcript', (_side, mark, options) => {
  const types = transcript.filter((line) => line.startsWith(`${mark}{`)).map((line) => (JSON.parse(line.slice(2)) as { type: string }).type)
  for (const option of options) expect(types).toContain([...option.shape.type.values][0])
})

it('every message of the schemas is described', () => {
  for (const schema of [clientMessage, serverMessage]) {
    for (const option of schema.options) expect(document).toContain(`\`${[...option.shape.type.values][0] ?? ''}\``)
  }
})

it('what a sender wrote is not repeated in an error', () => {
  const read = readMessage(JSON.stringify({ type: 'ask', id: 'x', question: '问', asOf: '身份证号 430000' }))
  expect(read).toMatchObject({ ok: false, id: 'x' })
  expect(JSON.stringify(read)).not.toContain('430000')
})
