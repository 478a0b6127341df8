/** What is due after a look at watched folders: real files, a clock of the test's own. */
import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import { WatchedFiles, type Step, type WatchedOptions } from '../../../src/commands/watched-files.ts'
import { temporaryFolder } from '../../helpers/data-folder.ts'

const SETTLE_MS = 100
let folder: string
let dataDir: string
let now: number

beforeEach(() => {
  folder = temporaryFolder()
  dataDir = temporaryFolder()
  now = 0
})

const make = (more: Partial<WatchedOptions> = {}) =>
  new WatchedFiles({ folders: [folder], dataDir, settleMs: SETTLE_MS, replace: false, clock: () => now, ...more })

let writes = 0
/** Every write is another content and another time. */
function write(name: string, text = `${writes}`): string {
  const file = path.join(folder, name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, text)
  writes++
  fs.utimesSync(file, new Date(1e12 + writes * 1000), new Date(1e12 + writes * 1000))
  return file
}

const nameOf = (file: string) => path.relative(folder, file)
const shown = (steps: Step[]) => steps.map(({ paths, remove, replace }) => ({ paths: paths.map(nameOf), remove, replace }))

/** Looks until nothing is unsettled, as the loop does. */
function settled(files: WatchedFiles) {
  files.look()
  now += SETTLE_MS
  return files.look()
}

function takeAll(files: WatchedFiles, refused: string[] = []) {
  const { steps } = settled(files)
  for (const step of steps) files.finished(step, [...new Set(step.paths.map((file) => path.basename(file)))].filter((name) => !refused.includes(name)), step.remove)
  return shown(steps)
}

it('new files are due when they have not changed for a while, then nothing is', () => {
  const files = make()
  write('b.txt')
  write('sub/a.md')
  expect(files.look()).toMatchObject({ steps: [], unsettled: 2 })
  now += SETTLE_MS - 1
  expect(files.look()).toMatchObject({ steps: [], unsettled: 2 })
  now += 1
  const { steps, unsettled } = files.look()
  expect([shown(steps), unsettled]).toEqual([[{ paths: ['b.txt', 'sub/a.md'], remove: [], replace: false }], 0])
  files.finished(steps[0] as Step, ['b.txt', 'a.md'], [])
  expect(settled(files)).toMatchObject({ steps: [], unsettled: 0 })
})

it('a file that is being written is waited for, the others are not', () => {
  const files = make()
  write('a.txt')
  write('slow.txt')
  files.look()
  for (let part = 0; part < 3; part++) {
    now += SETTLE_MS
    write('slow.txt', `part ${part}`)
    const { steps, unsettled } = files.look()
    expect([shown(steps)[0]?.paths, unsettled]).toEqual([['a.txt'], 1])
  }
  now += SETTLE_MS
  expect(shown(files.look().steps)[0]?.paths).toEqual(['a.txt', 'slow.txt'])
})

it('a changed file replaces its old content, a removed one leaves the index, a renamed one is both', () => {
  const files = make()
  for (const name of ['a.txt', 'b.txt', 'c.txt']) write(name)
  takeAll(files)
  write('a.txt')
  fs.rmSync(path.join(folder, 'b.txt'))
  fs.renameSync(path.join(folder, 'c.txt'), path.join(folder, 'd.txt'))
  expect(takeAll(files)).toEqual([
    { paths: ['a.txt'], remove: ['b.txt', 'c.txt'], replace: true },
    { paths: ['d.txt'], remove: [], replace: false },
  ])
  expect(settled(files).steps).toEqual([])
})

it('a file that is written anew by removing it first is not taken out in between', () => {
  const files = make()
  write('a.txt')
  takeAll(files)
  fs.rmSync(path.join(folder, 'a.txt'))
  expect(files.look()).toMatchObject({ steps: [], unsettled: 1 })
  write('a.txt')
  expect(takeAll(files)).toEqual([{ paths: ['a.txt'], remove: [], replace: true }])
})

it('a refused file is due again only when it, or its corrections, change; one that vanishes is forgotten', () => {
  const files = make()
  write('bad.txt')
  takeAll(files, ['bad.txt'])
  expect(settled(files).steps).toEqual([])
  write('bad.txt.corrections.json', '{}')
  expect(takeAll(files, ['bad.txt'])).toEqual([{ paths: ['bad.txt'], remove: [], replace: false }])
  write('bad.txt')
  expect(takeAll(files, ['bad.txt'])).toHaveLength(1)
  fs.rmSync(path.join(folder, 'bad.txt'))
  expect(takeAll(files)).toEqual([])
})

it('two files of one name are looked at together, and the second takes the place of the first', () => {
  const files = make()
  write('a/x.txt', 'one')
  write('b/x.txt', 'two')
  expect(takeAll(files)[0]?.paths).toEqual(['a/x.txt', 'b/x.txt'])
  write('b/x.txt', 'three')
  expect(takeAll(files)).toEqual([{ paths: ['a/x.txt', 'b/x.txt'], remove: [], replace: true }])
  fs.rmSync(path.join(folder, 'a/x.txt'))
  expect(takeAll(files)).toEqual([{ paths: ['b/x.txt'], remove: [], replace: true }])
  fs.rmSync(path.join(folder, 'b'), { recursive: true })
  expect(takeAll(files)).toEqual([{ paths: [], remove: ['x.txt'], replace: true }])
})

