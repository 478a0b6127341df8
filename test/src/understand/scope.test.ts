/** Opinions and requests that no gazette answers. */
import { describe, expect, it } from 'vitest'
import { asksOpinion, isOffTask } from '../../../src/understand/scope.ts'

describe('opinions', () => {
  it.each(['你自己评评看，这套办法靠不靠谱', '这几位副县长里头，你看哪个最能干', '你觉得县里治水好不好'])('%s', question => expect(asksOpinion(question)).toBe(true))
  it.each(['哪个单位最后验收', '谁负责评定等次', '评上先进的是哪些单位'])('%s is none', question => expect(asksOpinion(question)).toBe(false))
})

it('a poem is off task', () => expect(isOffTask('写一首关于河流的诗')).toBe(true))
