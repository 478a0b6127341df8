/**
 * A set in a form that others read: Markdown, CSV (spreadsheets), GIFT (Moodle's import format), or a paper to print with the
 * key on a page of its own. In: questions. Out: text.
 */
import type { QuizKind, QuizQuestion } from '../contract.ts'
import { csvCell } from '../server/csv.ts'

export const EXPORT_FORMATS = ['markdown', 'csv', 'gift', 'paper'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const KIND_NAMES: Record<QuizKind, string> = { single: '单选题', multiple: '多选题', true_false: '判断题', short: '简答题', case: '案例题' }
export const DIFFICULTY_NAMES: Record<QuizQuestion['difficulty'], string> = { easy: '易', medium: '中', hard: '难' }
const LETTERS = 'ABCDEFGHIJ'

export function exportQuestions(questions: readonly QuizQuestion[], format: ExportFormat, title = '公报知识测验'): string {
  switch (format) {
    case 'markdown':
      return toMarkdown(questions, title)
    case 'csv':
      return toCsv(questions)
    case 'gift':
      return toGift(questions, title)
    case 'paper':
      return toPaper(questions, title)
  }
}

export function letterOf(question: QuizQuestion, option: string): string {
  return LETTERS[question.options.indexOf(option)] ?? ''
}

/** B, or A、C, or the words of a short answer. */
export function keyText(question: QuizQuestion): string {
  if (question.kind === 'short') return question.key.join(' / ')
  if (question.kind === 'true_false') return question.key.join('')
  return question.key.map(option => letterOf(question, option)).sort().join('、')
}

export function sourceText(question: QuizQuestion): string {
  const { citation } = question
  if (citation === undefined) return ''
  const { file, lines } = citation.source
  return `${citation.title}${citation.docNumber === undefined ? '' : `（${citation.docNumber}）`}，${file} 第 ${lines[0] === lines[1] ? lines[0] : `${lines[0]}–${lines[1]}`} 行`
}

function optionLines(question: QuizQuestion): string[] {
  return question.kind === 'true_false' ? [] : question.options.map(option => `${letterOf(question, option)}. ${option}`)
}

function toMarkdown(questions: readonly QuizQuestion[], title: string): string {
  const escape = (text: string): string => text.replace(/[\\`*_[\]<>#|]/gu, '\\$&').replace(/\s*\n\s*/gu, ' ')
  const lines = [`# ${escape(title)}`, '']
  for (const [at, question] of questions.entries()) {
    lines.push(`## ${at + 1}. ${escape(question.question)}（${KIND_NAMES[question.kind]}，${DIFFICULTY_NAMES[question.difficulty]}）`, '')
    for (const line of optionLines(question)) lines.push(`- ${escape(line)}`)
    if (question.options.length > 0 && question.kind !== 'true_false') lines.push('')
    lines.push(`**答案**：${escape(keyText(question))}`, '')
    if (question.explanation !== '') lines.push(`> ${escape(question.explanation)}`, '')
    if (question.citation !== undefined) lines.push(`出处：${escape(sourceText(question))}`, '')
  }
  return `${lines.join('\n').trimEnd()}\n`
}

/** RFC 4180 with a BOM, as all tables of the program. */
function toCsv(questions: readonly QuizQuestion[]): string {
  const width = Math.max(0, ...questions.map(question => question.options.length))
  const header = ['编号', '题型', '题目', ...Array.from({ length: width }, (_, at) => `选项${LETTERS[at] ?? ''}`), '答案', '答案内容', '解析', '难度', '主题', '地区', '文号', '文件', '来源']
  const rows = questions.map(question => [
    question.id, KIND_NAMES[question.kind], question.question, ...Array.from({ length: width }, (_, at) => question.options[at] ?? ''),
    keyText(question), question.key.join('；'), question.explanation, DIFFICULTY_NAMES[question.difficulty], question.topic, question.region ?? '',
    question.citation?.docNumber ?? '', question.citation?.title ?? '',
    question.citation === undefined ? '' : `${question.citation.source.file}:${question.citation.source.lines.join('-')}`,
  ])
  return `\uFEFF${[header, ...rows].map(row => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/** Moodle's GIFT: ~ = # { } : and \ are escaped; several right answers share the points, wrong ones take them away. */
function toGift(questions: readonly QuizQuestion[], title: string): string {
  const escape = (text: string): string => text.replace(/[\\~=#{}:]/gu, '\\$&').replace(/\s*\n\s*/gu, ' ')
  const blocks = questions.map(question => {
    const feedback = question.explanation === '' ? '' : `\n####${escape(question.explanation)}`
    return `// ${question.id} ${KIND_NAMES[question.kind]}\n::${escape(question.id)}::${escape(question.question)}{${giftAnswers(question, escape)}${feedback}\n}`
  })
  return `$CATEGORY: ${title.replace(/[/\n]/gu, ' ')}\n\n${blocks.join('\n\n')}\n`
}

function giftAnswers(question: QuizQuestion, escape: (text: string) => string): string {
  const { kind, options, key } = question
  if (kind === 'true_false') return key[0] === '正确' ? 'T' : 'F'
  if (kind === 'short') return key.map(answer => `\n=${escape(answer)}`).join('')
  if (kind !== 'multiple') return options.map(option => `\n${key.includes(option) ? '=' : '~'}${escape(option)}`).join('')
  const share = (count: number): string => String(Math.round(100_000 * (100 / count)) / 100_000)
  return options.map(option => `\n~%${key.includes(option) ? share(key.length) : `-${share(options.length - key.length)}`}%${escape(option)}`).join('')
}

/** One file of HTML without anything from elsewhere: questions by kind, room to write, the key on a page of its own. */
function toPaper(questions: readonly QuizQuestion[], title: string): string {
  const escape = (text: string): string => text.replace(/[&<>"]/gu, letter => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter] ?? letter)
  const kinds = (Object.keys(KIND_NAMES) as QuizKind[]).filter(kind => questions.some(question => question.kind === kind))
  const ordered = kinds.flatMap(kind => questions.filter(question => question.kind === kind))
  const sections = kinds.map((kind, at) => {
    const items = ordered.flatMap((question, number) => (question.kind !== kind ? [] : [
      `<li value="${number + 1}"><p>${escape(question.question)}${kind === 'true_false' ? '（&emsp;&emsp;）' : ''}</p>${paperAnswers(question, escape)}</li>`,
    ]))
    return `<h2>${'一二三四五'[at] ?? ''}、${KIND_NAMES[kind]}（共 ${items.length} 题）</h2>\n<ol>\n${items.join('\n')}\n</ol>`
  })
  const keys = ordered.map((question, number) =>
    `<li value="${number + 1}"><b>${escape(keyText(question))}</b>${question.explanation === '' ? '' : `　${escape(question.explanation)}`}${question.citation === undefined ? '' : `<br><small>${escape(sourceText(question))}</small>`}</li>`)
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>${escape(title)}</title>
<style>
body { font: 12pt/1.7 "Songti SC", SimSun, "Noto Serif CJK SC", serif; max-width: 46em; margin: 2em auto; padding: 0 1em }
h1 { text-align: center; font-size: 18pt } h2 { font-size: 13pt; margin-top: 1.5em }
li { margin-bottom: .7em; break-inside: avoid } p { margin: 0 } ul { list-style: none; margin: .2em 0; padding-left: 1em }
.name { display: flex; gap: 2em; justify-content: center } .line { border-bottom: 1px solid; height: 1.8em; margin-top: .3em } .key { break-before: page }
@page { size: A4; margin: 2cm }
</style>
<h1>${escape(title)}</h1>
<p class="name"><span>单位：____________</span><span>姓名：____________</span><span>得分：________</span></p>
${sections.join('\n')}
<section class="key">
<h1>答案与解析</h1>
<ol>
${keys.join('\n')}
</ol>
</section>
</html>
`
}

function paperAnswers(question: QuizQuestion, escape: (text: string) => string): string {
  if (question.kind === 'short') return '<div class="line"></div>'
  if (question.kind === 'true_false') return ''
  return `<ul>${question.options.map(option => `<li>${letterOf(question, option)}. ${escape(option)}</li>`).join('')}</ul>`
}
