import { Option, type Command } from 'commander'
import type { Action } from '../../core/actions.ts'
import type { TaskView } from '../../dialects/native/schema.ts'
import type { Say } from '../../words/command-line.ts'
import { joinSentences } from '../../words/joined.ts'
import { printResult, type CommandContext } from '../context.ts'
import { exitCodes } from '../failure.ts'
import { hasEnded, outcomeOf, watchTask } from '../watch/watch-task.ts'
import type { NextLine } from './next-line.ts'

/** What was typed behind a command that asks something of a task; each has some of it. */
export interface ControlOptions {
  readonly reason?: string
  /** Milliseconds since the epoch. */
  readonly until?: number
  /** Milliseconds. */
  readonly for?: number
  readonly then?: 'resume' | 'cancel'
  /** Milliseconds since the epoch. */
  readonly at?: number
  readonly wait?: true
  readonly watch?: true
}

/** Something that may be asked of a task, as a command of its own. */
export interface Control {
  readonly action: Action
  /** Its options beside the reason. */
  readonly options?: (say: Say) => readonly Option[]
  /** Whether nobody may ask without saying why. */
  readonly needsReason?: true
  /** What is asked beside the reason. Throws a misuse. */
  readonly body?: (options: ControlOptions, now: number) => object
  readonly next: NextLine
  /** When a watch that was asked for is over; left out: when the task has ended. */
  readonly isOver?: (task: TaskView) => boolean
  /** The exit status after such a watch, from the task as it was when asked and as it is now; left out: how it ended. */
  readonly outcome?: (last: TaskView, asked: TaskView) => number
}

/** `stepwell ACTION TASK`: asks something of a task, says what happens next, and on demand watches it happen. */
export function addControl(program: Command, context: CommandContext, control: Control): void {
  const { say, language, surroundings } = context
  const { action, next, isOver = hasEnded, outcome = outcomeOf, needsReason = false } = control
  const command = program
    .command(action)
    .description(say(`help.${action}`))
    .argument('<task>', say('help.task'))
  for (const option of control.options?.(say) ?? []) command.addOption(option)
  command
    .addOption(new Option('--reason <text>', say('help.reason')).makeOptionMandatory(needsReason))
    .addHelpText('after', `\n${say('help.exitCodes')}`)
    .action(async (id: string, options: ControlOptions) => {
      const { reason, wait = false, watch = false } = options
      const body = {
        ...control.body?.(options, surroundings.now()),
        ...(reason === undefined ? {} : { reason }),
      }
      const asked = await context.client().change(id, action, body)
      const told = next(asked, say, { language, now: surroundings.now() })
      if (!wait && !watch)
        return printResult(context, asked, () => [joinSentences([told, ...hintsOf(asked, say)], language)])
      context.note(told)
      const last = await watchTask(id, context, isOver)
      context.exitWith(last === null ? exitCodes.interrupted : outcome(last, asked))
    })
}

/** What a person may want to type next. */
function hintsOf(task: TaskView, say: Say): readonly string[] {
  if (hasEnded(task)) return []
  return [say(task.status === 'paused' ? 'pause.next' : 'submit.next', { task: task.id })]
}
