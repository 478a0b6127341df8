/**
 * Questions about which papers have to be handed in: those of the list against papers of other purposes.
 */
import type { Item, Wrong } from '../item.ts'
import { distanceOf, type QuizSource } from '../source.ts'
import { inner, longestShared, plain, standsAlone, tidy, withoutNumber } from '../wording.ts'

const PAPER_MAX_CHARS = 40
const SHOWN_MAX = 3
/** asked for in every field, with no word of their own one */
const GENERAL = /^(?:[本个]人|申请人|法定代表人|法人|经办人|居民|单位|有效)?(?:身份证明?(?:或者?营业执照)?|户口[簿本]|营业执照|银行(?:卡|存折|账号)|结婚证|近期免冠照片|申请[书表]|承诺书|授权?委托书|不动产权属?(?:证书|证明))(?:原件|复印件|及复印件)*$/u
/** one paper under several names: 本人身份证, 身份证件, 居民身份证复印件 */
const NAMED_BY_CORE: readonly RegExp[] = [/身份证|身份证件/u, /户口(?:簿|本)/u, /营业执照/u, /结婚证|婚姻/u, /房产证|不动产权|产权证/u, /银行(?:卡|账|帐|存折)|一卡通/u, /申请(?:书|表)/u, /承诺书/u, /照片|相片/u, /发票/u, /合同|协议/u]

export function papersItems(source: QuizSource): Item[] {
  const all = source.all('papers')
  return all.flatMap((own): Item[] => {
    const { fact, document, block } = own
    const purpose = tidy(fact.purpose)
    const papers = fact.papers.map(paper => tidy(withoutNumber(tidy(paper)))).filter(isPaper)
    // what somebody has at hand (凭户口簿) is not yet what has to be handed in
    if (fact.certainty !== 'stated' || fact.rule === 'papers.with' || papers.length < 2 || NOT_ASKED.test(purpose) || waived(block.text, fact.papers[0] ?? '') || !standsAlone(purpose, 3, PAPER_MAX_CHARS)) return []
    const mine = plain(all.filter(one => one.document.id === document.id && longestShared(plain(one.fact.purpose), plain(purpose)) >= 3).map(one => one.fact.papers.join(' ')).join(' ') + fact.papers.join(' '))
    const text = source.textOf(document)
    const wrong: Wrong[] = []
    for (const one of all) {
      if (one.fact.id === fact.id) continue
      for (const paper of one.fact.papers.map(other => tidy(withoutNumber(tidy(other)))).filter(isPaper)) {
        // papers of another field are seen through at once; those that any office may ask for are not
        if (one.document.id !== document.id && !GENERAL.test(paper)) continue
        if (NAMED_BY_CORE.some(core => core.test(paper) && core.test(text))) continue
        if (longestShared(plain(paper), mine) >= 4 || longestShared(plain(paper), plain(block.text)) >= 4 || text.includes(plain(paper)) || wrong.some(known => sameCore(known.text, paper))) continue
        wrong.push({ text: paper, distance: distanceOf(document, one.document) })
      }
    }
    return [{
      factType: 'papers', factIds: [fact.id], document, block, evidence: fact.evidence, about: `${purpose} 材料`,
      askMany: `根据${source.name(own)}，“${inner(purpose)}”需要下列哪些材料？`, right: papers.slice(0, SHOWN_MAX), wrong, answer: `需要${papers.slice(0, SHOWN_MAX).map(inner).join('、')}`,
    }]
  })
}

/** 不再要求提供…: papers that are named because nobody has to bring them */
const NOT_ASKED = /不再|无需|不需|免于|免交|取消|不得要求|不予/u

function waived(source: string, paper: string): boolean {
  const text = source.replace(/[\s\u3000]+/gu, '')
  const at = text.indexOf(paper.replace(/[\s\u3000]+/gu, ''))
  return at > 0 && NOT_ASKED.test(/[^，。；;：:]*$/u.exec(text.slice(0, at))?.[0] ?? '')
}

/** 身份证 and 身份证明 are one paper twice. */
function sameCore(left: string, right: string): boolean {
  return left === right || NAMED_BY_CORE.some(core => core.test(left) && core.test(right))
}

function isPaper(paper: string): boolean {
  return paper.length >= 3 && paper.length <= PAPER_MAX_CHARS && standsAlone(paper, 3, PAPER_MAX_CHARS)
}
