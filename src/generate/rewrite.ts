/**
 * An everyday question in official words, by the model (GONGBAO_MODEL_REWRITE, off by default). Asked only when the rules
 * found nothing; what comes back is a question for the same rules, which decide as on any other.
 *
 *   村里的茅房改造给补钱不？  →  农村户用厕所改造补助标准是多少？
 *
 * Nothing may be added that narrows or widens what is asked: numbers and quoted names stay, places are neither added nor lost.
 */
import { aside } from './aside.ts'
import { isChinese } from './language.ts'
import type { LanguageModel } from './model.ts'
import { quoted } from './quoted.ts'

const REWRITTEN_MAX_CHARS = 120
const BOUNDS = { maxTokens: 200, maxChars: 400 }
/** what is looked up by its exact words */
const EXACT = /\d+(?:\.\d+)?|《[^》]{1,80}》|“[^”]{1,80}”|[一-鿿]{1,8}〔\d{4}〕\d{1,4}号/gu

/** @param places every form of the names of the places that are indexed */
export async function rewritten(question: string, places: readonly string[], model: LanguageModel, signal: AbortSignal): Promise<string | undefined> {
  const said = await aside(model, 'rewrite', { question: quoted(question) }, signal, BOUNDS)
  if (said === undefined) return undefined
  const one = (said.split('\n').find(line => line.trim() !== '') ?? '').trim().replace(/^["“「]|["”」]$/g, '')
  return keepsTheQuestion(question, one, places) ? one : undefined
}

export function keepsTheQuestion(question: string, rewording: string, places: readonly string[]): boolean {
  if (rewording === question || rewording.length < 4 || rewording.length > REWRITTEN_MAX_CHARS || !isChinese(rewording)) return false
  const exact = (text: string): string => [...new Set(text.match(EXACT) ?? [])].sort().join('\n')
  return exact(question) === exact(rewording) && places.every(place => question.includes(place) === rewording.includes(place))
}
