/**
 * gongbao quiz: questions made of the indexed facts, or a set that was saved or brought along. On a terminal they are asked
 * one by one; with --json, --export or --save they are handed over; elsewhere they are printed with their keys.
 */
import { readFile, stat } from 'node:fs/promises'
import type { QuizKind, QuizQuestion, QuizRequest } from '../contract.ts'
import { CodedError } from '../errors.ts'
import { EXPORT_FORMATS, exportQuestions, type ExportFormat } from '../quiz/export.ts'
import { DEFAULT_QUIZ_COUNT, MAX_QUIZ_COUNT, MAX_SET_BYTES } from '../quiz/limits.ts'
import { readQuestions } from '../quiz/read-set.ts'
import { QuizStore } from '../quiz/store.ts'
import type { UnitNames } from '../quiz/unit-names.ts'
import type { Call, Command } from './command.ts'
import { askOneByOne } from './quiz-terminal.ts'
import { withAssistant } from './with-assistant.ts'

const KINDS: readonly QuizKind[] = ['single', 'multiple', 'true_false', 'short', 'case']
const DIFFICULTIES = ['easy', 'medium', 'hard'] as const

export const quizCommand: Command = {
  name: 'quiz',
  about: '测验：由公报内容出题，逐题作答并附原文；可导出、保存、导入题集',
  usage: '',
  positionals: { min: 0, max: 0, name: '' },
  flags: {
    count: { kind: 'number', value: 'N', about: `题数，默认 ${DEFAULT_QUIZ_COUNT}`, min: 1, max: MAX_QUIZ_COUNT },
    region: { kind: 'list', value: 'NAME', about: '只用这个地方的公报' },
    document: { kind: 'list', value: 'NUMBER', about: '只用这个文件（文号、登记号或标题）' },
    kind: { kind: 'list', value: 'KIND', about: `题型（${KINDS.join('、')}）` },
    topic: { kind: 'text', value: 'WORDS', about: '主题，如 应急管理，或题目、文件标题中的词' },
    difficulty: { kind: 'text', value: 'LEVEL', about: '难度', choices: DIFFICULTIES },
    seed: { kind: 'number', value: 'N', about: '随机种子，相同则出题相同，默认 1', max: 4_294_967_295 },
    export: { kind: 'text', value: 'FORMAT', about: '输出为', choices: EXPORT_FORMATS },
    save: { kind: 'text', value: 'NAME', about: '把这些题保存为题集' },
    set: { kind: 'text', value: 'NAME', about: '用已保存的题集，不另出题' },
    import: { kind: 'text', value: 'FILE', about: '用自己的题（JSON，格式同 --json 的输出）' },
    review: { kind: 'switch', about: '复习：只做按间隔重复已到期的题' },
  },
  notes: ['例：gongbao quiz --count 20 --region 青桐县', '    gongbao quiz --count 50 --export paper > 试卷.html', '导出格式和自备题集的格式见 docs/quiz.md。'],
  async run(call) {
    checkTogether(call)
    const store = new QuizStore(call.config.dataDir)
    const { questions, units } = await questionsOf(call, store)
    if (questions.length === 0) throw new CodedError('quiz_empty')
    const asked = call.flags.number('count')
    if (asked !== undefined && questions.length < asked) call.output.note(`符合条件的题目只有 ${questions.length} 道`)
    const name = call.flags.text('save')
    if (name !== undefined) {
      await store.save(name, questions, new Date())
      call.output.note(`已保存题集“${name}”，共 ${questions.length} 题`)
    }
    const format = call.flags.text('export') as ExportFormat | undefined
    if (call.json) return call.output.json(questions)
    if (format !== undefined) return call.output.line(exportQuestions(questions, format, name).replace(/\r?\n$/u, ''))
    if (name !== undefined) return
    if (process.stdin.isTTY && process.stdout.isTTY) return askOneByOne(call, store, questions, units)
    call.output.line(exportQuestions(questions, 'markdown').trimEnd())
  },
}

/** Flags that exclude each other. */
function checkTogether({ flags, json }: Call): void {
  const sources = (['set', 'import', 'review'] as const).filter(flag => flags.text(flag) !== undefined || flags.on(flag))
  const [first, second] = sources
  if (first !== undefined && second !== undefined) throw new CodedError('flag_value', { flag: `--${second}`, expected: `不与 --${first} 同用`, got: `--${first} --${second}` })
  if (json && flags.text('export') !== undefined) throw new CodedError('flag_value', { flag: '--export', expected: '不与 --json 同用', got: flags.text('export') ?? '' })
}

/** Questions, and the names of units that answers are judged by; those of a set of one's own come without an index. */
interface Made {
  questions: QuizQuestion[]
  units?: UnitNames | undefined
}

async function questionsOf(call: Call, store: QuizStore): Promise<Made> {
  const { flags } = call
  const kinds = flags.list('kind')
  const wrong = kinds.find(kind => !(KINDS as readonly string[]).includes(kind))
  if (wrong !== undefined) throw new CodedError('flag_value', { flag: '--kind', expected: KINDS.join('、'), got: wrong })
  const file = flags.text('import')
  const set = flags.text('set')
  if (file === undefined && set === undefined && !flags.on('review')) return withAssistant(call, async assistant => ({ questions: await assistant.quiz(requestOf(call)), units: assistant.unitNames?.() }))
  const all = file !== undefined ? await readFromFile(file) : set !== undefined ? await store.load(set) : await store.due(new Date())
  const difficulty = flags.text('difficulty')
  const regions = flags.list('region')
  const topic = flags.text('topic')
  const questions = all
    .filter(question => kinds.length === 0 || kinds.includes(question.kind))
    .filter(question => difficulty === undefined || question.difficulty === difficulty)
    .filter(question => regions.length === 0 || regions.includes(question.region ?? ''))
    .filter(question => topic === undefined || question.topic.includes(topic) || question.question.includes(topic))
    .slice(0, flags.number('count') ?? MAX_QUIZ_COUNT)
  return { questions }
}

function requestOf({ flags }: Call): QuizRequest {
  const topic = flags.text('topic')
  const difficulty = flags.text('difficulty') as QuizQuestion['difficulty'] | undefined
  const seed = flags.number('seed')
  return {
    count: flags.number('count') ?? DEFAULT_QUIZ_COUNT,
    ...(seed === undefined ? {} : { seed }),
    ...listed('regions', flags.list('region')), ...listed('documents', flags.list('document')), ...listed('kinds', flags.list('kind') as QuizKind[]),
    ...(topic === undefined ? {} : { topic }), ...(difficulty === undefined ? {} : { difficulty }),
  }
}

/** A list as a field; nothing for an empty one. */
function listed<K extends string, T>(name: K, values: readonly T[]): { [key in K]?: T[] } {
  return values.length === 0 ? {} : ({ [name]: [...values] } as { [key in K]?: T[] })
}

async function readFromFile(file: string): Promise<QuizQuestion[]> {
  const found = await stat(file).catch(() => undefined)
  if (found === undefined || !found.isFile()) throw new CodedError('file_missing', { path: file })
  if (found.size > MAX_SET_BYTES) throw new CodedError('quiz_set', { where: '', detail: `文件不超过 ${MAX_SET_BYTES / 1024 / 1024} MiB` })
  return readQuestions(await readFile(file, 'utf8'))
}
