/** gongbao ask QUESTION: one answer with its citations. */
import type { Answer, AskRequest, Mode } from '../contract.ts'
import { CodedError } from '../errors.ts'
import { questionFault } from '../server/protocol.ts'
import { usageOf } from './command.ts'
import type { Call, Command } from './command.ts'
import { citationLines } from './format.ts'
import { withAssistant } from './with-assistant.ts'

export const askCommand: Command = {
  name: 'ask',
  about: '提一个问题，得到附有文号和原文的答案',
  usage: 'QUESTION',
  positionals: { min: 1, max: 1, name: '问题' },
  flags: {
    region: { kind: 'list', value: 'NAME', about: '只看这个地方的公报' },
    mode: { kind: 'text', value: 'MODE', about: '作答方式', choices: ['extractive', 'generative', 'auto'] },
    'as-of': { kind: 'text', value: 'DATE', about: '按这一天判断文件效力，如 2024-05-01', pattern: /^\d{4}-\d{2}-\d{2}$/, expected: '日期，如 2024-05-01' },
  },
  notes: ['例：gongbao ask "清洁取暖由哪个部门牵头？" --region 青桐县'],
  async run(call) {
    const request = requestOf(call)
    const answer = await withAssistant(call, async (assistant) => {
      for await (const event of assistant.ask(request, call.signal)) if (event.type === 'completed') return event.answer
      call.signal.throwIfAborted()
      throw new Error('the assistant ended without a completed answer')
    })
    if (call.json) call.output.json(answer)
    else print(call, answer)
  },
}

function requestOf(call: Call): AskRequest {
  const question = (call.positionals[0] ?? '').trim()
  const fault = questionFault(question)
  if (fault !== undefined) throw new CodedError('argument_value', { name: '问题', detail: fault, usage: usageOf(askCommand) })
  const regions = call.flags.list('region')
  const asOf = call.flags.text('as-of')
  if (asOf !== undefined && !isCalendarDate(asOf)) {
    throw new CodedError('flag_value', { flag: '--as-of', expected: '存在的日期，如 2024-05-01', got: asOf })
  }
  const mode = call.flags.text('mode') as Mode | 'auto' | undefined
  return {
    question,
    ...(mode === undefined ? {} : { mode }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(regions.length > 0 ? { filters: { regions: [...regions] } } : {}),
  }
}

function isCalendarDate(iso: string): boolean {
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)
}

function print({ output }: Call, answer: Answer): void {
  output.line(answer.text)
  for (const notice of answer.notices) output.line(`提示：${notice.message}`)
  for (const citation of answer.citations) {
    const [head = '', ...rest] = citationLines(citation)
    output.line()
    output.line(`[${citation.n ?? ''}] ${head}`)
    for (const line of rest) output.line(`    ${line}`)
  }
  if (answer.suggestions.length > 0) output.line(`\n还可以问：${answer.suggestions.join(' ')}`)
}
