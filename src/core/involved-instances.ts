import type { Task } from './task.ts'

/** Ids of the instances that a task is about: the one it is done to, then those that its input names. */
export function instancesOf({ instance, locks }: Pick<Task, 'instance' | 'locks'>): readonly string[] {
  return [...new Set([instance, ...locks])]
}

/** Whether a task is done to an instance, or its input names it. */
export function involves(task: Pick<Task, 'instance' | 'locks'>, instance: string): boolean {
  return task.instance === instance || task.locks.includes(instance)
}
