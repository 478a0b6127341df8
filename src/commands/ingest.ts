/** gongbao ingest PATH…: reads gazettes into the index and reports, file by file, what was understood and what was not. */
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { CodedError } from '../errors.ts'
import type { FileReport, IngestReport } from './backend.ts'
import type { Call, Command } from './command.ts'

/** Kinds of doubts printed for one file, and places of one kind; --json has all. */
const DOUBTS_SHOWN = 20
const PLACES_SHOWN = 12

export const ingestCommand: Command = {
  name: 'ingest',
  about: '把公报（文件或文件夹）解析入库，并报告解析结果',
  usage: 'PATH…',
  positionals: { min: 0, max: Infinity, name: '公报文件或文件夹' },
  flags: {
    remove: { kind: 'list', value: 'PATH', about: '把这个文件移出索引' },
    watch: { kind: 'switch', about: '一直监视这些文件夹，有增、改、删就更新索引，直到 Ctrl+C' },
    replace: { kind: 'switch', about: '同名文件内容不同时，用新的替换旧的' },
    region: { kind: 'text', value: 'NAME', about: '文中没有印出的地方，如 青桐县' },
    title: { kind: 'text', value: 'TEXT', about: '文中没有印出的公报名' },
    year: { kind: 'number', value: 'YEAR', about: '文中没有印出的年份', min: 1900, max: 2200 },
    issue: { kind: 'text', value: 'N', about: '文中没有印出的期号' },
  },
  notes: [
    '接受 UTF-8 或 GB18030 编码的 .txt、.md。再次运行只处理有变化的内容。',
    '--watch：写入完成的文件才入库；一个文件出错只报告它，改好后自动重试；文件夹读不到时不移出任何文件。',
    '文件旁的 NAME.txt.corrections.json 可更正个别单元格、标题和公报信息。',
  ],
  async run(call) {
    const { flags, positionals, output } = call
    const remove = flags.list('remove')
    if (positionals.length === 0 && remove.length === 0) {
      throw new CodedError('missing_argument', { expected: '公报文件或文件夹', usage: 'gongbao ingest PATH…' })
    }
    for (const name of positionals) if (!existsSync(name)) throw new CodedError('file_missing', { path: name })
    if (flags.on('watch')) checkWatch(positionals, remove)
    const [region, title, issue, year] = [flags.text('region'), flags.text('title'), flags.text('issue'), flags.number('year')]
    const stated = {
      ...(region === undefined ? {} : { region }), ...(title === undefined ? {} : { title }),
      ...(issue === undefined ? {} : { issue }), ...(year === undefined ? {} : { year }),
    }
    const replace = flags.on('replace')
    if (flags.on('watch')) {
      const { watchAndIngest } = await import('./watch.ts')
      return await watchAndIngest(call, { folders: positionals, replace, stated, print: (report) => tell(call, report) })
    }
    const report = await call.backend.ingest({
      config: call.config, dataDir: call.config.dataDir, paths: positionals, remove, replace, stated, signal: call.signal,
      onProgress: (progress) => output.progress(progress),
    }).finally(() => output.progressDone())
    for (const { reason } of report.skipped) output.note(reason)
    if (call.json) output.json(report)
    else print(call, report)
    if (report.refused.length === 0 && report.files.length > 0) return
    if (report.refused.length === 0) throw new CodedError('nothing_to_ingest', { detail: positionals.join('、') })
    if (report.refused.length > 1) for (const { reason } of report.refused) output.note(`未入库：${reason}`)
    const [first] = report.refused
    const asked = new Set(remove.map((name) => path.basename(name)))
    const detail = report.refused.length > 1 ? `共 ${report.refused.length} 个` : (first?.reason ?? '')
    if (report.refused.every((one) => asked.has(path.basename(one.path)))) throw new CodedError('not_indexed', { detail })
    throw new CodedError('source_refused', { detail })
  },
}

