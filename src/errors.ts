/**
 * In: something went wrong. Out: one coded error, with the words a user sees and where the code leads.
 * One table for the command line, HTTP and WebSocket, so that a failure has one name everywhere; docs/errors.md is the
 * same table for readers and a test keeps the two equal. Wording: expected X, got Y; do Z.
 */

export interface ErrorEntry {
  /** Chinese wording for users; {name} is filled in from the error's details */
  message: string
  /** Chinese: what to do */
  hint: string
  /** of the command line: 1 the program failed, 2 the call was wrong */
  exitCode: 1 | 2
  httpStatus: number
  /** the same request may succeed later without a change */
  retryable: boolean
}

const entry = (message: string, hint: string, exitCode: 1 | 2, httpStatus: number, retryable = false): ErrorEntry =>
  ({ message, hint, exitCode, httpStatus, retryable })

export const ERRORS = {
  // the call on the command line
  unknown_command: entry('没有“{got}”这个命令', '运行 gongbao --help 查看全部命令{nearest}', 2, 400),
  unknown_flag: entry('命令 {command} 没有“{got}”这个选项', '运行 gongbao {command} --help 查看全部选项{nearest}', 2, 400),
  flag_value: entry('选项 {flag} 应为{expected}，收到的是“{got}”', '改正后重试；用 --help 查看说明', 2, 400),
  missing_argument: entry('缺少参数：{expected}', '用法：{usage}', 2, 400),
  extra_argument: entry('多出参数“{got}”', '用法：{usage}；含空格的内容请加引号', 2, 400),
  argument_value: entry('参数“{name}”{detail}', '用法：{usage}', 2, 400),
  file_missing: entry('找不到文件或文件夹：{path}', '检查路径是否正确', 2, 400),
  nothing_to_ingest: entry('没有可入库的文件：{detail}', '应为 UTF-8 或 GB18030 编码的 .txt、.md 文件，或含有它们的文件夹', 2, 400),
  source_refused: entry('文件不能入库：{detail}', '应为 UTF-8 或 GB18030 编码的 .txt 或 .md 文本文件', 2, 400),
  not_indexed: entry('没有可移出的文件：{detail}', '写已收入的文件名，不必写路径；gongbao documents 列出全部文件', 2, 404),
  file_conflict: entry('同名文件已入库，但内容不同：{detail}', '确认要替换时加 --replace，或先改文件名', 2, 409),
  question_set: entry('题目文件第 {line} 行不能读：{detail}', '应为每行一个 JSON 对象，字段见 docs/configuration.md 所列格式说明', 2, 400),
  setting_value: entry('设置 {name} 应为{expected}，收到的是“{got}”', '改正环境变量或选项；全部设置见 docs/configuration.md', 2, 500),

  quiz_set: entry('题集不能用{where}：{detail}', '题目格式见 docs/quiz.md，可用 gongbao quiz --json 的输出作样子', 2, 400),
  quiz_name: entry('题集名称应为 1 到 {limit} 个字（文字、数字、空格、- _ . 和括号，不以点或空格开头结尾），收到的是“{got}”', '换一个名称', 2, 400),
  quiz_empty: entry('没有符合条件的题目', '放宽地区、文件、题型、主题或难度后重试', 2, 404),

  // state of the program
  index_missing: entry('数据文件夹 {path} 里还没有入库的公报', '先运行 gongbao ingest 公报文件', 1, 503, true),
  index_damaged: entry('索引已损坏或与本程序版本不符：{detail}', '重新运行 gongbao ingest；必要时换一个新的 --data 文件夹', 1, 503),
  index_locked: entry('另一个入库正在进行：{detail}', '等它结束后重试', 1, 409, true),
  model_unusable: entry('向量模型不能使用：{detail}', '检查 models 文件夹是否完整、向量接口是否可用，或改正模型设置', 1, 503),
  model_mismatch: entry('索引是用向量模型 {made} 建立的，现在配置的是 {configured}', '改回建立索引时的模型设置，或用现在的模型再运行一次 gongbao ingest', 1, 503),
  address_in_use: entry('端口 {port} 已被占用', '用 --port 指定另一个端口，或用 --port 0 自动选择', 1, 500),
  ingest_failed: entry('入库失败：{detail}', '查看上面的日志；原有索引未受影响', 1, 500),
  file_unreadable: entry('不能读文件 {path}：{detail}', '检查文件权限和磁盘', 1, 500),
  file_unwritable: entry('不能写文件 {path}：{detail}', '检查文件夹权限和磁盘空间', 1, 500),
  internal: entry('程序内部出错（编号 {reference}）', '请把编号告诉维护人员，在日志中可查到原因', 1, 500, true),

  // WebSocket and HTTP
  bad_message: entry('消息不能理解：{detail}', '消息格式见 docs/protocol.md', 2, 400),
  bad_request: entry('请求参数不对：{detail}', '参数说明见 docs/protocol.md、docs/interfaces.md', 2, 400),
  body_too_large: entry('请求内容过大', '减少内容，如只带最近几轮对话；上限见 GONGBAO_MAX_BODY_BYTES', 2, 413),
  unsupported_parameter: entry('不支持 {param}：{reason}', '去掉这一项再试；支持的参数见 docs/interfaces.md', 2, 400),
  model_not_found: entry('没有名为“{got}”的模型', '可用的有 {known}', 2, 404),
  unknown_session: entry('没有这个会话，或它已结束', '重新初始化（initialize），不带 Mcp-Session-Id', 2, 404),
  method_not_allowed: entry('这个地址不接受 {got}', '可用的方法：{expected}', 2, 405),
  duplicate_id: entry('编号“{got}”的请求还在进行', '每个请求用不同的编号', 2, 409),
  unknown_id: entry('没有编号为“{got}”的请求', '只能取消本连接上发出的请求', 2, 404),
  cancelled: entry('已取消', '需要时重新提问', 1, 499),
  timeout: entry('回答超时（{limitMs} 毫秒）', '稍后重试，或把问题问得更具体', 1, 504, true),
  too_many_asks: entry('同时进行的问题过多，每个连接最多 {limit} 个', '等前面的问题回答完再问', 1, 429, true),
  overloaded: entry('服务繁忙，同时进行的问题已到上限', '稍后重试', 1, 503, true),
  too_many_searches: entry('等待的检索过多，每个连接最多 {limit} 个', '等前面的检索完成再试', 1, 429, true),
  rate_limited: entry('发送过快，每秒最多 {limit} 条', '稍后重试', 1, 429, true),
  too_many_connections: entry('连接数已到上限', '稍后重试，或关闭多余的页面', 1, 503, true),
  not_ready: entry('还没有入库的公报', '先运行 gongbao ingest 公报文件；运行中的服务会自动使用新索引，无需重启', 1, 503, true),
  shutting_down: entry('服务正在停止', '稍后重新连接', 1, 503, true),
  origin_refused: entry('来源不被允许', '从本服务自己的页面访问，或在 GONGBAO_ORIGINS 中加入该来源', 2, 403),
  host_refused: entry('不能用这个主机名访问（本服务只对本机开放）', '改用 127.0.0.1 或 localhost 访问；要用这个主机名，在 GONGBAO_ORIGINS 中加入它（如 http://主机名:8080），或用 GONGBAO_TOKENS 设置访问令牌', 2, 403),
  token_required: entry('需要有效的访问令牌', '在 Authorization: Bearer 或子协议 bearer.令牌 中给出', 2, 401),
  unknown_protocol: entry('不支持请求的子协议', '应为 gongbao.v1', 2, 400),
  upgrade_required: entry('这个地址只接受 WebSocket 连接', '用 ws:// 或 wss:// 连接，子协议 gongbao.v1', 2, 426),
  not_found: entry('没有找到：{what}', '检查编号或路径', 2, 404),
  unknown_quiz: entry('没有编号为“{got}”的测验，或它已结束', '用 quiz.start 开始一个新的测验', 2, 404),
  quiz_order: entry('现在要回答的不是题目“{got}”', '先回答最近一次收到的题目', 2, 409),
  too_many_quizzes: entry('同时进行的测验过多，每个连接最多 {limit} 个', '先做完正在进行的测验', 1, 429, true),
  quiz_full: entry('题集已到上限（{limit} 个）', '删去数据文件夹 quiz/sets 中不用的题集', 1, 507),
  feedback_full: entry('反馈文件已满', '请维护人员移走旧的反馈文件', 1, 507),
} satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof ERRORS

