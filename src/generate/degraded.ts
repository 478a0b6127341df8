/**
 * Why a language model did not word the answer, or not to its end, in one sentence for the asker. What is wrong with an endpoint
 * (a key, a name, a time-out) is told as far as it helps the one who runs it; no address, no key, no text of the model.
 */
import type { Notice } from '../contract.ts'
import type { Fault } from './faults.ts'

export const REASONS: Readonly<Record<Fault, string>> = {
  refused: '未能连上语言模型',
  unresolved: '语言模型的地址无法解析',
  unauthorised: '语言模型拒绝了所配的密钥',
  unknown_model: '语言模型的地址或型号不存在',
  bad_request: '语言模型不接受这次请求',
  rate_limited: '语言模型限流',
  server_error: '语言模型的服务出错',
  connect_timeout: '语言模型连接超时',
  first_token_timeout: '语言模型迟迟没有开始回答',
  idle_timeout: '语言模型回答中途停顿超时',
  total_timeout: '语言模型回答超时',
  cut: '与语言模型的连接中断',
  malformed: '语言模型返回的内容无法识别',
  too_large: '语言模型返回的内容超过上限',
  too_long: '语言模型的回答超过字数上限',
  filtered: '语言模型的内容过滤中止了回答',
  busy: '语言模型正忙',
  breaker_open: '语言模型近期多次出错，暂停调用',
  budget_spent: '语言模型当日预算已用完',
  empty: '语言模型没有给出内容',
  declined: '语言模型认为资料不足以回答',
  wrong_language: '语言模型没有用中文回答',
  repetition: '语言模型重复同一句话',
  nothing_verified: '语言模型所说的内容未能在公报中得到证实',
}

const NO_MODEL = '没有配置语言模型'
const NO_EVIDENCE = '没有可供语言模型引用的资料'

/** The text is the rules' own. `fault` undefined: there was nothing to give to the model. */
export const insteadOfModel = (fault: Fault | 'no_model' | undefined): Notice =>
  ({ code: 'degraded', message: `${fault === 'no_model' ? NO_MODEL : fault === undefined ? NO_EVIDENCE : REASONS[fault]}，以上为公报摘录。` })

/** The text begins with sentences of the model and ends with the rules'. */
export const brokenOff = (fault: Fault): Notice => ({ code: 'degraded', message: `${REASONS[fault]}，回答没有说完，其余为公报摘录。` })
