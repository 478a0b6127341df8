/**
 * Where a command writes: results to stdout, progress and notes to stderr. On a terminal progress is a bar
 * (cli-progress), elsewhere a plain line every few seconds.
 */
import cliProgress from 'cli-progress'

/** Time between two plain progress lines. */
const PLAIN_INTERVAL_MS = 3000

export interface Progress {
  /** what is being done, in Chinese */
  phase: string
  done: number
  total: number
  /** 个, 段, 字 … */
  unit: string
  /** speed and further figures, e.g. 1234 词元/秒 */
  detail?: string
  secondsLeft?: number
}

export interface Output {
  /** one line of a result */
  line(text?: string): void
  /** one JSON document on a line of its own */
  json(value: unknown): void
  /** a remark for people, never on stdout */
  note(text: string): void
  progress(progress: Progress): void
  /** ends a progress bar */
  progressDone(): void
}

export interface Stream {
  write(text: string): unknown
  isTTY?: boolean
}

export function createOutput(stdout: Stream, stderr: Stream): Output {
  let bar: cliProgress.SingleBar | undefined
  let phase = ''
  let plainAt = -Infinity
  const progressDone = () => {
    bar?.stop()
    bar = undefined
    phase = ''
  }
  return {
    line: (text = '') => void stdout.write(`${text}\n`),
    json: (value) => void stdout.write(`${JSON.stringify(value)}\n`),
    note(text) {
      progressDone()
      stderr.write(`${text}\n`)
    },
    progress(progress) {
      const { done, total } = progress
      if (stderr.isTTY) {
        if (phase !== progress.phase) progressDone()
        bar ??= startBar(total)
        phase = progress.phase
        bar.setTotal(Math.max(total, 1))
        bar.update(done, { phase, unit: progress.unit, more: moreOf(progress) })
        return
      }
      const now = performance.now()
      if (progress.phase === phase && done < total && now - plainAt < PLAIN_INTERVAL_MS) return
      if (progress.phase === phase && done === total && done === 0) return
      phase = progress.phase
      plainAt = now
      stderr.write(`${phase} ${done}/${total} ${progress.unit}${moreOf(progress)}\n`)
    },
    progressDone,
  }
}

function startBar(total: number): cliProgress.SingleBar {
  const bar = new cliProgress.SingleBar({
    stream: process.stderr, format: '{phase} [{bar}] {value}/{total} {unit}{more}', hideCursor: false, clearOnComplete: false, barsize: 24,
    etaBuffer: 1,
  }, cliProgress.Presets.shades_classic)
  bar.start(Math.max(total, 1), 0, { phase: '', unit: '', more: '' })
  return bar
}

function moreOf({ detail, secondsLeft }: Progress): string {
  const left = secondsLeft === undefined || !Number.isFinite(secondsLeft) ? undefined : `剩余约 ${durationOf(secondsLeft)}`
  const parts = [detail, left].filter((part) => part !== undefined)
  return parts.length > 0 ? `  ${parts.join('，')}` : ''
}

function durationOf(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  return whole < 60 ? `${whole} 秒` : `${Math.floor(whole / 60)} 分 ${whole % 60} 秒`
}