export class CodedError extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, string | number>

  /** `details` fill the placeholders of the table's wording. */
  constructor(code: ErrorCode, details: Record<string, string | number> = {}, options?: { cause?: unknown }) {
    super(fill(ERRORS[code].message, details), options)
    this.name = 'CodedError'
    this.code = code
    this.details = details
  }

  get entry(): ErrorEntry {
    return ERRORS[this.code]
  }

  get hint(): string {
    return fill(ERRORS[this.code].hint, this.details)
  }
}

/** The wording with its placeholders filled in; one that has no value becomes empty. */
function fill(template: string, details: Record<string, string | number>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''))
}

/** Codes of ingest and index (they know nothing of users) in terms of this table. */
const CODES_OF_OTHERS: Record<string, ErrorCode> = {
  index_missing: 'index_missing',
  index_corrupt: 'index_damaged',
  index_schema: 'index_damaged',
  index_io: 'file_unreadable',
  ingest_running: 'index_locked',
  source_conflict: 'file_conflict',
  model_missing: 'model_unusable',
  model_corrupt: 'model_unusable',
  model_mismatch: 'model_mismatch',
  embedding_invalid: 'model_unusable',
  embedding_failed: 'model_unusable',
  aborted: 'cancelled',
  ENOENT: 'file_missing',
  EACCES: 'file_unreadable',
  EPERM: 'file_unreadable',
  EISDIR: 'file_unreadable',
  ENOTDIR: 'file_unreadable',
  EEXIST: 'file_unreadable',
  EIO: 'file_unreadable',
  EMFILE: 'file_unreadable',
  ENFILE: 'file_unreadable',
  ENOSPC: 'file_unwritable',
  EROFS: 'file_unwritable',
  EDQUOT: 'file_unwritable',
}

