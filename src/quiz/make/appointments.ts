/**
 * Questions about who was given or lost which post.
 *
 *   谁被任命为县民政局副局长？        李某 | persons of the same document with other posts
 *   张某被任命为什么职务？            posts that the same document gives to others
 */
import type { AppointmentFact } from '../../../ingest/types.ts'
import type { Item, Wrong } from '../item.ts'
import { distanceOf, type Known, type QuizSource } from '../source.ts'
import { balanced, plain } from '../wording.ts'

type Appointment = Known<AppointmentFact>

const POST_MIN_CHARS = 5
const POST_MAX_CHARS = 36
/** a post that ends with its office was taken from nobody */
const ENDED_BY_ITSELF = /自然免除|自行免除|自然免去|自行免去/u

export function appointmentItems(source: QuizSource): Item[] {
  const all = source.all('appointment')
  const given = (one: Appointment): boolean => one.fact.action !== 'removed'
  const items: Item[] = []
  for (const own of all) {
    const { fact, document, block } = own
    if (fact.certainty !== 'stated' || !isPost(fact.post) || beginsWithAName(block.text, fact.post, document.region) || ENDED_BY_ITSELF.test(block.text.slice(fact.evidence.start, fact.evidence.end)) || !/^[\u4e00-\u9fff·]{2,8}$/u.test(fact.person)) continue
    const base = { factType: 'appointment' as const, factIds: [fact.id], document, block, evidence: fact.evidence }
    const intro = `根据${source.name(own)}，`
    const others = all.filter(one => one.document.region === document.region && one.fact.person !== fact.person)
    const verb = given(own) ? '被任命为' : '被免去'
    const noun = given(own) ? '' : '职务'
    const answer = `${fact.person}${verb}${fact.post}${noun}`
    // whoever holds or loses the same post in this document would be right as well
    const shared = all.some(one => one.fact.person !== fact.person && one.document.id === document.id && samePost(one.fact.post, fact.post) && given(one) === given(own))
    if (!shared) {
      const persons = unique(others
        .filter(one => !samePost(one.fact.post, fact.post))
        .map(one => ({ text: one.fact.person, distance: distanceOf(document, one.document) })))
        .filter(one => !all.some(other => other.fact.person === one.text && other.document.region === document.region && samePost(other.fact.post, fact.post)))
      items.push({
        ...base, about: `${verb}${fact.post}`, ask: `${intro}${given(own) ? `谁被任命为${fact.post}？` : `谁被免去${fact.post}职务？`}`,
        // 关于某某同志任职的通知 tells who it was
        ...(intro.includes(fact.person) ? {} : { say: (value: string) => `${intro}${value}${verb}${fact.post}${noun}。` }), right: [fact.person], wrong: persons, answerForm: 'person', answer,
      })
    }
    // one person with two posts: the other one would be right as well
    const ownPosts = all.filter(one => one.fact.person === fact.person && one.document.region === document.region)
    if (ownPosts.filter(one => one.document.id === document.id && given(one) === given(own)).length > 1) continue
    const posts = unique(others
      .filter(one => given(one) === given(own) && isPost(one.fact.post))
      .map(one => ({ text: one.fact.post, distance: distanceOf(document, one.document) })))
      .filter(one => !ownPosts.some(other => samePost(other.fact.post, one.text)))
    items.push({
      ...base, about: `${fact.person}${verb}`, ask: `${intro}${fact.person}${verb}什么职务？`,
      say: value => `${intro}${fact.person}${verb}${value}${noun}。`, right: [fact.post], wrong: posts, answer,
    })
  }
  return items
}

/** 解聘其木德旗某医院院长职务: a name that begins with 其, or a post of his? What cannot be told is not asked. */
function beginsWithAName(source: string, post: string, region = ''): boolean {
  const text = source.replace(/[\s\u3000]+/gu, '')
  const before = text.slice(0, Math.max(0, text.indexOf(post)))
  return before.endsWith('其') && !/^[省市县区州旗]/u.test(post) && !(region !== '' && post.startsWith(region.slice(0, 2))) && /^[\u4e00-\u9fff]{1,3}[省市县区州旗](?![场委级])/u.test(post)
}

function isPost(post: string): boolean {
  return post.length >= POST_MIN_CHARS && post.length <= POST_MAX_CHARS && balanced(post) && !/[，。；\s]|职务|同志/u.test(post) && /[长员任记师官席监察书]$/u.test(post)
}

/** 县甲局局长 and 甲局局长 are one post; 副局长 and 局长 are not. */
function samePost(left: string, right: string): boolean {
  const [a, b] = [plain(left), plain(right)]
  if (a === b) return true
  const [long, short] = a.length > b.length ? [a, b] : [b, a]
  return long.endsWith(short) && !long.slice(0, -short.length).endsWith('副')
}

function unique(wrong: readonly Wrong[]): Wrong[] {
  const nearest = new Map<string, Wrong>()
  for (const one of wrong) {
    const known = nearest.get(one.text)
    if (known === undefined || known.distance > one.distance) nearest.set(one.text, one)
  }
  return [...nearest.values()]
}
