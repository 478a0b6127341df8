/** Wrong settings of a model are one clear error in Chinese that names the setting and never shows the key. */
import { describe, expect, it } from 'vitest'
import type { AssistantRequest } from '../../../src/commands/backend.ts'
import { loadConfig } from '../../../src/config.ts'
import { CodedError } from '../../../src/errors.ts'
import { modelSettingsOf } from '../../../src/generate/settings.ts'
import { ANSWER_FAULTS, CALL_FAULTS } from '../../../src/generate/faults.ts'
import { createMetrics } from '../../../src/server/metrics.ts'
import { observeModel } from '../../../src/server/model-log.ts'
import { call, imitateBackend } from '../../helpers/program.ts'
import { codeWords, read, section, tableRows } from '../../docs/markdown.ts'

const URL = { GONGBAO_MODEL_URL: 'http://127.0.0.1:1/v1', GONGBAO_MODEL_NAME: 'm' }
const settings = (environment: Record<string, string>) => modelSettingsOf(loadConfig(environment))

describe('settings of the language model', () => {
  it('without a URL there is none', () => expect(settings({})).toBeUndefined())
  it('are read with their defaults', () => {
    expect(settings(URL)).toMatchObject({ baseUrl: 'http://127.0.0.1:1/v1', name: 'm', key: '', temperature: 0, rewrite: false, rerank: false, quiz: false })
    expect(settings({ ...URL, GONGBAO_MODEL_TEMPERATURE: '0.7', GONGBAO_MODEL_REWRITE: 'on', GONGBAO_MODEL_RERANK: 'true', GONGBAO_MODEL_QUIZ: '0' }))
      .toMatchObject({ temperature: 0.7, rewrite: true, rerank: true, quiz: false })
    expect(settings({ ...URL, GONGBAO_MODEL_URL: 'https://a.example/v1//' })?.baseUrl).toBe('https://a.example/v1')
  })

  it('with everything switched on leave room below the time-out of an ask', () => {
    expect(settings({ ...URL, GONGBAO_MODEL_REWRITE: 'on', GONGBAO_MODEL_RERANK: 'on', GONGBAO_MODEL_QUIZ: 'on' })).toBeDefined()
  })

  const wrong: [environment: Record<string, string>, name: string][] = [
    [{ ...URL, GONGBAO_MODEL_URL: 'model' }, 'GONGBAO_MODEL_URL'],
    [{ ...URL, GONGBAO_MODEL_URL: 'ftp://a/v1' }, 'GONGBAO_MODEL_URL'],
    [{ ...URL, GONGBAO_MODEL_URL: 'http://user:sk-secret@a/v1' }, 'GONGBAO_MODEL_URL'],
    [{ ...URL, GONGBAO_MODEL_URL: 'http://a/v1?key=sk-secret' }, 'GONGBAO_MODEL_URL'],
    [{ GONGBAO_MODEL_URL: 'http://a/v1' }, 'GONGBAO_MODEL_NAME'],
    [{ GONGBAO_MODEL_NAME: 'm' }, 'GONGBAO_MODEL_URL'],
    [{ GONGBAO_MODEL_KEY: 'sk-secret' }, 'GONGBAO_MODEL_URL'],
    [{ ...URL, GONGBAO_MODEL_KEY: 'sk-secret 密钥' }, 'GONGBAO_MODEL_KEY'],
    [{ ...URL, GONGBAO_MODEL_COST_PER_DAY: '5' }, 'GONGBAO_MODEL_COST_PER_DAY'],
    [{ ...URL, GONGBAO_MODEL_TEMPERATURE: '3' }, 'GONGBAO_MODEL_TEMPERATURE'],
    [{ ...URL, GONGBAO_MODEL_REWRITE: 'maybe' }, 'GONGBAO_MODEL_REWRITE'],
    [{ ...URL, GONGBAO_MODEL_TOTAL_TIMEOUT_MS: '60000' }, 'GONGBAO_MODEL_TOTAL_TIMEOUT_MS'],
    [{ ...URL, GONGBAO_ASK_TIMEOUT_MS: '30000' }, 'GONGBAO_MODEL_TOTAL_TIMEOUT_MS'],
    [{ ...URL, GONGBAO_MODEL_MAX_TOKENS: '1.5' }, 'GONGBAO_MODEL_MAX_TOKENS'],
  ]
  it.each(wrong)('%j is refused by name', (environment, name) => {
    let error: unknown
    try {
      settings(environment)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(CodedError)
    expect((error as CodedError).code).toBe('setting_value')
    expect((error as CodedError).message).toContain(name)
    expect((error as CodedError).message).not.toContain('sk-secret')
  })

  it('serve says so before it opens anything', async () => {
    const imitation = imitateBackend()
    const { exitCode, stderr } = await call(['serve', '--port', '0'], imitation, undefined, { GONGBAO_MODEL_URL: 'model', GONGBAO_MODEL_NAME: 'm' })
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('设置 GONGBAO_MODEL_URL 应为')])
  })
})

it('commands that need no model do not look at its settings', async () => {
  for (const words of [['status'], ['search', '甲'], ['documents'], ['duties'], ['units'], ['facts', 'duty'], ['ask', '谁牵头？'], ['quiz', '--count', '1']]) {
    const asked: AssistantRequest[] = []
    const imitation = imitateBackend()
    const { openAssistant } = imitation.backend
    imitation.backend.openAssistant = request => {
      asked.push(request)
      return openAssistant(request)
    }
    await call(words, imitation)
    expect([words[0], asked[0]?.withoutModel === true]).toEqual([words[0], !['ask', 'quiz'].includes(words[0] ?? '')])
  }
})

it('docs/generative.md tells every fault, in the order of the code', () => {
  const rows = tableRows(section(read('docs/generative.md'), '## Faults')).map(row => codeWords(row[0] ?? '')[0])
  expect(rows).toEqual([...CALL_FAULTS, ...ANSWER_FAULTS])
})

it('metrics count calls, faults, tokens and sentences, and know no text', async () => {
  const { model, registry } = createMetrics(false)
  model.called('answer', 'ok')
  model.called('answer', 'cut')
  model.failed('empty')
  model.used({ inputTokens: 10, outputTokens: 5 })
  model.sentence('verified', '')
  model.sentence('withheld', 'value')
  model.breaker('open')
  const text = await registry.metrics()
  for (const line of ['gongbao_model_calls_total{task="answer",ended="ok"} 1', 'gongbao_model_faults_total{fault="cut"} 1', 'gongbao_model_faults_total{fault="empty"} 1',
    'gongbao_model_tokens_total{direction="in"} 10', 'gongbao_model_sentences_total{outcome="withheld",reason="value"} 1', 'gongbao_model_breaker 2']) expect(text).toContain(line)
})

it('the log names faults and changes of the breaker', () => {
  const lines: string[] = []
  const log = (level: string) => (details: object, message: string) => void lines.push(`${level} ${message} ${JSON.stringify(details)}`)
  const observer = observeModel(createMetrics(false).model, { error: log('error'), warn: log('warn'), info: log('info') })
  observer.called('answer', 'ok')
  observer.breaker('closed')
  observer.called('answer', 'unauthorised')
  observer.breaker('open')
  observer.breaker('open')
  observer.failed('empty')
  expect(lines).toEqual([
    'warn call of the language model failed {"task":"answer","fault":"unauthorised"}',
    'warn circuit breaker of the language model {"from":"closed","to":"open"}',
    'info nothing of the language model\'s answer could be shown {"fault":"empty"}',
  ])
})
