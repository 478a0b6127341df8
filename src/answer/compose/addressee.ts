/**
 * To whom a letter is sent: 发函请哪家公司…, 函是发给谁的. In: the best evidence. Out: the addressee's line under its document's title.
 *
 *   关于商请支持某工作的函 / 某某有限公司： / 为推动…
 */
import type { Understanding } from '../../understand/question.ts'
import type { Candidate } from '../candidates.ts'
import type { Corpus } from '../corpus.ts'
import type { Draft } from '../draft.ts'

const ASKS = /(?:发函|致函|去函|函)[^，。？?]{0,8}(?:请|给|发往|商请|致|要求)(?:的是)?(?:哪|谁)|(?:函|通知)(?:是|要)?(?:发|寄|写|送)(?:给|往)(?:的是)?(?:哪|谁)|主送/
const ADDRESSEE = /^[\u4e00-\u9fff（）()、，\s]{4,80}[：:]\s*$/
/** lines of the document within which the addressee stands */
const FIRST_LINES = 8

export function composeAddressee(corpus: Corpus, best: Candidate | undefined, understanding: Understanding): Draft | undefined {
  if (best === undefined || !ASKS.test(understanding.question)) return undefined
  const { document } = best
  const block = corpus.reader.blocks(document.id).slice(0, FIRST_LINES).find(one => one.kind !== 'heading' && ADDRESSEE.test(one.text))
  if (block === undefined) return undefined
  const name = block.text.replace(/[：:]\s*$/, '').trim()
  return { outcome: 'answered', statements: [{ text: `${document.docNumber ?? '该函'}发给${name}`, proofs: [{ document, block, range: [0, block.text.length] }] }], notices: [], confidence: best.score }
}
