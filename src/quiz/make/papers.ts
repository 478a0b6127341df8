/**
 * Questions about which papers have to be handed in: those of the list against papers of other purposes.
 */
import type { Item, Wrong } from '../item.ts'
import { distanceOf, type QuizSource } from '../source.ts'
import { inner, longestShared, plain, standsAlone, tidy, withoutNumber } from '../wording.ts'

const PAPER_MAX_CHARS = 40
const SHOWN_MAX = 3

export function papersItems(source: QuizSource): Item[] {
  const all = source.all('papers')
  return all.flatMap((own): Item[] => {
    const { fact, document, block } = own
    const purpose = tidy(fact.purpose)
    const papers = fact.papers.map(paper => tidy(withoutNumber(tidy(paper)))).filter(isPaper)
    // what somebody has at hand (凭户口簿) is not yet what has to be handed in
    if (fact.certainty !== 'stated' || fact.rule === 'papers.with' || papers.length < 2 || !standsAlone(purpose, 3, PAPER_MAX_CHARS)) return []
    const mine = plain(all.filter(one => one.document.id === document.id && longestShared(plain(one.fact.purpose), plain(purpose)) >= 3).map(one => one.fact.papers.join(' ')).join(' ') + fact.papers.join(' '))
    const text = source.textOf(document)
    const wrong: Wrong[] = []
    for (const one of all) {
      if (one.fact.id === fact.id) continue
      for (const paper of one.fact.papers.map(other => tidy(withoutNumber(tidy(other)))).filter(isPaper)) {
        if (longestShared(plain(paper), mine) >= 4 || longestShared(plain(paper), plain(block.text)) >= 4 || text.includes(plain(paper)) || wrong.some(known => known.text === paper)) continue
        wrong.push({ text: paper, distance: distanceOf(document, one.document) })
      }
    }
    return [{
      factType: 'papers', factIds: [fact.id], document, block, evidence: fact.evidence, about: `${purpose} 材料`,
      askMany: `根据${source.name(own)}，“${inner(purpose)}”需要下列哪些材料？`, right: papers.slice(0, SHOWN_MAX), wrong, answer: `需要${papers.slice(0, SHOWN_MAX).map(inner).join('、')}`,
    }]
  })
}

function isPaper(paper: string): boolean {
  return paper.length >= 3 && paper.length <= PAPER_MAX_CHARS && standsAlone(paper, 3, PAPER_MAX_CHARS)
}
