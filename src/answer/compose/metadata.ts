/**
 * Questions about a document itself: its 文号, registration number, date, issuer. Answered from the title block.
 */
import type { Block, GazetteDocument } from '../../../ingest/types.ts'
import { normalise } from '../../../ingest/text/normalise.ts'
import type { Understanding } from '../../understand/question.ts'
import type { Corpus } from '../corpus.ts'
import { NOTHING, type Draft } from '../draft.ts'
import { namesTitle } from '../part.ts'

interface Field {
  asked: RegExp
  name: string
  value(document: GazetteDocument): string | undefined
  printed(document: GazetteDocument): string | undefined
}

const FIELDS: readonly Field[] = [
  { asked: /登记号|登记编号/, name: '规范性文件登记号', value: document => document.registrationNumber, printed: document => document.registrationNumber },
  { asked: /(?:落款|印发|发文|成文|签发|发布)(?:的)?(?:日期|时间)|(?:哪一?天|什么时候|何时|几[月号])(?:印发|发布|下发|公布)的?[？?]?$/, name: '落款日期', value: document => document.date, printed: document => (document.date === undefined ? undefined : chineseDate(document.date)) },
  { asked: /发文机关|哪个(?:部门|单位|机关)(?:印发|发布|下发|发)的|谁(?:印发|发布)的/, name: '发文机关', value: document => document.issuer, printed: document => document.issuer },
  { asked: /(?:的|是)?文号(?:是|为)?(?:多少|什么|哪)|第几号|几号文|什么文号/, name: '文号', value: document => document.docNumber, printed: document => document.printedDocNumber ?? document.docNumber },
]

export function composeMetadata(corpus: Corpus, understanding: Understanding): Draft | undefined {
  const { mentions } = understanding
  if (mentions.strength !== 'number' && mentions.strength !== 'title' && !(mentions.strength === 'hint' && mentions.documentIds.length === 1)) return undefined
  if (mentions.foreignTitles.length > 0 || mentions.foreignNumbers.length > 0) return undefined
  // 目录中某事项依据的通知文号: another document's number
  if (/(?:依据|根据|按照|参照|所依|引用)(?:的|了)?[^，。？]{0,24}(?:文号|通知|文件|办法)/.test(understanding.question)) return undefined
  const field = FIELDS.find(one => one.asked.test(understanding.question))
  const id = mentions.documentIds[0]
  const document = id === undefined ? undefined : corpus.reader.document(id)
  if (field === undefined || document === undefined) return undefined
  if (mentions.strength === 'hint' && !namesTitle(understanding.question, document.title, document.region)) return undefined
  const value = field.value(document)
  const printed = field.printed(document)
  if (value === undefined || printed === undefined) {
    return { ...NOTHING, lead: `公报所载${document.docNumber ?? `《${document.title}》`}未印出${field.name}` }
  }
  const proof = locate(corpus.reader.blocks(document.id), printed)
  if (proof === undefined) return undefined
  return { outcome: 'answered', statements: [{ text: `《${document.title.replace(/^《|》$/g, '')}》的${field.name}是${field.name === '落款日期' ? printed : value}`, proofs: [{ document, ...proof }] }], notices: [], confidence: 0.95 }
}

function locate(blocks: readonly Block[], printed: string): { block: Block; range: [number, number] } | undefined {
  const wanted = normalise(printed)
  for (const block of blocks.slice(0, 400)) {
    if (!normalise(block.text).includes(wanted)) continue
    const at = block.text.replace(/\s/g, '').length === 0 ? -1 : block.text.indexOf(printed)
    return { block, range: at >= 0 ? [at, at + printed.length] : [0, block.text.length] }
  }
  return undefined
}

function chineseDate(iso: string): string {
  const [year, month, day] = iso.split('-')
  return `${year}年${Number(month)}月${Number(day)}日`
}
