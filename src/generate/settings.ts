/**
 * The language model as configured, checked as a whole: one clear error names the setting that is wrong.
 * In: Config. Out: ModelSettings, or undefined when no model is configured.
 */
import { SETTINGS, type Config } from '../config.ts'
import { CodedError } from '../errors.ts'
import { ASIDE_TIMEOUT_MS } from './aside.ts'

export interface ModelSettings {
  baseUrl: string
  key: string
  name: string
  temperature: number
  maxTokens: number
  connectTimeoutMs: number
  firstTokenTimeoutMs: number
  idleTimeoutMs: number
  totalTimeoutMs: number
  /** longest Retry-After that is waited for */
  retryWaitMs: number
  maxEventBytes: number
  maxAnswerBytes: number
  concurrency: number
  /** 0: no limit */
  tokensPerDay: number
  costPerDay: number
  /** for a million tokens */
  priceIn: number
  priceOut: number
  breakerFailures: number
  breakerPauseMs: number
  rewrite: boolean
  rerank: boolean
  quiz: boolean
}

const MAX_NAME_CHARS = 200
/** visible ASCII: what an HTTP header can carry */
const KEY = /^[\x21-\x7e]*$/

/** @throws CodedError `setting_value`; the key is never part of it */
export function modelSettingsOf(config: Config): ModelSettings | undefined {
  const wrong = (name: string, expected: string, got: string) => new CodedError('setting_value', { name, expected, got: got.slice(0, 80) })
  if (config.modelUrl === '') {
    if (config.modelName !== '' || config.modelKey !== '') throw wrong(SETTINGS.modelUrl.env, '语言模型的地址，如 http://127.0.0.1:11434/v1（只设名称或密钥没有作用）', '')
    return undefined
  }
  const url = URL.canParse(config.modelUrl) ? new URL(config.modelUrl) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw wrong(SETTINGS.modelUrl.env, ' http 或 https 地址，不含用户名、密码和参数，如 http://127.0.0.1:11434/v1', withoutSecrets(config.modelUrl))
  }
  if (config.modelName === '' || config.modelName.length > MAX_NAME_CHARS) throw wrong(SETTINGS.modelName.env, `模型名称（1 到 ${MAX_NAME_CHARS} 个字符）`, config.modelName)
  if (!KEY.test(config.modelKey)) throw wrong(SETTINGS.modelKey.env, '不含空格和中文的密钥', '（不显示）')
  if (config.modelCostPerDay > 0 && config.modelPriceIn === 0 && config.modelPriceOut === 0) {
    throw wrong(SETTINGS.modelCostPerDay.env, `与价格（${SETTINGS.modelPriceIn.env}、${SETTINGS.modelPriceOut.env}）一同设置`, String(config.modelCostPerDay))
  }
  // the extractive answer has to come before the server gives the ask up
  const longestMs = config.modelTotalTimeoutMs + ASIDE_TIMEOUT_MS * (Number(config.modelRewrite) + Number(config.modelRerank))
  if (longestMs >= config.askTimeoutMs) {
    throw wrong(SETTINGS.modelTotalTimeoutMs.env, `小于 ${Math.max(0, config.askTimeoutMs - longestMs + config.modelTotalTimeoutMs)} 的数（毫秒），给 ${SETTINGS.askTimeoutMs.env} 留出余地`, String(config.modelTotalTimeoutMs))
  }
  return {
    baseUrl: config.modelUrl.replace(/\/+$/, ''),
    key: config.modelKey,
    name: config.modelName,
    temperature: config.modelTemperature,
    maxTokens: config.modelMaxTokens,
    connectTimeoutMs: config.modelConnectTimeoutMs,
    firstTokenTimeoutMs: config.modelFirstTokenTimeoutMs,
    idleTimeoutMs: config.modelIdleTimeoutMs,
    totalTimeoutMs: config.modelTotalTimeoutMs,
    retryWaitMs: config.modelRetryWaitMs,
    maxEventBytes: config.modelMaxEventBytes,
    maxAnswerBytes: config.modelMaxAnswerBytes,
    concurrency: config.modelConcurrency,
    tokensPerDay: config.modelTokensPerDay,
    costPerDay: config.modelCostPerDay,
    priceIn: config.modelPriceIn,
    priceOut: config.modelPriceOut,
    breakerFailures: config.modelBreakerFailures,
    breakerPauseMs: config.modelBreakerPauseMs,
    rewrite: config.modelRewrite,
    rerank: config.modelRerank,
    quiz: config.modelQuiz,
  }
}

/** A wrong URL may hold a password or a key: what stands before @ and behind ? is left out. */
function withoutSecrets(url: string): string {
  return url.replace(/\/\/[^/]*@/, '//…@').replace(/[?#].*$/, '?…')
}
