import { search } from '@jmespath-community/jmespath'
import { outcomeOf, type Outcome, type Waiter } from './waiters.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- JSON of any form
type Json = any

/** Asks a path of the server as Terraform does; the body of the answer. */
export type Get = (path: string) => Promise<Json>

/** What a poll is about. */
export interface Asked {
  readonly project: string
  readonly instance: string
  readonly task: string
}

/** One poll of a waiter. */
export async function poll(waiter: Waiter, { project, instance, task }: Asked, get: Get): Promise<Outcome> {
  const path = waiter.path
    .replace('{project_id}', project)
    .replace('{instance_id}', instance)
    .replace('{task_id}', task)
  const found = waiter.pageBy === undefined ? await get(path) : await everyPage(path, waiter.pageBy, get)
  const outcome = outcomeOf(waiter, search(found, waiter.state))
  const isBusy = waiter.busy !== undefined && search(found, waiter.busy) !== null
  return outcome === 'goes on' && isBusy ? 'waits' : outcome
}

async function everyPage(path: string, size: number, get: Get): Promise<Json> {
  const tasks: Json[] = []
  for (let start = 1; ; start += size) {
    const page = search(await get(path.replace('{start}', String(start))), 'tasks') as Json[]
    if (page.length === 0) return tasks
    tasks.push(...page)
  }
}
