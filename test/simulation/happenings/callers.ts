import { StepwellError } from '../../../src/core/error.ts'
import type { CallerEvent } from '../../../src/core/event.ts'
import type { Task } from '../../../src/core/task.ts'
import type { Process } from '../machine/machine.ts'
import type { Server } from '../stepwell/server.ts'
import type { World } from '../world.ts'
import { callerActions, change, type Asked, type CallerActionName, type Request } from './caller-actions.ts'

/** Callers of one schedule. */
export interface Callers {
  /** Lets some caller ask something, by chance unless told what; gives what, or null: there is nothing to ask. */
  ask(name?: CallerActionName): string | null
  /** A person asks for what a task waits for, as soon as a server takes requests. */
  help(task: Task, event: CallerEvent): void
  /** Ids of tasks whose submission was answered. */
  readonly acknowledged: ReadonlySet<string>
  /** Whether a request still waits for its answer. */
  isWaiting(): boolean
}

const weights = Object.fromEntries(
  Object.entries(callerActions).map(([name, { weight }]) => [name, weight]),
) as Record<CallerActionName, number>

/** Callers who have asked for nothing. */
export function createCallers(world: World, servers: readonly Server[]): Callers {
  const { random, judge, tally } = world
  const asked: Asked = { submissions: [], acknowledged: new Set() }
  const waiting = new Set<{ readonly process: Process }>()

  /** False: no server takes requests. */
  function send(request: Request): boolean {
    const takers = servers.filter(server => server.centre() !== null)
    if (takers.length === 0) return false
    const server = random.pick(takers)
    const sent = { process: server.process()! }
    waiting.add(sent)
    request
      .send(server.centre()!)
      .then(
        () => tally('answer', 'done'),
        (error: unknown) => refused(request, error),
      )
      .finally(() => waiting.delete(sent))
    return true
  }

  function refused({ what, refusals }: Request, error: unknown): void {
    if (!(error instanceof StepwellError)) return tally('answer', 'store failed')
    tally('answer', error.code)
    if (!refusals().includes(error.code))
      judge.report('a caller hears only what its request explains', `${what}: ${error.message}`)
  }

  return {
    acknowledged: asked.acknowledged,
    ask(name = random.weighted(weights)!) {
      const request = callerActions[name].request(world, asked)
      if (request === null || !send(request)) return null
      tally('action', name)
      return request.what
    },
    help: (task, event) => void send(change(world, task, event)),
    isWaiting: () => [...waiting].some(({ process }) => process.state !== 'dead'),
  }
}