it('what was removed while nobody watched is taken out by the next watch; other folders’ names stay', () => {
  const elsewhere = temporaryFolder()
  fs.writeFileSync(path.join(elsewhere, 'other.txt'), 'o')
  takeAll(make({ folders: [elsewhere] }))
  write('a.txt')
  write('b.txt')
  takeAll(make())
  fs.rmSync(path.join(folder, 'b.txt'))
  fs.rmSync(path.join(elsewhere, 'other.txt'))
  const next = make()
  expect(takeAll(next)).toEqual([{ paths: ['a.txt'], remove: ['b.txt'], replace: true }])
  expect(settled(make()).steps[0]?.remove).toEqual([])
  expect(settled(make({ folders: [elsewhere] })).steps[0]?.remove).toEqual(['other.txt'])
})

it.each(['', '{', '{"format":9,"files":{}}', '{"format":1}', '{"format":1,"files":{"a.txt":7}}'])('a memory that is no memory (%s) is none', (text) => {
  write('a.txt')
  fs.writeFileSync(path.join(dataDir, 'watch.json'), text)
  expect(takeAll(make())).toEqual([{ paths: ['a.txt'], remove: [], replace: false }])
})

it('a folder that is away takes nothing out, and what changed meanwhile is seen when it is back', () => {
  const files = make()
  write('a.txt')
  write('b.txt')
  takeAll(files)
  const away = `${folder}-away`
  fs.renameSync(folder, away)
  expect(settled(files)).toMatchObject({ steps: [], unsettled: 0, missing: [folder] })
  fs.rmSync(path.join(away, 'b.txt'))
  fs.renameSync(away, folder)
  expect(files.look().missing).toEqual([])
  expect(takeAll(files)).toEqual([{ paths: [], remove: ['b.txt'], replace: true }])
})

it('other formats are told once, again when they come back; hidden files and the data folder are passed over', () => {
  dataDir = path.join(folder, 'data')
  fs.mkdirSync(dataDir)
  const files = make()
  write('scan.pdf')
  write('.hidden.txt')
  write('data/notes.txt')
  write('data/set.json')
  write('a.txt.corrections.json', '{}')
  expect(files.look().refused).toMatchObject([expect.stringContaining('scan.pdf')])
  expect(settled(files)).toMatchObject({ steps: [], unsettled: 0, refused: [] })
  fs.rmSync(path.join(folder, 'scan.pdf'))
  files.look()
  write('scan.pdf')
  expect(files.look().refused).toHaveLength(1)
})

it('an ingest that failed leaves everything due', () => {
  const files = make()
  write('a.txt')
  expect(settled(files).steps).toHaveLength(1)
  expect(shown(files.look().steps)).toEqual([{ paths: ['a.txt'], remove: [], replace: false }])
})

it('a change during an ingest is due after it', () => {
  const files = make()
  write('a.txt')
  const [step] = settled(files).steps
  write('a.txt')
  files.finished(step as Step, ['a.txt'], [])
  expect(takeAll(files)).toEqual([{ paths: ['a.txt'], remove: [], replace: true }])
})

it('whatever is written, removed and restarted, in the end the index is what the folder holds', () => {
  const names = fc.constantFrom('x.txt', 'a/x.txt', 'b/x.txt', 'y.md', 'a/y.md', 'z.txt')
  const action = fc.oneof(
    fc.record({ what: fc.constant('write' as const), name: names }),
    fc.record({ what: fc.constant('remove' as const), name: names }),
    fc.record({ what: fc.constantFrom('look' as const, 'pass' as const, 'restart' as const), name: fc.constant('') }),
  )
  fc.assert(fc.property(fc.array(action, { maxLength: 25 }), (actions) => {
    folder = temporaryFolder()
    dataDir = temporaryFolder()
    const index = new Map<string, string>()
    /** As an ingest does: the first path of a name counts, other content of a known name needs replace. */
    const ingest = (files: WatchedFiles, step: Step) => {
      const seen = new Set<string>()
      for (const name of step.remove) index.delete(name)
      for (const file of step.paths) {
        const name = path.basename(file)
        const text = fs.readFileSync(file, 'utf8')
        if (seen.has(name) || (index.has(name) && index.get(name) !== text && !step.replace)) continue
        seen.add(name)
        index.set(name, text)
      }
      files.finished(step, [...seen], step.remove)
    }
    let files = make()
    for (const { what, name } of actions) {
      if (what === 'write') write(name)
      else if (what === 'remove') fs.rmSync(path.join(folder, name), { force: true })
      else if (what === 'restart') files = make()
      else {
        if (what === 'pass') now += SETTLE_MS
        for (const step of files.look().steps) ingest(files, step)
      }
    }
    for (let round = 0; round < 3; round++) for (const step of settled(files).steps) ingest(files, step)
    expect(settled(files)).toMatchObject({ steps: [], unsettled: 0 })
    const expected = new Map<string, string>()
    for (const name of ['x.txt', 'y.md', 'z.txt', 'a/x.txt', 'a/y.md', 'b/x.txt']) {
      const file = path.join(folder, name)
      if (fs.existsSync(file) && !expected.has(path.basename(name))) expected.set(path.basename(name), fs.readFileSync(file, 'utf8'))
    }
    expect([...index].sort()).toEqual([...expected].sort())
  }), { numRuns: 100 })
})
