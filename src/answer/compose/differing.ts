/**
 * Do several sources say the same? 几份文件数目对不上，到底多少座 / 正文和清单写得一样吗 / 两处各是多少
 *
 *   甲发〔2023〕4号（2023年3月6日）：除险加固小型水库31座。
 *   甲函〔2023〕8号（2023年2月13日）：力争完成小型水库除险加固30座。      + notice conflict
 *
 * In: the ranked evidence of one place. Out: what each place of text says about the very thing, by date, the newest first, with the
 * finding that they agree or differ; undefined when agreement is not asked about or only one place of text says anything.
 */
import { normalise } from '../../../ingest/text/normalise.ts'
import type { Block } from '../../../ingest/types.ts'
import { holdsValue, type ValueKind } from '../../understand/expectation.ts'
import type { Understanding, WeightedWord } from '../../understand/question.ts'
import type { Candidate } from '../candidates.ts'
import { proofsOfCells } from '../cells.ts'
import type { Corpus } from '../corpus.ts'
import type { Draft, Proof, Statement } from '../draft.ts'
import { coverage } from '../match.ts'
import { clausesOf, sentencesOf, type Range } from '../sentences.ts'
import { trim } from '../excerpt.ts'

const ASKS = /(?:写|说|讲|定|提|规定)[得的]?都?(?:一样|一致|不一样|不同)|一样[吗不]|一致[吗不]|是否一致|对不上|不一样|不一致|有出入|打架|矛盾|说法不|几份文件|不同文件|两处|两份文件|各个?文件/
/** words that ask about the sources, not about the thing */
const ABOUT_SOURCES = /^(?:文件|几份|两处|数目|对不上|一样|一致|不同|正文|附件|清单|任务|方案|总体方案|分解|目录|说法|到底|好像|时间|数字|目标|写|定|规定|各|不一样|矛盾|出入|会议|常务会议|纪要)$/
const KINDS: readonly ValueKind[] = ['money', 'number', 'date', 'duration']
/** share of the best place's coverage that another place must reach */
const SAME_THING_SHARE = 0.8
const MIN_COVERAGE = 0.4
/** inverse document frequency from which a word must stand in every place shown */
const KEY_WEIGHT = 4
const MAX_SHOWN = 4
const LOOKED_AT = 30
const EXCERPT_MAX_CHARS = 80
const NAME_MAX_CHARS = 24

interface Saying {
  candidate: Candidate
  text: string
  proofs: Proof[]
  figures: string
  own: number
}

export function asksAgreement(question: string): boolean {
  return ASKS.test(question)
}

export function composeDiffering(corpus: Corpus, candidates: readonly Candidate[], understanding: Understanding): Draft | undefined {
  const best = candidates[0]
  if (best === undefined || !asksAgreement(understanding.asked) || understanding.expectations.has('unit')) return undefined
  const words = understanding.words.filter(word => !ABOUT_SOURCES.test(word.key) && !/^\d+$|^几|多少/.test(word.key) && [...word.key].length >= 2)
  const sayings: Saying[] = []
  for (const candidate of candidates.slice(0, LOOKED_AT)) {
    if (candidate.document.region !== best.document.region || candidate.block.kind === 'heading') continue
    const saying = sayingOf(corpus, candidate, words, understanding)
    if (saying !== undefined) sayings.push(saying)
  }
  const top = Math.max(0, ...sayings.map(one => one.own))
  const key = words.filter(word => !word.unseen).sort((left, right) => right.weight - left.weight)[0]
  const kept: Saying[] = []
  for (const one of sayings.sort((left, right) => right.own - left.own || right.candidate.score - left.candidate.score)) {
    if (kept.length >= MAX_SHOWN || one.own < Math.max(MIN_COVERAGE, top * SAME_THING_SHARE)) continue
    if (key !== undefined && key.weight >= KEY_WEIGHT && coverage([key], normalise(one.text), normalise(one.candidate.block.path.join(' ')), 1).total < 0.4) continue
    // the same figure twice in one document, or twice in one block, is one saying
    if (kept.some(other => other.candidate.block.id === one.candidate.block.id || (other.candidate.document.id === one.candidate.document.id && other.figures === one.figures))) continue
    kept.push(one)
  }
  if (kept.length < 2) return undefined
  const agree = agreeing(kept.map(one => one.figures), understanding.expectations.has('date'))
  kept.sort((left, right) => ((left.candidate.document.date ?? '') < (right.candidate.document.date ?? '') ? 1 : (left.candidate.document.date ?? '') > (right.candidate.document.date ?? '') ? -1 : left.candidate.block.ordinal - right.candidate.block.ordinal))
  const several = new Set(kept.map(one => one.candidate.document.id)).size > 1
  const statements: Statement[] = kept.map(one => ({ text: `${sourceName(one.candidate, several)}：${one.text.replace(/[。；，\s]+$/, '')}`, proofs: one.proofs }))
  return {
    outcome: 'answered',
    lead: agree === undefined ? '各处写的是：' : agree ? '各处写的一致：' : '各处写的不一致：',
    statements,
    notices: agree !== false ? [] : [{ code: 'conflict', message: '各处所写的数目或日期不一致，已分别列出，请以较新的文件或主管部门说明为准。' }],
    confidence: best.score,
  }
}

