/**
 * Versions of one plan or rule: which document a revised one takes the place of.
 *
 *   关于印发《某县甲应急预案（2024修订版）》的通知   base 某县甲应急预案, revised
 *   某县甲应急预案（修订）                          base 某县甲应急预案, revised
 *   某县甲应急预案                                  base 某县甲应急预案
 *   某县乙工作方案（试行）                          base 某县乙工作方案
 *
 * Only a title that says it is a revision supersedes, so that yearly notices with one title do not end each other.
 */
import { normalise } from '../../ingest/text/normalise.ts'

export interface PlanName {
  /** the name without issuer, 关于印发…的通知, version and trial marks, in search form */
  base: string
  revised: boolean
}

const VERSION = /[（(〔[]\s*(?:[12]\d{3}\s*年?)?\s*(?:第[一二三四五六七八九十\d]+次)?\s*(修订|修正|修改|新修订)?\s*(?:版|稿|本|案)?\s*[）)〕\]]/gu
const TRIAL = /[（(〔[]\s*(?:试行|暂行|草案)\s*[）)〕\]]/gu
const MIN_BASE_CHARS = 5

/** The plan or rule that a title names; undefined when it is too short or too general to tell it from others. */
export function planName(title: string): PlanName | undefined {
  const inner = innerTitle(title)
  let revised = false
  const stripped = inner
    .replace(VERSION, (whole, word: string | undefined) => {
      if (word === undefined && !/\d{4}/.test(whole)) return whole
      revised ||= word !== undefined || /版/u.test(whole)
      return ''
    })
    .replace(TRIAL, '')
  const base = normalise(stripped).replace(/[《》〈〉<>]/gu, '')
  return base.length < MIN_BASE_CHARS ? undefined : { base, revised }
}

/** 关于印发《甲办法》的通知 → 甲办法; without a title inside, the title itself */
function innerTitle(title: string): string {
  const open = title.search(/[《〈<]/u)
  if (open < 0 || !/(?:印发|公布|发布|下发|颁布|批转|转发|修改|修订)[^《〈<]{0,12}$/u.test(title.slice(0, open))) return title
  const close = Math.max(title.lastIndexOf('》'), title.lastIndexOf('〉'), title.lastIndexOf('>'))
  return close > open ? title.slice(open + 1, close) : title
}
