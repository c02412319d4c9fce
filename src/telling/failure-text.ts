import type { FailureView } from '../dialects/native/schema-parts.ts'
import type { TaskView } from '../dialects/native/schema.ts'
import type { Say } from '../words/telling.ts'
import { printable } from './printable.ts'
import { plainTitle } from './title.ts'

/** What went wrong, and in which of the task's steps. */
export function failureText(failure: FailureView, { steps }: Pick<TaskView, 'steps'>, say: Say): string {
  const { code, message, step } = failure
  const parts = { code, message: printable(message) }
  if (step === null) return say('task.failed', parts)
  const title = steps.find(({ name }) => name === step)?.title ?? step
  return say('task.failedIn', { ...parts, step: plainTitle(title) })
}