function checkWatch(positionals: readonly string[], remove: readonly string[]): void {
  if (remove.length > 0) throw new CodedError('flag_value', { flag: '--watch', expected: '单独使用，不与 --remove 同用', got: remove.join('、') })
  const noFolder = positionals.find((name) => !statSync(name).isDirectory())
  if (noFolder !== undefined) throw new CodedError('flag_value', { flag: '--watch', expected: '文件夹', got: noFolder })
}

/** After each ingest of a watch: files that were refused are told and do not end it. */
function tell(call: Call, report: IngestReport): void {
  if (call.json) call.output.json(report)
  else print(call, report)
  for (const { reason } of report.refused) call.output.note(`未入库：${reason}`)
}

const STATES: Record<FileReport['state'], string> = { new: '新入库', changed: '已更新', unchanged: '无变化', removed: '已移出' }

function print({ output, config }: Call, report: IngestReport): void {
  for (const file of report.files) for (const line of reportLines(file)) output.line(line)
  if (report.generation === '') return
  output.line(`完成：索引 ${report.generation}，检索段落 ${report.passages}，新算向量 ${report.embedded}，用时 ${report.seconds.toFixed(1)} 秒（数据文件夹 ${path.relative('.', config.dataDir) || '.'}）`)
}

/** The report of one file, as printed. */
export function reportLines(report: FileReport): string[] {
  const { gazette, toc, coverage } = report
  const name = gazette && [gazette.title, gazette.region, gazette.year && `${gazette.year} 年`, gazette.issue && `第 ${gazette.issue} 期`, gazette.date]
    .filter(Boolean).join('，')
  const head = `${report.file}（${STATES[report.state]}）${name ? `：${name}` : ''}`
  if (report.state === 'removed') return [head]
  const share = coverage.nonBlankLines === 0 ? 1 : coverage.accountedLines / coverage.nonBlankLines
  const groups = groupDoubts(report.doubts)
  const kinds = Object.entries(coverage.byKind).sort(([, a], [, b]) => b - a).map(([kind, count]) => `${kind} ${count}`)
  return [
    head,
    `  文件 ${report.documents} 件；目录 ${toc.printed} 条，对上 ${toc.matched} 条`,
    ...toc.missingInBody.map((title) => `    目录有、正文未找到：${title}`),
    ...toc.missingInToc.map((title) => `    正文有、目录没有：${title}`),
    `  章节 ${report.sections}，表格 ${report.tables}，表格行 ${report.rows}；职责 ${report.duties}，效力 ${report.validity}，任免 ${report.appointments}`,
    `  覆盖 ${coverage.accountedLines}/${coverage.nonBlankLines} 行（${(100 * share).toFixed(2)}%）：${kinds.join('，')}`,
    ...(report.doubts.length > 0 ? [`  存疑 ${report.doubts.length} 处：`] : []),
    ...groups.slice(0, DOUBTS_SHOWN).map(({ places, message, code }) => `    ${places} ${message}（${code}）`),
    ...(groups.length > DOUBTS_SHOWN ? [`    …… 其余 ${groups.length - DOUBTS_SHOWN} 种见 --json`] : []),
  ]
}

/** Doubts of one wording in one line: 第 3、5–9 行. */
function groupDoubts(doubts: FileReport['doubts']): { places: string; message: string; code: string }[] {
  const groups = new Map<string, { places: [number, number][]; message: string; code: string }>()
  for (const { code, message, lines } of doubts) {
    const group = groups.get(`${code} ${message}`) ?? { places: [], message, code }
    groups.set(`${code} ${message}`, group)
    const last = group.places.at(-1)
    if (last && lines[0] === last[1] + 1) last[1] = lines[1]
    else group.places.push([...lines])
  }
  return [...groups.values()].map(({ places, message, code }) => {
    const shown = places.slice(0, PLACES_SHOWN).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join('、')
    return { places: `第 ${shown}${places.length > PLACES_SHOWN ? ` 等 ${places.length} 处` : ''} 行`, message, code }
  })
}
