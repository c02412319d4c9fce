import type { TaskView } from '../../dialects/native/schema.ts'
import { operationTitles, type OperationTitles } from '../../telling/operation-titles.ts'
import type { CommandContext } from '../context.ts'
import { CommandFailure } from '../failure.ts'

/** What people read in place of names in a task; the names, where its operation is not to be had any more. */
export async function titlesOfTask(
  { operation }: Pick<TaskView, 'operation'>,
  context: CommandContext,
): Promise<OperationTitles> {
  try {
    return operationTitles(await context.client().operation(operation.name))
  } catch (error) {
    // A title is nothing to fail for, nor to wait for a server that was lost.
    if (!(error instanceof CommandFailure)) throw error
    return operationTitles(null)
  }
}
