import type { TaskView } from '../dialects/native/schema.ts'

/** What an instance of a task is called; what is none of its instances, or has no name, stays as it is. */
export const instanceText = (id: string, { uses }: Pick<TaskView, 'uses'>): string =>
  uses.find(used => used.id === id)?.name ?? id
