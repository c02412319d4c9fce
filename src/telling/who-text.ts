import type { TaskView } from '../dialects/native/schema.ts'
import type { Say } from '../words/telling.ts'

const workerPrefix = 'worker-'

/** Who did something, as a history names it, and what the user is called. */
interface Doer {
  readonly by: string | null
  readonly byName: string | null
}

/** Who did something: a person by name, or by the access key where nobody knows whose it was, a worker by the beginning of its id, or Stepwell itself (null). */
export function whoText({ by, byName }: Doer, say: Say): string {
  if (by === null) return say('who.stepwell')
  return by.startsWith(workerPrefix) ? say('who.worker', { worker: workerText(by) }) : (byName ?? by)
}

/** Who submitted a task, and by which access key. */
export function submitterText(
  { submittedBy, submittedByName }: Pick<TaskView, 'submittedBy' | 'submittedByName'>,
  say: Say,
): string {
  const isPlain = submittedByName === null || submittedByName === submittedBy
  return isPlain ? submittedBy : say('who.byKey', { name: submittedByName, key: submittedBy })
}

/** A worker by the beginning of its id, which tells it from the others. */
export function workerText(id: string): string {
  return id.replace(/^worker-(?:([0-9a-f]{8})-[0-9a-f-]+$)?/, '$1')
}
