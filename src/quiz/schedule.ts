/**
 * When a question comes again: FSRS, the Free Spaced Repetition Scheduler (ts-fsrs), one card a question. In: what is known
 * of a question and how it was answered. Out: what is known now, with the day on which it is due.
 */
import { createEmptyCard, fsrs, Rating, type Card, type Grade } from 'ts-fsrs'

/** A card as it is stored: dates in ISO form. */
export interface StoredCard {
  due: string
  stability: number
  difficulty: number
  scheduledDays: number
  learningSteps: number
  reps: number
  lapses: number
  state: number
  lastReview?: string
}

const scheduler = fsrs({ enable_fuzz: false })

/** `score`: 0 to 1 of the answer. Wrong comes again soon, half right a little later, right after days. */
export function reviewed(card: StoredCard | undefined, score: number, now: Date): StoredCard {
  const before = card === undefined ? createEmptyCard(now) : cardOf(card)
  return stored(scheduler.next(before, now, gradeOf(score)).card)
}

export function isDue(card: StoredCard, now: Date): boolean {
  return Date.parse(card.due) <= now.getTime()
}

function gradeOf(score: number): Grade {
  if (score >= 1) return Rating.Good
  return score > 0 ? Rating.Hard : Rating.Again
}

function cardOf(card: StoredCard): Card {
  const { due, stability, difficulty, scheduledDays, learningSteps, reps, lapses, state, lastReview } = card
  return {
    due: new Date(due), stability, difficulty, elapsed_days: 0, scheduled_days: scheduledDays, learning_steps: learningSteps, reps, lapses, state,
    ...(lastReview === undefined ? {} : { last_review: new Date(lastReview) }),
  }
}

function stored(card: Card): StoredCard {
  return {
    due: card.due.toISOString(), stability: card.stability, difficulty: card.difficulty, scheduledDays: card.scheduled_days,
    learningSteps: card.learning_steps, reps: card.reps, lapses: card.lapses, state: card.state,
    ...(card.last_review === undefined ? {} : { lastReview: card.last_review.toISOString() }),
  }
}
