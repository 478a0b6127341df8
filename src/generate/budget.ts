/**
 * Tokens and cost of a day. A call first reserves what it may use at most, and settles with what it used, so that calls
 * side by side cannot overdraw. Kept in memory for one process: a restart begins a new count.
 */
export interface BudgetOptions {
  /** 0: no limit */
  tokensPerDay: number
  costPerDay: number
  /** for a million tokens */
  priceIn: number
  priceOut: number
  /** ISO date */
  today: () => string
}

export interface Usage {
  inputTokens: number
  outputTokens: number
}

export class Budget {
  readonly #options: BudgetOptions
  #day: string
  #used: Usage = { inputTokens: 0, outputTokens: 0 }
  #reserved: Usage = { inputTokens: 0, outputTokens: 0 }

  constructor(options: BudgetOptions) {
    this.#options = options
    this.#day = options.today()
  }

  /** Used today, reservations not counted. */
  get used(): Usage & { cost: number } {
    this.#turn()
    return { ...this.#used, cost: this.#cost(this.#used) }
  }

  /** Undefined when the day's budget does not bear the call; else settles it, once, with what was really used. */
  reserve(most: Usage): ((used: Usage) => void) | undefined {
    this.#turn()
    if (!this.bears(most)) return undefined
    this.#reserved = add(this.#reserved, most, 1)
    let isSettled = false
    return used => {
      if (isSettled) return
      isSettled = true
      this.#turn()
      this.#reserved = add(this.#reserved, most, -1)
      this.#used = add(this.#used, used, 1)
    }
  }

  bears(more: Usage): boolean {
    this.#turn()
    const { tokensPerDay, costPerDay } = this.#options
    const then = add(add(this.#used, this.#reserved, 1), more, 1)
    return (tokensPerDay === 0 || then.inputTokens + then.outputTokens <= tokensPerDay) && (costPerDay === 0 || this.#cost(then) <= costPerDay)
  }

  #cost(usage: Usage): number {
    return (usage.inputTokens * this.#options.priceIn + usage.outputTokens * this.#options.priceOut) / 1_000_000
  }

  #turn(): void {
    const today = this.#options.today()
    if (today === this.#day) return
    this.#day = today
    this.#used = { inputTokens: 0, outputTokens: 0 }
  }
}

function add(left: Usage, right: Usage, times: 1 | -1): Usage {
  return { inputTokens: left.inputTokens + times * right.inputTokens, outputTokens: left.outputTokens + times * right.outputTokens }
}

/** Tokens of a text when nobody counted them: one a Chinese character, one for three others; errs on the high side. */
export function estimatedTokens(text: string): number {
  let wide = 0
  for (const character of text) if (character >= '\u2e80') wide++
  return wide + Math.ceil((text.length - wide) / 3)
}