/** The clauses of one piece of evidence that tell the figure of the thing asked about. */
function sayingOf(corpus: Corpus, candidate: Candidate, words: readonly WeightedWord[], understanding: Understanding): Saying | undefined {
  const { block, document } = candidate
  const kinds = KINDS.filter(kind => understanding.expectations.has(kind))
  const holds = (text: string): boolean => (kinds.length === 0 ? /\d/.test(text) : kinds.some(kind => holdsValue(kind, normalise(text))))
  if (block.kind === 'row') {
    const cells = (block.cells ?? []).filter(cell => cell.text !== '')
    const scored = cells.map(cell => ({ cell, own: coverage(words, normalise(cell.text), '').own })).sort((left, right) => right.own - left.own)
    const cell = scored[0]?.cell
    if (cell === undefined) return undefined
    // the figure may stand in a cell of its own: 事项 | 时间
    const other = holds(cell.text) ? undefined : cells.find(one => one !== cell && holds(one.text) && !/^序号$|^编号$/.test(one.column))
    const shown = other === undefined ? shorten(cell.text, [0, cell.text.length], words, holds) : undefined
    const text = shown === undefined ? (other === undefined ? undefined : `${cell.text}，${other.column === '' ? '' : `${other.column}：`}${other.text}`) : cell.text.slice(...shown)
    if (text === undefined || !holds(text)) return undefined
    const proofs = block.text.length <= 280 ? [{ document, block, range: [0, block.text.length] as Range }] : proofsOfCells(corpus, document, block, other === undefined ? [cell] : [cell, other])
    return proofs.length === 0 ? undefined : { candidate, text, proofs, figures: figuresOf(text), own: coverage(words, normalise(text), '').own }
  }
  const range = shorten(block.text, candidate.range, words, holds)
  if (range === undefined) return undefined
  const text = block.text.slice(...range)
  const heading = normalise(block.path.at(-1) ?? '')
  return { candidate, text, proofs: [{ document, block, range }], figures: figuresOf(text), own: coverage(words, normalise(text), heading, 0.9).total }
}

/** The run of clauses that holds most of the words and a figure. */
function shorten(text: string, range: Range, words: readonly WeightedWord[], holds: (text: string) => boolean): Range | undefined {
  let best: Range | undefined
  let bestOwn = -1
  for (const sentence of sentencesOf(text.slice(...range)).map(([from, to]): Range => [from + range[0], to + range[0]])) {
    const clauses = clausesOf(text, sentence)
    for (let from = 0; from < clauses.length; from++) {
      for (let to = from; to < clauses.length; to++) {
        const run: Range = [clauses[from]?.[0] ?? 0, clauses[to]?.[1] ?? 0]
        if (to > from && run[1] - run[0] > EXCERPT_MAX_CHARS) break
        const piece = text.slice(...run)
        if (!holds(piece)) continue
        const own = coverage(words, normalise(piece), '').own - (run[1] - run[0]) * 0.0005
        if (own > bestOwn) {
          bestOwn = own
          best = run
        }
      }
    }
  }
  return best === undefined ? undefined : trim(text, best)
}

/** 98.7万亩、41.2万吨 → 98.7万亩 41.2万吨 */
function figuresOf(text: string): string {
  return (normalise(text).match(/\d+(?:\.\d+)?(?:[万亿]?(?:个工作|个)?[\u4e00-\u9fff%])?/g) ?? []).join(' ')
}

/** Whether figures of one measure are the same in all: undefined when nothing of one measure stands in all. */
function agreeing(figures: readonly string[], dates: boolean): boolean | undefined {
  if (figures.every(one => one === figures[0])) return true
  const byMeasure = figures.map(one => new Map(one.split(' ').reverse().map((figure): [string, string] => [figure.replace(/^[\d.]+[万亿]?/, ''), figure])))
  const measures = [...(byMeasure[0]?.keys() ?? [])].filter(measure => (dates ? /^[年月日]$/ : /^(?![年月日]$)/).test(measure) && byMeasure.every(one => one.has(measure)))
  return measures.length === 0 ? undefined : measures.every(measure => byMeasure.every(one => one.get(measure) === byMeasure[0]?.get(measure)))
}

/** 甲发〔2023〕4号（2023-03-06）; within one document the table or the heading, which tell its places apart. */
function sourceName({ document, block }: Candidate, several: boolean): string {
  const name = document.docNumber ?? `《${document.title.replace(/^《|》$/g, '')}》`
  const place = placeOf(block)
  if (several) return `${name}${document.date === undefined ? '' : `（${document.date}）`}${place ?? ''}`
  return place ?? '正文'
}

function placeOf(block: Block): string | undefined {
  if (block.kind === 'row') return '表格'
  const heading = block.path.find(part => /附件/.test(part)) ?? block.path.at(-1)
  const plain = heading?.replace(/^[\s（(]*(?:[一二三四五六七八九十\d]{1,3}(?:\.\d+)*)[）)、.．\s]*/, '').trim()
  return plain === undefined || plain === '' || plain.length > NAME_MAX_CHARS ? undefined : plain
}
