import { Option, type Command } from 'commander'
import type { SubmissionBody } from '../../dialects/native/schema.ts'
import { printResult, type CommandContext } from '../context.ts'
import { readMoment } from '../input/moment.ts'
import { readInput, type GivenInput } from '../input/operation-input.ts'
import { printable } from '../../telling/printable.ts'
import { repeatedOption } from '../options.ts'
import { outcomeOf, watchTask } from '../watch/watch-task.ts'

interface SubmitOptions extends GivenInput {
  readonly instance: string
  readonly token?: string
  readonly urgent?: boolean
  readonly priority?: 'normal' | 'urgent'
  readonly at?: string
  readonly reason?: string
  readonly watch?: boolean
}

/** `stepwell submit OPERATION --instance NAME`: has an operation done, and on demand watches it. */
export function addSubmit(program: Command, context: CommandContext): void {
  const { say } = context
  program
    .command('submit')
    .description(say('help.submit'))
    .argument('<operation>', say('help.submit.operation'))
    .requiredOption('--instance <name>', say('help.submit.instance'))
    .addOption(repeatedOption('--input <name=value>', say('help.submit.input')))
    .option('--input-json <json>', say('help.submit.inputJson'))
    .option('--token <text>', say('help.submit.token'))
    .option('--urgent', say('help.submit.urgent'))
    .addOption(
      new Option('--priority <priority>', say('help.submit.priority'))
        .choices(['normal', 'urgent'])
        .conflicts('urgent'),
    )
    .option('--at <moment>', say('help.submit.at'))
    .option('--reason <text>', say('help.reason'))
    .option('--watch', say('help.submit.watch'))
    .addHelpText('after', `\n${say('help.exitCodes')}`)
    .action(async (operation: string, options: SubmitOptions) => {
      const client = context.client()
      const input = await readInput(options, async () => (await client.operation(operation)).input as never)
      const task = await client.submit({ operation, instance: options.instance, input, ...wishesOf(options) })
      if (options.watch === true) {
        context.note(say('submit.done', { task: task.id }))
        return context.exitWith(outcomeOf(await watchTask(task.id, context)))
      }
      printResult(context, task, () => [
        `${say('submit.done', { task: task.id })} ${printable(task.operation.title)}: ${task.statusText}`,
        say('submit.next', { task: task.id }),
      ])
    })
}

function wishesOf({ token, urgent, priority, at, reason }: SubmitOptions): Partial<SubmissionBody> {
  return {
    ...(token === undefined ? {} : { token }),
    ...(priority === undefined ? {} : { priority }),
    ...(urgent === true ? { priority: 'urgent' } : {}),
    ...(at === undefined ? {} : { dueAt: new Date(readMoment(at, '--at')).toISOString() }),
    ...(reason === undefined ? {} : { reason }),
  }
}
