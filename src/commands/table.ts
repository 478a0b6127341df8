/** All commands, in the order of the help. */
import { askCommand } from './ask.ts'
import type { Command } from './command.ts'
import { documentCommand, documentsCommand } from './documents.ts'
import { dutiesCommand } from './duties.ts'
import { evalCommand } from './eval.ts'
import { factsCommand } from './facts.ts'
import { ingestCommand } from './ingest.ts'
import { mcpCommand } from './mcp.ts'
import { quizCommand } from './quiz.ts'
import { searchCommand } from './search.ts'
import { serveCommand } from './serve.ts'
import { statusCommand } from './status.ts'
import { unitsCommand } from './units.ts'

export const COMMANDS: readonly Command[] = [ingestCommand, serveCommand, mcpCommand, askCommand, searchCommand, documentsCommand, documentCommand,
  dutiesCommand, factsCommand, unitsCommand, statusCommand, evalCommand, quizCommand]
