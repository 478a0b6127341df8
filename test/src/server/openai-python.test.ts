/** /v1 with OpenAI's own client for Python; skipped where python3 or its package openai is absent. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CITATION } from '../../helpers/fake-assistant.ts'
import { noPython } from '../../helpers/python.ts'
import { startServer } from '../../helpers/server.ts'

const PROGRAM = `
import json, sys
from openai import OpenAI, APIStatusError, APIError

client = OpenAI(base_url=sys.argv[1] + "/v1", api_key="none", max_retries=0)
ask = lambda content, **more: client.chat.completions.create(model="gongbao", messages=[{"role": "user", "content": content}], **more)
out = {"models": [model.id for model in client.models.list()]}

plain = ask("谁牵头？", extra_body={"gongbao": {"asOf": "2024-05-01"}})
message = plain.choices[0].message
out["plain"] = {"content": message.content, "annotations": [one.model_dump() for one in message.annotations],
                "citations": plain.citations, "same": message.citations == plain.citations, "outcome": plain.gongbao["outcome"]}

chunks = list(ask("谁牵头？", stream=True, stream_options={"include_usage": True}))
last = [chunk for chunk in chunks if chunk.choices and chunk.choices[0].finish_reason][0]
out["streamed"] = {"content": "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices),
                   "citations": last.citations, "usage": chunks[-1].usage.total_tokens}

def failure(call):
    try:
        call()
    except APIStatusError as error:
        return [error.status_code, error.code, error.param]
    except APIError as error:
        return ["event", error.code, error.param]

out["refused"] = failure(lambda: ask("谁？", n=2))
out["wrong"] = failure(lambda: client.models.retrieve("gpt"))
out["broken"] = failure(lambda: list(ask("错", stream=True)))
print(json.dumps(out))
`

describe.skipIf(noPython !== undefined)(`OpenAI's client for Python${noPython === undefined ? '' : ` (skipped: ${noPython})`}`, () => {
  let server: Awaited<ReturnType<typeof startServer>>
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  it('lists models, asks plainly and streamed, and understands errors', async () => {
    const { stdout } = await promisify(execFile)('python3', ['-c', PROGRAM, server.url])
    const content = '县住房和城乡建设局牵头[1]。'
    const citations = [{ n: 1, ...CITATION }]
    expect(JSON.parse(stdout)).toMatchObject({
      models: ['gongbao', 'gongbao-extractive', 'gongbao-generative'],
      plain: { content, citations, same: true, outcome: 'answered', annotations: [{ type: 'url_citation', url_citation: { start_index: 11, end_index: 14 } }] },
      streamed: { content, citations, usage: 19 },
      refused: [400, 'unsupported_parameter', 'n'],
      wrong: [404, 'model_not_found', 'model'],
      broken: ['event', 'internal', null],
    })
    expect(server.assistant.requests[0]).toMatchObject({ asOf: '2024-05-01' })
  })
})
