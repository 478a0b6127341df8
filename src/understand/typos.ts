/**
 * Wrong characters of the same sound (同音字): 履游 → 旅游, 火清 → 火情, 快弟 → 快递.
 * A pair of neighbouring characters that no document holds is replaced by the most frequent word of the corpus that is
 * pronounced the same (tones ignored) and shares a character with it, or is the only such word. Sounds are from pinyin-pro.
 */
import { pinyin } from 'pinyin-pro'
import { expand } from './lexicon.ts'
import { commonness, cutWords } from './words.ts'

export interface Vocabulary {
  /** number of passages that hold a word; 0 when none does */
  frequency(word: string): number
  /** two- to four-character Chinese words of the corpus */
  words(): Iterable<string>
}

export interface Correction {
  from: string
  to: string
}

export interface Spelling {
  text: string
  corrections: Correction[]
  /** common words that no document holds and that sound like one of the documents' words: 水道 may be meant as 水稻 */
  alternatives: Correction[]
}

/** A two-character word that the general dictionary counts this often is a word, and stays as it is. */
const COMMON_WORD = 30

/** question words and particles stand beside anything */
/** 哪天起, 几号前: the edge of a time is no part of a word */
const TIME_EDGE = /^[天月日号年][起前后内底]/
const ASKING_CHARACTER = /[谁哪几啥么吗呢吧嘛的了是在有与这我你他她它们不没一个只支条件项次之得]|^[水湖河江海塘村家屋山田地城县市区镇乡厂校院手心夜店车房园棚圈池井]里$/

export class TypoCorrector {
  #vocabulary: Vocabulary
  #bySound: Map<string, string[]> | undefined

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
  }

  #sounds(): Map<string, string[]> {
    if (this.#bySound !== undefined) return this.#bySound
    const map = new Map<string, string[]>()
    for (const word of this.#vocabulary.words()) {
      if (word.length < 2 || word.length > 3 || !/^[\u4e00-\u9fff]+$/.test(word)) continue
      const sound = soundOf(word)
      const same = map.get(sound)
      if (same === undefined) map.set(sound, [word])
      else same.push(word)
    }
    this.#bySound = map
    return map
  }

  /** Corrections of a question, in order; empty when every neighbouring pair is known or nothing sounds alike. */
  correct(question: string, names: readonly string[] = []): Spelling {
    const corrections: Correction[] = []
    const alternatives: Correction[] = []
    const known = expand(question).map(expansion => expansion.word)
    // names of indexed places are spelled as they are, and what stands beside one is no part of a word with it
    const unnamed = names.reduce((rest, name) => rest.replaceAll(name, ' '.repeat(name.length)), question)
    let text = question
    for (const run of unnamed.match(/[\u4e00-\u9fff]{2,}/g) ?? []) {
      const ends = wordEnds(run)
      for (let at = 0; at + 2 <= run.length; at++) {
        const pair = run.slice(at, at + 2)
        // 临水村里 is 临水 + 村里: a pair across two known words is no wrong spelling
        if (ends.crosses(at) || ASKING_CHARACTER.test(pair) || TIME_EDGE.test(pair) || known.some(word => word.includes(pair))) continue
        if (this.#vocabulary.frequency(pair) > 0) continue
        const best = this.#best(pair)
        if (best === undefined || !text.includes(pair)) continue
        if (commonness(pair) >= COMMON_WORD) {
          alternatives.push({ from: pair, to: best })
          continue
        }
        text = text.replace(pair, best)
        corrections.push({ from: pair, to: best })
        at++
      }
    }
    return { text, corrections, alternatives }
  }

  #best(pair: string): string | undefined {
    let best: string | undefined
    let most = 2
    for (const candidate of this.#sounds().get(soundOf(pair)) ?? []) {
      const shares = candidate[0] === pair[0] || candidate[1] === pair[1]
      const frequency = this.#vocabulary.frequency(candidate)
      if (shares && frequency > most) {
        best = candidate
        most = frequency
      }
    }
    return best
  }
}

/** Where dictionary words end: a pair that crosses from or into a longer known word is not looked at. */
function wordEnds(run: string): { crosses(at: number): boolean } {
  const wordAt: { start: number; length: number }[] = []
  let start = 0
  for (const word of cutWords(run)) {
    for (let index = 0; index < word.length; index++) wordAt.push({ start, length: word.length })
    start += word.length
  }
  return {
    crosses: at => {
      const left = wordAt[at]
      const right = wordAt[at + 1]
      return left !== undefined && right !== undefined && left.start !== right.start && (left.length > 1 || right.length > 1)
    },
  }
}

function soundOf(word: string): string {
  return pinyin(word, { toneType: 'none', type: 'array' }).join(' ')
}
