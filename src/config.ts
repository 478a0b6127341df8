/**
 * In: environment variables (GONGBAO_*) and flags. Out: one frozen Config, every value checked.
 * The only reader of the environment. Every limit has a name, a unit and a default here and nowhere else; flags win
 * over the environment, the environment over the default. docs/configuration.md is kept equal to SETTINGS by a test.
 */
import { CodedError } from './errors.ts'

interface SettingBase {
  /** environment variable */
  env: string
  unit: string
  /** what it does, for docs/configuration.md */
  purpose: string
  /** flag of the command line that wins over the environment */
  flag?: string
}
export interface NumberSetting extends SettingBase {
  kind: 'number'
  default: number
  min: number
  max: number
  /** fractions are allowed: 0.2 */
  fraction?: true
}
/** on, off, true, false, 1 or 0 */
export interface SwitchSetting extends SettingBase {
  kind: 'switch'
  default: boolean
}
export interface TextSetting extends SettingBase {
  kind: 'text'
  default: string
}
export interface ListSetting extends SettingBase {
  kind: 'list'
  default: readonly string[]
}
export type Setting = NumberSetting | SwitchSetting | TextSetting | ListSetting

const number = (env: string, unit: string, value: number, min: number, max: number, purpose: string): NumberSetting =>
  ({ kind: 'number', env, unit, default: value, min, max, purpose })
const fraction = (...setting: Parameters<typeof number>): NumberSetting => ({ ...number(...setting), fraction: true })
const toggle = (env: string, purpose: string): SwitchSetting => ({ kind: 'switch', env, unit: 'on or off', default: false, purpose })

