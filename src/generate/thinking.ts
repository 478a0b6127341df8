/**
 * Leaves out what reasoning models think aloud: <think>…</think> and its kin, whole or in pieces.
 *
 *   "<thi" "nk>先看证据" "</think>由县住" → "" "" "由县住"
 *
 * An element that is never closed is left out to the end; a closing tag alone (some chat templates open it in the prompt)
 * is left out by itself: what stood before it went through the same checks as everything else.
 */
const OPEN = /<(think|thinking|thought|reasoning|reflection|analysis)>/i
const CLOSE = /<\/(?:think|thinking|thought|reasoning|reflection|analysis)>/i
/** a tag is not longer than this; longer text after < is no tag */
const TAG_MAX_CHARS = 14

export class ThinkingFilter {
  #held = ''
  #closing: RegExp | undefined

  push(piece: string): string {
    this.#held += piece
    let shown = ''
    for (;;) {
      if (this.#closing !== undefined) {
        const end = this.#closing.exec(this.#held)
        if (end === null) {
          this.#held = this.#held.slice(-TAG_MAX_CHARS)
          return shown
        }
        this.#held = this.#held.slice(end.index + end[0].length)
        this.#closing = undefined
        continue
      }
      const open = OPEN.exec(this.#held)
      const close = CLOSE.exec(this.#held)
      if (close !== null && (open === null || close.index < open.index)) {
        shown += this.#held.slice(0, close.index)
        this.#held = this.#held.slice(close.index + close[0].length)
      } else if (open !== null) {
        shown += this.#held.slice(0, open.index)
        this.#held = this.#held.slice(open.index + open[0].length)
        this.#closing = new RegExp(`</${open[1] ?? ''}>`, 'i')
      } else {
        // a < at the end may be the beginning of a tag
        const at = this.#held.lastIndexOf('<')
        const keepFrom = at >= 0 && this.#held.length - at <= TAG_MAX_CHARS && !this.#held.slice(at).includes('>') ? at : this.#held.length
        shown += this.#held.slice(0, keepFrom)
        this.#held = this.#held.slice(keepFrom)
        return shown
      }
    }
  }

  end(): string {
    const rest = this.#closing === undefined ? this.#held : ''
    this.#held = ''
    return rest
  }
}
