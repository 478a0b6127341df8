/**
 * One ingest at a time per data folder. The lock is a small file that names its owner:
 *
 *   ingest.lock   {"pid":4711,"started":"8312345","token":"…"}
 *
 * `started` is the process's start time (Linux: /proc/PID/stat field 22), so that a reused pid is not taken for the owner.
 * A lock whose process is gone is taken over. The file appears whole (hard link of a written file), never half.
 */
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { IndexError } from './errors.ts'
import { removeQuietly } from './files.ts'

export const LOCK_FILE = 'ingest.lock'
const MAX_TRIES = 20

interface Owner {
  pid: number
  started: string
  token: string
}

/** Takes the lock or throws `ingest_running`. Returns the function that gives it back. */
export function takeLock(dataDir: string): () => void {
  const lock = path.join(dataDir, LOCK_FILE)
  const mine: Owner = { pid: process.pid, started: startTimeOf(process.pid) ?? '', token: randomUUID() }
  const draft = path.join(dataDir, `${LOCK_FILE}.${mine.token}`)
  fs.writeFileSync(draft, JSON.stringify(mine))
  try {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      try {
        fs.linkSync(draft, lock)
        return () => {
          if (readOwner(lock)?.token === mine.token) removeQuietly(lock)
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const owner = readOwner(lock)
      if (owner !== undefined && isAlive(owner)) {
        throw new IndexError('ingest_running', `expected no other ingest in ${dataDir}, process ${owner.pid} is at it`, 'wait until it has ended')
      }
      setAside(lock, owner)
    }
  } finally {
    removeQuietly(draft)
  }
  throw new IndexError('ingest_running', `could not take ${lock}`, 'wait until the other ingest has ended')
}

/** Moves a dead owner's lock away; one that changed in between is put back. */
function setAside(lock: string, judged: Owner | undefined): void {
  const aside = `${lock}.stale.${randomUUID()}`
  try {
    fs.renameSync(lock, aside)
  } catch {
    return
  }
  if (readOwner(aside)?.token !== judged?.token) {
    try {
      fs.linkSync(aside, lock)
    } catch {
      // a third process took it meanwhile
    }
  }
  removeQuietly(aside)
}

function readOwner(lock: string): Owner | undefined {
  try {
    const owner = JSON.parse(fs.readFileSync(lock, 'utf8')) as Partial<Owner>
    return typeof owner.pid === 'number' && owner.pid > 0 ? { pid: owner.pid, started: String(owner.started ?? ''), token: String(owner.token ?? '') } : undefined
  } catch {
    return undefined
  }
}

function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const started = startTimeOf(owner.pid)
  return started === undefined || owner.started === '' || started === owner.started
}

/** Start time in clock ticks after boot; undefined where /proc is not there. */
function startTimeOf(pid: number): string | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}