export const SETTINGS = {
  dataDir: { kind: 'text', env: 'GONGBAO_DATA', unit: 'folder', default: './data', flag: '--data',
    purpose: 'data folder: index generations and feedback' },
  host: { kind: 'text', env: 'GONGBAO_HOST', unit: 'address', default: '127.0.0.1', flag: '--host',
    purpose: 'address to listen on' },
  port: { ...number('GONGBAO_PORT', 'port', 8080, 0, 65_535, 'port to listen on; 0 picks a free one'), flag: '--port' },
  model: { kind: 'text', env: 'GONGBAO_MODEL', unit: 'folder or name', default: '',
    purpose: 'embedding model: a folder, or a name under models/; empty is the default model' },
  embeddingsUrl: { kind: 'text', env: 'GONGBAO_EMBEDDINGS_URL', unit: 'URL', default: '',
    purpose: 'OpenAI-compatible /v1/embeddings endpoint used instead of a local model' },
  embeddingsModel: { kind: 'text', env: 'GONGBAO_EMBEDDINGS_MODEL', unit: 'name', default: '',
    purpose: 'name of the model at that endpoint' },
  embeddingsKey: { kind: 'text', env: 'GONGBAO_EMBEDDINGS_KEY', unit: 'secret', default: '',
    purpose: 'key for that endpoint; never logged' },
  embeddingsDimensions: number('GONGBAO_EMBEDDINGS_DIMENSIONS', 'numbers', 1024, 1, 8192,
    'length of the vectors of that endpoint'),
  embedWorkers: number('GONGBAO_EMBED_WORKERS', 'threads', 0, 0, 256, 'threads that embed; 0 is one for each core'),
  retrieval: { kind: 'list', env: 'GONGBAO_RETRIEVAL', unit: 'stages', default: ['words', 'vectors', 'expansions', 'place'],
    purpose: 'stages of retrieval, for measuring what each brings: words, vectors, expansions (everyday words), place (filter by a place named); all four by default' },
  logLevel: { kind: 'text', env: 'GONGBAO_LOG', unit: 'level', default: 'warn',
    purpose: 'silent, error, warn, info or debug; questions are never logged' },

  // the language model of the generative mode (GONGBAO_MODEL is the embedding model)
  modelUrl: { kind: 'text', env: 'GONGBAO_MODEL_URL', unit: 'URL', default: '',
    purpose: 'base URL of an OpenAI-compatible chat endpoint (…/v1); empty: no language model, answers are extractive' },
  modelKey: { kind: 'text', env: 'GONGBAO_MODEL_KEY', unit: 'secret', default: '',
    purpose: 'key for that endpoint; never logged and never shown' },
  modelName: { kind: 'text', env: 'GONGBAO_MODEL_NAME', unit: 'name', default: '',
    purpose: 'name of the language model at that endpoint' },
  modelTemperature: fraction('GONGBAO_MODEL_TEMPERATURE', 'degrees', 0, 0, 2, 'sampling temperature; 0 is the steadiest'),
  modelMaxTokens: number('GONGBAO_MODEL_MAX_TOKENS', 'tokens', 1024, 16, 32_768, 'longest output of one call; reasoning models need more'),
  modelConnectTimeoutMs: number('GONGBAO_MODEL_CONNECT_TIMEOUT_MS', 'milliseconds', 10_000, 10, 600_000,
    'time in which the endpoint must have answered with its headers'),
  modelFirstTokenTimeoutMs: number('GONGBAO_MODEL_FIRST_TOKEN_TIMEOUT_MS', 'milliseconds', 20_000, 10, 600_000,
    'time from the headers to the first bytes of the answer'),
  modelIdleTimeoutMs: number('GONGBAO_MODEL_IDLE_TIMEOUT_MS', 'milliseconds', 10_000, 10, 600_000,
    'longest silence between two pieces of the answer'),
  modelTotalTimeoutMs: number('GONGBAO_MODEL_TOTAL_TIMEOUT_MS', 'milliseconds', 40_000, 10, 600_000,
    'longest time for one call with waiting and retry; must leave room below GONGBAO_ASK_TIMEOUT_MS'),
  modelRetryWaitMs: number('GONGBAO_MODEL_RETRY_WAIT_MS', 'milliseconds', 5000, 0, 60_000,
    'longest Retry-After that is waited for; a longer one ends the call'),
  modelMaxEventBytes: number('GONGBAO_MODEL_MAX_EVENT_BYTES', 'bytes', 65_536, 256, 16_777_216, 'largest event of the stream'),
  modelMaxAnswerBytes: number('GONGBAO_MODEL_MAX_ANSWER_BYTES', 'bytes', 1_048_576, 1024, 268_435_456, 'largest stream of one call'),
  modelConcurrency: number('GONGBAO_MODEL_CONCURRENCY', 'calls', 4, 1, 1000,
    'calls under way at once; a further one waits for at most the connect time-out'),
  modelTokensPerDay: number('GONGBAO_MODEL_TOKENS_PER_DAY', 'tokens', 2_000_000, 0, 1_000_000_000_000,
    'tokens in and out that one process may use in a day; 0: no limit'),
  modelCostPerDay: fraction('GONGBAO_MODEL_COST_PER_DAY', 'money', 0, 0, 1_000_000_000,
    'cost in the currency of the prices that one process may cause in a day; 0: no limit'),
  modelPriceIn: fraction('GONGBAO_MODEL_PRICE_IN', 'money per million tokens', 0, 0, 1_000_000, 'price of tokens sent'),
  modelPriceOut: fraction('GONGBAO_MODEL_PRICE_OUT', 'money per million tokens', 0, 0, 1_000_000, 'price of tokens received'),
  modelBreakerFailures: number('GONGBAO_MODEL_BREAKER_FAILURES', 'calls', 3, 1, 1000,
    'failed calls in a row after which no calls are made for a while'),
  modelBreakerPauseMs: number('GONGBAO_MODEL_BREAKER_PAUSE_MS', 'milliseconds', 30_000, 10, 3_600_000,
    'that while; then one call is tried'),
  modelRewrite: toggle('GONGBAO_MODEL_REWRITE', 'let the model put everyday questions into official words for the search'),
  modelRerank: toggle('GONGBAO_MODEL_RERANK', 'let the model put the evidence in order'),
  modelQuiz: toggle('GONGBAO_MODEL_QUIZ', 'let the model word quiz questions; the validator decides'),

  // who may connect
  origins: { kind: 'list', env: 'GONGBAO_ORIGINS', unit: 'origins', default: [],
    purpose: 'further origins (scheme://host:port, comma separated) whose pages may connect; the server\'s own always may' },
  tokens: { kind: 'list', env: 'GONGBAO_TOKENS', unit: 'tokens', default: [],
    purpose: 'access tokens, comma separated, each TOKEN or TOKEN=YYYY-MM-DD (last day); empty: access control is off' },
  trustedProxies: { kind: 'list', env: 'GONGBAO_TRUSTED_PROXIES', unit: 'addresses', default: [],
    purpose: 'addresses of proxies whose X-Forwarded-* headers are believed; empty: none' },

  // limits of a connection
  maxFrameBytes: number('GONGBAO_MAX_FRAME_BYTES', 'bytes', 32_768, 1024, 16_777_216,
    'largest WebSocket message; a larger one closes the connection with 1009'),
  maxFragments: number('GONGBAO_MAX_FRAGMENTS', 'frames', 128, 1, 16_384, 'frames that one message may be split into'),
  maxAsksPerConnection: number('GONGBAO_MAX_ASKS', 'questions', 4, 1, 1000, 'questions under way on one connection'),
  maxSearchesPerConnection: number('GONGBAO_MAX_SEARCHES', 'searches', 256, 1, 10_000,
    'searches waiting or under way on one connection'),
  messagesPerSecond: number('GONGBAO_RATE', 'messages a second', 50, 1, 100_000, 'lasting rate of one connection'),
  messageBurst: number('GONGBAO_BURST', 'messages', 200, 1, 1_000_000, 'burst of one connection above that rate'),
  floodMessages: number('GONGBAO_FLOOD', 'messages', 500, 1, 1_000_000,
    'refused messages after which a client that keeps flooding is closed with 1008'),
  maxConversationsPerConnection: number('GONGBAO_MAX_CONVERSATIONS', 'conversations', 50, 1, 10_000,
    'conversations remembered for one connection (or one token); the oldest is forgotten first'),
  maxBufferedBytes: number('GONGBAO_MAX_BUFFERED_BYTES', 'bytes', 1_048_576, 1024, 268_435_456,
    'unsent bytes of one connection at which sending pauses'),
  stallTimeoutMs: number('GONGBAO_STALL_TIMEOUT_MS', 'milliseconds', 15_000, 10, 3_600_000,
    'time after which a reader that takes nothing is closed'),
  heartbeatMs: number('GONGBAO_HEARTBEAT_MS', 'milliseconds', 30_000, 10, 3_600_000,
    'interval of pings; a peer that misses one interval is closed'),
  idleTimeoutMs: number('GONGBAO_IDLE_TIMEOUT_MS', 'milliseconds', 3_600_000, 10, 86_400_000,
    'time without a message after which a connection is closed with 1001'),

  // limits of a program that calls over HTTP
  maxAsksPerCaller: number('GONGBAO_MAX_ASKS_PER_CALLER', 'questions', 16, 1, 10_000,
    'questions under way of one caller (token, or address without tokens) of /v1 and /mcp'),
  maxMcpSessions: number('GONGBAO_MAX_MCP_SESSIONS', 'sessions', 1000, 1, 100_000,
    'sessions of /mcp; beyond that the one unused for longest ends'),

  // limits of the server
  maxAsksInAll: number('GONGBAO_MAX_ASKS_IN_ALL', 'questions', 100, 1, 100_000,
    'questions under way in the whole server; one token or one address (but for this machine\'s own) gets at most half'),
  maxConnections: number('GONGBAO_MAX_CONNECTIONS', 'connections', 12_000, 1, 1_000_000, 'WebSocket connections in all'),
  maxConnectionsPerAddress: number('GONGBAO_MAX_CONNECTIONS_PER_ADDRESS', 'connections', 1000, 1, 1_000_000,
    'WebSocket connections of one address; loopback addresses (local programs, a proxy) are exempt'),
  maxSockets: number('GONGBAO_MAX_SOCKETS', 'sockets', 16_000, 1, 1_000_000, 'TCP connections in all, HTTP included'),
  askTimeoutMs: number('GONGBAO_ASK_TIMEOUT_MS', 'milliseconds', 60_000, 10, 3_600_000, 'longest time for one answer'),
  requestTimeoutMs: number('GONGBAO_REQUEST_TIMEOUT_MS', 'milliseconds', 10_000, 100, 3_600_000,
    'time in which an HTTP request must have arrived'),
  headersTimeoutMs: number('GONGBAO_HEADERS_TIMEOUT_MS', 'milliseconds', 5000, 100, 3_600_000,
    'time in which its headers must have arrived'),
  shutdownGraceMs: number('GONGBAO_SHUTDOWN_GRACE_MS', 'milliseconds', 5000, 0, 600_000,
    'time that questions under way get at shutdown before they are cut off'),
  generationPollMs: number('GONGBAO_GENERATION_POLL_MS', 'milliseconds', 2000, 50, 3_600_000,
    'interval at which serve looks for a new index'),
  watchSettleMs: number('GONGBAO_WATCH_SETTLE_MS', 'milliseconds', 2000, 1, 3_600_000,
    'time for which a file must not change before ingest --watch takes it in'),
  watchRescanMs: number('GONGBAO_WATCH_RESCAN_MS', 'milliseconds', 60_000, 10, 86_400_000,
    'interval at which ingest --watch looks through its folders without having been told of a change'),
  maxBodyBytes: number('GONGBAO_MAX_BODY_BYTES', 'bytes', 65_536, 1024, 16_777_216, 'largest HTTP request body'),
  maxSourceLines: number('GONGBAO_MAX_SOURCE_LINES', 'lines', 400, 1, 100_000, 'lines that one /api/source answers'),
  maxFeedbackBytes: number('GONGBAO_MAX_FEEDBACK_BYTES', 'bytes', 52_428_800, 1024, 10_737_418_240,
    'size of the feedback file at which no more is stored'),
} satisfies Record<string, Setting>

