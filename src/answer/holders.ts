/**
 * Who holds a post as of a date, from the appointments that the gazettes print.
 *
 *   2023-01-08  张三任县甲局局长               holder from 2023-01-08: 张三
 *   2024-03-02  免去张三的县甲局局长职务       from 2024-03-02: nobody (vacant as far as the gazettes say)
 *   2024-03-02  李四任县甲局局长               from 2024-03-02: 李四
 *
 * A post is one of a unit and a title: 县甲局局长 and 甲局党组书记、局长 of one place are the same post, 副局长 another one.
 */
import type { AppointmentFact, GazetteDocument } from '../../ingest/types.ts'
import { joinName, withoutBrackets } from '../../ingest/text/units.ts'
import type { Corpus } from './corpus.ts'

export interface PostChange {
  person: string
  action: AppointmentFact['action']
  /** as printed */
  post: string
  /** ISO date of the document; '' when it has none */
  date: string
  region?: string
  note?: string
  documentId: string
  fact: AppointmentFact
}

export interface PostHolder {
  person: string
  /** the appointment or confirmation that says it */
  since: PostChange
}

export interface Holders {
  /** who holds the post on the day; several for posts that several people hold (副局长) */
  holders: PostHolder[]
  /** all changes of the post up to the day, oldest first */
  history: PostChange[]
}

interface Post {
  unit: string
  title: string
}

const TITLES =
  /((?:常务|第一|执行|专职执法|专职)?副?(?:总(?:会计|工程|农艺|经济|规划)师|(?:大|中|支|总)?队长|督察长|检察长|秘书长|理事长|董事长|主席团主席|主任委员|主任科员|总经理|[局部院校厅镇乡县区市旗村站所处科股台馆园社场庭行会组团]长|主任|书记|主席|经理|会计师|工程师|农艺师|经济师|总监|督学|政委|调研员|董事|监事|委员))$/u

/**
 * The holder or holders of `post` (青桐县财政局局长, 财政局副局长) on `asOf` (ISO), and how it came so. Without a region, and
 * with none in the post's name, holders of every place are returned (`since.region`). Empty lists when nothing is printed.
 */
export function holderOf(corpus: Corpus, post: string, asOf: string, region?: string): Holders {
  const asked = postOf(post)
  const place = region ?? corpus.regions.find(one => joinName(post).startsWith(one))
  const history: PostChange[] = []
  if (asked.title === '') return { holders: [], history }
  for (const fact of corpus.reader.facts('appointment')) {
    const document = corpus.reader.document(fact.documentId)
    if (document === undefined || (place !== undefined && document.region !== place) || (document.date ?? '') > asOf) continue
    if (postsOf(fact.post).some(held => samePost(corpus, held, asked, document.region))) history.push(changeOf(fact, document))
  }
  // of one day, removals come first: the successor is named in the same document
  history.sort((left, right) => compare(left.date, right.date) || Number(right.action === 'removed') - Number(left.action === 'removed'))
  const holders = new Map<string, PostHolder>()
  for (const change of history) {
    const key = `${change.region ?? ''}\u0000${change.person}`
    if (change.action === 'removed') holders.delete(key)
    // a confirmation does not begin the time in office
    else if (!holders.has(key) || change.action === 'appointed') holders.set(key, { person: change.person, since: change })
  }
  return { holders: successors([...holders.values()], asked), history }
}

/** A chief post has one holder: the latest; the others were replaced without a printed removal. Deputies may be many. */
function successors(holders: PostHolder[], asked: Post): PostHolder[] {
  if (/副|委员|董事$|监事|调研员|主任科员|督学/u.test(asked.title)) return holders
  const latest = new Map<string, string>()
  for (const { since } of holders) {
    const place = since.region ?? ''
    if ((latest.get(place) ?? '') < since.date) latest.set(place, since.date)
  }
  return holders.filter(({ since }) => since.date === (latest.get(since.region ?? '') ?? ''))
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

function changeOf(fact: AppointmentFact, document: GazetteDocument): PostChange {
  return {
    person: fact.person, action: fact.action, post: fact.post, date: document.date ?? '', documentId: document.id, fact,
    ...(document.region === undefined ? {} : { region: document.region }),
    ...(fact.note === undefined ? {} : { note: fact.note }),
  }
}

/** 县甲局党组书记、局长 → (县甲局党组, 书记), (县甲局, 局长) */
function postsOf(printed: string): Post[] {
  const posts: Post[] = []
  let unit = ''
  for (const piece of printed.split(/[、，]/u)) {
    const post = postOf(piece)
    if (post.unit !== '') unit = post.unit.replace(/(?:党组|党委|党工委|机关党委)$/u, '') || post.unit
    posts.push({ unit: post.unit === '' ? unit : post.unit, title: post.title })
  }
  return posts
}

function postOf(text: string): Post {
  const plain = withoutBrackets(joinName(text)).replace(/(?:职务|一职)$/u, '')
  const title = TITLES.exec(plain)?.[1] ?? ''
  return { unit: plain.slice(0, plain.length - title.length), title }
}

function samePost(corpus: Corpus, held: Post, asked: Post, region: string | undefined): boolean {
  if (held.title !== asked.title) return false
  if (asked.unit === '' || held.unit === '') return held.unit === asked.unit
  return corpus.units.same(held.unit, asked.unit, region ?? '')
}
