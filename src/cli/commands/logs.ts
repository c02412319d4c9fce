import type { Command } from 'commander'
import { setTimeout as delay } from 'node:timers/promises'
import type { TaskView } from '../../dialects/native/schema.ts'
import type { CommandContext } from '../context.ts'
import { exitCodes, misuse } from '../failure.ts'
import { displayWidth } from '../text/display-width.ts'
import { createLogLines } from '../text/log-lines.ts'
import { tellInLines, untilAnswered } from '../watch/until-answered.ts'

const PAGE = 1000
const LOOK_MS = 500

interface LogsOptions {
  readonly step?: string
  readonly follow?: boolean
}

/** `stepwell logs TASK`: what its operation wrote; with `--follow` also what it writes until the task has ended. */
export function addLogs(program: Command, context: CommandContext): void {
  const { say } = context
  program
    .command('logs')
    .description(say('help.logs'))
    .argument('<task>', say('help.task'))
    .option('--step <name>', say('help.logs.step'))
    .option('-f, --follow', say('help.logs.follow'))
    .action(async (id: string, { step, follow = false }: LogsOptions) => {
      if (!follow) return readLog(id, step, context)
      using interrupt = context.surroundings.catchInterrupt()
      try {
        await readLog(id, step, context, interrupt.signal)
      } catch (error) {
        if (!interrupt.signal.aborted) throw error
        context.note(say('logs.left'))
        context.exitWith(exitCodes.interrupted)
      }
    })
}

/** Prints a log up to now; with a signal until the task has ended or the signal aborts. */
async function readLog(
  id: string,
  step: string | undefined,
  context: CommandContext,
  signal?: AbortSignal,
): Promise<void> {
  const { json, note, print, say } = context
  const client = context.client()
  let task = await client.task(id, signal)
  const names = task.steps.map(({ name }) => name)
  if (step !== undefined && !names.includes(step))
    throw misuse('logs.unknownStep', { step, steps: names.join(', ') })
  const log = createLogLines(context, Math.max(...names.map(displayWidth)))
  let after = 0

  /** Prints what has come since. */
  async function go(): Promise<void> {
    for (let more = true; more;) {
      const { lines, next } = await client.logs(id, { step, after, limit: PAGE }, signal)
      for (const line of json ? lines.map(each => JSON.stringify(each)) : log.show(lines)) print(line)
      after = lines.at(-1)?.id ?? after
      more = next !== null
    }
  }

  await go()
  if (signal === undefined) return after === 0 && !json ? note(say('logs.none')) : undefined
  const teller = tellInLines(note, context)
  // The task first, then its lines: those of its end are stored before the end is.
  while (task.endedAt === null) {
    await delay(LOOK_MS, undefined, { signal })
    task = await untilAnswered(lookAt, teller, context, signal)
  }

  async function lookAt(): Promise<TaskView> {
    const seen = await client.task(id, signal)
    await go()
    return seen
  }
}
