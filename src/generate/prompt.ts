/**
 * Prompts: one Markdown file each, with a head that names it, and a section for the system and one for the human message.
 *
 *   ---                      In: prompts/NAME.md and values for its inputs. Out: messages of LangChain.
 *   name: answer             Inputs are {words in braces}; values are put in once and never read as a template again.
 *   version: 1
 *   inputs: question, evidence
 *   ---
 *   ## system
 *   …
 *   ## human
 *   …{evidence}…
 */
import fs from 'node:fs'
import path from 'node:path'
import type { BaseMessage } from '@langchain/core/messages'
import { ChatPromptTemplate } from '@langchain/core/prompts'
import { packageRoot } from '../../index/paths.ts'
import type { Task } from './observer.ts'

export interface Prompt {
  name: string
  version: number
  inputs: readonly string[]
  template: ChatPromptTemplate
}

const FILE = /^---\n([\s\S]*?)\n---\n\s*## system\n([\s\S]*?)\n## human\n([\s\S]*)$/

/** @throws RangeError when the file is not of the form above or its inputs are not its placeholders */
export function readPrompt(text: string): Prompt {
  const match = FILE.exec(text)
  if (match === null) throw new RangeError('expected a prompt with a head and the sections "## system" and "## human"')
  const head = new Map((match[1] ?? '').split('\n').map(line => {
    const at = line.indexOf(':')
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()] as const
  }))
  const name = head.get('name') ?? ''
  const version = Number(head.get('version'))
  const inputs = (head.get('inputs') ?? '').split(',').map(one => one.trim()).filter(one => one !== '')
  if (name === '' || !Number.isInteger(version) || version < 1) throw new RangeError('expected the head of a prompt to give name and version')
  const template = ChatPromptTemplate.fromMessages([['system', (match[2] ?? '').trim()], ['human', (match[3] ?? '').trim()]])
  const placeholders = [...template.inputVariables].sort()
  if (placeholders.join() !== [...inputs].sort().join()) throw new RangeError(`prompt ${name}: expected inputs ${placeholders.join(', ')}, got ${inputs.join(', ')}`)
  return { name, version, inputs, template }
}

const prompts = new Map<Task, Prompt>()

export function promptOf(task: Task): Prompt {
  const known = prompts.get(task)
  if (known !== undefined) return known
  const prompt = readPrompt(fs.readFileSync(path.join(packageRoot(), 'prompts', `${task}.md`), 'utf8'))
  prompts.set(task, prompt)
  return prompt
}

export function messagesOf(task: Task, values: Record<string, string>): Promise<BaseMessage[]> {
  return promptOf(task).template.formatMessages(values)
}
