import type { Say } from '../words/telling.ts'

const workerPrefix = 'worker-'

/** Who did something: a person by the access key or the own name, a worker by the beginning of its id, or Stepwell itself (null). */
export function whoText(by: string | null, say: Say): string {
  if (by === null) return say('who.stepwell')
  return by.startsWith(workerPrefix) ? say('who.worker', { worker: workerText(by) }) : by
}

/** A worker by the beginning of its id, which tells it from the others. */
export function workerText(id: string): string {
  return id.replace(/^worker-(?:([0-9a-f]{8})-[0-9a-f-]+$)?/, '$1')
}
