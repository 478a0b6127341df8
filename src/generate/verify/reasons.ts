/** Why a sentence is not let through; codes for logs and counts, never shown to users. */
export type RejectReason =
  /** nothing is asserted: 根据公报， */
  | 'empty'
  /** a piece of a sentence: a torn bracket, a lead-in without its list */
  | 'fragment'
  /** longer than SENTENCE_MAX_CHARS */
  | 'too_long'
  /** signs that the evidence does not have: another script, symbols for words */
  | 'script'
  /** no evidence is there to cite */
  | 'no_evidence'
  /** a content word, a value, a unit or person that the evidence does not hold */
  | 'word'
  | 'value'
  | 'name'
  /** the evidence gives the unit or person another part */
  | 'role'
  /** negation, permission, bound, exception, all, only … differ */
  | 'logic'
  /** tokens of different clauses, rows or sentences are put together */
  | 'mixed'
  /** turned round more than once */
  | 'order'
  /** the document's status is another one */
  | 'validity'
  /** says nothing of what was asked by itself, and the evidence cited is about something else */
  | 'topic'
