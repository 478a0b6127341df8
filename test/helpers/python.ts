/** Python with OpenAI's client, where the machine has it. */
import { spawnSync } from 'node:child_process'

/** Why the Python tests cannot run here, or undefined. */
export const noPython = ((): string | undefined => {
  const { status } = spawnSync('python3', ['-c', 'import openai; assert int(openai.__version__.split(".")[0]) >= 1'], { stdio: 'ignore' })
  return status === 0 ? undefined : 'python3 with the package openai (1 or later) is not on this machine: pip install openai'
})()