/** Codes of SQLite by how they begin (https://www.sqlite.org/rescode.html): a full disk is no fault of the program. */
const CODES_OF_SQLITE: readonly [start: string, code: ErrorCode][] = [
  ['SQLITE_FULL', 'file_unwritable'], ['SQLITE_READONLY', 'file_unwritable'], ['SQLITE_IOERR', 'file_unreadable'], ['SQLITE_CANTOPEN', 'file_unreadable'],
  ['SQLITE_CORRUPT', 'index_damaged'], ['SQLITE_NOTADB', 'index_damaged'],
]

const CODES_OF_NAMES: Record<string, ErrorCode> = { SourceError: 'source_refused', AbortError: 'cancelled' }

/** For the command line: any error as a coded one, with the reason in it; what nobody foresaw becomes `internal`. */
export function toCodedError(error: unknown): CodedError {
  if (error instanceof CodedError) return error
  const { code, path, message, name, details } = describe(error)
  const known = CODES_OF_OTHERS[code] ?? CODES_OF_NAMES[name] ?? CODES_OF_SQLITE.find(([start]) => code.startsWith(start))?.[1]
  if (known) return new CodedError(known, { ...details, detail: message, path: path || (code.startsWith('SQLITE_') ? '索引数据库' : known === 'file_unreadable' || known === 'file_unwritable' ? '' : message) }, { cause: error })
  return new CodedError('internal', { reference: newReference() }, { cause: error })
}

/** For clients of the server: reasons and paths of the inside become `internal` with a reference to the log. */
export function toPublicError(error: unknown): CodedError {
  if (error instanceof CodedError && error.details['path'] === undefined && error.code !== 'internal') return error
  return new CodedError('internal', { reference: newReference() }, { cause: error })
}

function describe(error: unknown): { code: string; path: string; message: string; name: string; details: Record<string, string> } {
  const value = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {}
  const text = (key: string) => (typeof value[key] === 'string' ? value[key] : '')
  const { details } = value
  return { code: text('code'), path: text('path'), message: text('message') || String(error), name: text('name'), details: { ...(typeof details === 'object' ? details : {}) } }
}

/** Eight hexadecimal digits that connect a user's message with a line of the log. */
export function newReference(): string {
  return Math.floor(Math.random() * 0xffff_ffff).toString(16).padStart(8, '0')
}
