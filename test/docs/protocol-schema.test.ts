/** docs/protocol.schema.json is the schema of the code. */
import { expect, it } from 'vitest'
import { protocolSchema } from '../../src/server/protocol-schema.ts'
import { read, UPDATE, write } from './markdown.ts'

const FILE = 'docs/protocol.schema.json'

it(`${FILE} is made from the zod schemas (UPDATE_DOCS=1 writes it)`, () => {
  const text = `${JSON.stringify(protocolSchema(), null, 2)}\n`
  if (UPDATE) write(FILE, text)
  expect(read(FILE)).toBe(text)
})
