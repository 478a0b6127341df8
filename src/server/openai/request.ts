/**
 * The body of POST /v1/chat/completions. In: parsed JSON. Out: the question, the questions before it, and how to answer;
 * or a coded error with the parameter that is wrong. What cannot be done is refused; what only tunes a language model's
 * writing (temperature, max_tokens, stop, seed, user …) is ignored.
 *
 *   system, developer   ignored: an answer holds what the gazettes say, whatever it is told to be
 *   user                the last one is the question, those before it are its history
 *   assistant, tool     ignored: what we answered before is not taken from the caller
 *   gongbao             our own field: {asOf, filters, persona} as in the WebSocket's ask
 */
import { z } from 'zod'
import type { AskRequest } from '../../contract.ts'
import { CodedError } from '../../errors.ts'
import { inChinese } from '../issues.ts'
import { askMessage, questionFault } from '../protocol.ts'

/** Names of models, and the mode each one stands for. */
export const MODELS = { gongbao: 'auto', 'gongbao-extractive': 'extractive', 'gongbao-generative': 'generative' } as const
export type ModelName = keyof typeof MODELS

export interface ChatRequest {
  model: ModelName
  ask: Omit<AskRequest, 'conversation'>
  /** earlier questions, oldest first */
  history: string[]
  stream: boolean
  includeUsage: boolean
}

const part = z.looseObject({ type: z.string() })
const message = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
  content: z.union([z.string(), z.array(part)]).nullish(),
})
const body = z.looseObject({
  model: z.string(),
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  gongbao: askMessage.pick({ asOf: true, filters: true, persona: true }).nullish(),
})

/** Parameters that would change what the caller gets: refused when they are asked for. */
const UNSUPPORTED: Record<string, { isAsked: (value: unknown, body: Record<string, unknown>) => boolean; reason: string }> = {
  n: { isAsked: (value) => typeof value === 'number' && value > 1, reason: '每次只给一个答案' },
  tools: { isAsked: (value, { tool_choice: choice }) => isFilled(value) && choice !== 'none', reason: '回答时不调用工具' },
  functions: { isAsked: (value, { function_call: choice }) => isFilled(value) && choice !== 'none', reason: '回答时不调用函数' },
  response_format: { isAsked: (value) => isObject(value) && value['type'] !== 'text', reason: '答案是带出处标记的文字，不能按别的格式给出' },
  logprobs: { isAsked: (value) => value === true, reason: '答案不带词元概率' },
  modalities: { isAsked: (value) => Array.isArray(value) && value.some((one) => one !== 'text'), reason: '只能给出文字' },
  audio: { isAsked: isObject, reason: '只能给出文字' },
}

/** @throws CodedError `bad_request`, `unsupported_parameter`, `model_not_found`; details.param names the parameter */
export function readChat(value: unknown): ChatRequest {
  const parsed = body.safeParse(value, { error: inChinese })
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const param = nameOf(issue?.path ?? [])
    // many programs show the message and nothing else
    throw new CodedError('bad_request', { detail: `${param === '' ? '请求体' : param}：${issue?.message ?? ''}`, param })
  }
  const { data } = parsed
  if (!Object.hasOwn(MODELS, data.model)) {
    throw new CodedError('model_not_found', { got: data.model.slice(0, 60), known: Object.keys(MODELS).join('、'), param: 'model' })
  }
  for (const [param, { isAsked, reason }] of Object.entries(UNSUPPORTED)) {
    if (isAsked(data[param], data)) throw new CodedError('unsupported_parameter', { param, reason })
  }
  const model = data.model as ModelName
  const { question, history } = readMessages(data.messages)
  const { asOf, filters, persona } = data.gongbao ?? {}
  return {
    model,
    history,
    stream: data.stream === true,
    includeUsage: data.stream_options?.include_usage === true,
    ask: {
      question,
      mode: MODELS[model],
      ...(asOf === undefined ? {} : { asOf }),
      ...(filters === undefined ? {} : { filters }),
      ...(persona === undefined ? {} : { persona }),
    },
  }
}

function readMessages(messages: readonly z.infer<typeof message>[]): { question: string; history: string[] } {
  const last = messages.length - 1
  if (messages[last]?.role !== 'user') throw new CodedError('bad_request', { detail: '最后一条消息应是用户的提问（role 为 user）', param: `messages[${last}].role` })
  const question = textOf(messages[last].content, last)
  const fault = questionFault(question)
  if (fault !== undefined) throw new CodedError('bad_request', { detail: `最后一条消息${fault}`, param: `messages[${last}].content` })
  // what could not be asked alone was never answered and explains nothing
  const history = messages.slice(0, last).flatMap((one, at) => (one.role === 'user' ? [textOf(one.content, at)] : [])).filter(isQuestion)
  return { question, history }
}

/** A content as one text: parts of type text joined. @throws CodedError `unsupported_parameter` for pictures, sound, files */
function textOf(content: z.infer<typeof message>['content'], at: number): string {
  if (typeof content === 'string') return content
  return (content ?? []).map((one, index) => {
    const { type, text } = one
    if (type === 'text' && typeof text === 'string') return text
    throw new CodedError('unsupported_parameter', { param: `messages[${at}].content[${index}]`, reason: `只能读文字，不能读 ${type.slice(0, 40)}` })
  }).join('\n')
}

const isQuestion = (text: string): boolean => questionFault(text) === undefined
const isFilled = (value: unknown): boolean => Array.isArray(value) && value.length > 0

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** messages[2].content, as OpenAI names parameters. */
function nameOf(path: readonly PropertyKey[]): string {
  return path.map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${String(step)}`)).join('').slice(0, 100)
}