export type SettingName = keyof typeof SETTINGS
type Value<S> = S extends { kind: 'number' } ? number : S extends { kind: 'switch' } ? boolean : S extends { kind: 'list' } ? readonly string[] : string
export type Config = { readonly [Name in SettingName]: Value<(typeof SETTINGS)[Name]> }

/**
 * Settings from flags, environment and defaults.
 * @throws CodedError `setting_value` when a value is not what its setting expects
 */
export function loadConfig(
  environment: Record<string, string | undefined> = process.env,
  flags: Partial<Record<SettingName, string | number | readonly string[]>> = {},
): Config {
  const config: Record<string, string | number | boolean | readonly string[]> = {}
  for (const [name, setting] of Object.entries(SETTINGS) as [SettingName, Setting][]) {
    const flag = flags[name]
    const raw = flag ?? environment[setting.env]
    config[name] = raw === undefined || raw === '' ? setting.default : readValue(setting, raw)
  }
  return Object.freeze(config) as Config
}

function readValue(setting: Setting, raw: string | number | readonly string[]): string | number | boolean | readonly string[] {
  if (setting.kind === 'switch') return readSwitch(setting, raw)
  if (setting.kind === 'number') return readNumber(setting, raw)
  if (setting.kind === 'list') {
    const parts = typeof raw === 'string' ? raw.split(',') : Array.isArray(raw) ? (raw as readonly string[]) : [String(raw)]
    return parts.map((part) => part.trim()).filter((part) => part !== '')
  }
  return String(raw)
}

function readSwitch(setting: SwitchSetting, raw: string | number | readonly string[]): boolean {
  const value = String(raw).trim().toLowerCase()
  if (['on', 'true', '1'].includes(value)) return true
  if (['off', 'false', '0'].includes(value)) return false
  throw new CodedError('setting_value', { name: setting.env, expected: ' on 或 off', got: String(raw).slice(0, 80) })
}

function readNumber(setting: NumberSetting, raw: string | number | readonly string[]): number {
  const form = setting.fraction === true ? /^\d{1,15}(?:\.\d{1,9})?$/ : /^\d{1,15}$/
  const value = typeof raw === 'number' ? raw : form.test(String(raw).trim()) ? Number(raw) : NaN
  const isWhole = setting.fraction === true || Number.isInteger(value)
  if (isWhole && value >= setting.min && value <= setting.max) return value
  const expected = ` ${setting.min} 到 ${setting.max} 的${setting.fraction === true ? '数' : '整数'}（${setting.unit}）`
  throw new CodedError('setting_value', { name: setting.env, expected, got: String(raw).slice(0, 80) })
}
