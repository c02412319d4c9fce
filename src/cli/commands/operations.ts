import type { Command } from 'commander'
import type { OperationView } from '../../dialects/native/schema.ts'
import { endedSentence, joinSentences } from '../../words/joined.ts'
import { columnsOf, printResult, type CommandContext } from '../context.ts'
import { inputRows } from '../input/input-words.ts'
import { printable } from '../../telling/printable.ts'
import { table } from '../text/table.ts'
import { wrap } from '../text/wrap.ts'

/** `stepwell operations [NAME]`: what can be done, or what one operation does and needs. */
export function addOperations(program: Command, context: CommandContext): void {
  const { say } = context
  program
    .command('operations')
    .description(say('help.operations'))
    .argument('[name]', say('help.operations.name'))
    .action(async (name: string | undefined) => {
      const client = context.client()
      if (name !== undefined) {
        const operation = await client.operation(name)
        return printResult(context, operation, () => describe(operation, context))
      }
      const list = await client.operations()
      return printResult(context, list, () => {
        if (list.operations.length === 0) return [say('operations.none')]
        const headings = [say('heading.operation'), say('heading.service'), say('heading.title')]
        return table(
          headings,
          list.operations.map(one => [one.name, one.service, printable(one.title)]),
        )
      })
    })
}

function describe(
  operation: OperationView,
  { say, language, surroundings }: CommandContext,
): readonly string[] {
  const columns = columnsOf(surroundings)
  const inputs = inputRows(operation.input, say)
  const steps = operation.steps.map((step, index) => [
    `  ${index + 1}`,
    printable(step.title),
    step.cancellable ? '' : say('operations.notCancellable'),
  ])
  const failures = operation.failures.flatMap(({ code, message, remedy }) => [
    ...wrap(
      printable(`${code}  ${joinSentences([endedSentence(message, language), remedy], language)}`),
      columns - 2,
    ).map(line => `  ${line}`),
  ])
  const part = (heading: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', heading, ...lines]
  return [
    `${operation.name}  ${printable(operation.title)}  (${operation.service}, ${say('operations.version', { version: operation.version })})`,
    ...wrap(printable(operation.description), columns),
    ...part(say('operations.input'), inputs.length === 0 ? [] : table(inputs[0] ?? [], inputs.slice(1))),
    ...part(say('operations.steps'), steps.length === 0 ? [] : table(steps[0] ?? [], steps.slice(1))),
    ...part(say('operations.failures'), failures),
    '',
    say('operations.next', { operation: operation.name }),
  ]
}
