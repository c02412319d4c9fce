import type { Caller } from '../caller.ts'
import type { TaskEvent } from '../event.ts'
import { failureOf, type Failure } from '../failure.ts'
import type { Instance } from '../instance.ts'
import { defineOperation } from '../operation.ts'
import type { Commit } from '../store.ts'
import type { Submission } from '../submission.ts'
import { createTask } from '../submission.ts'
import type { EffectLife, EndedStatus, Task } from '../task.ts'
import { transition } from '../transition.ts'
import type { Words } from '../words.ts'

/** Test support of `core/`: one sample of everything, with what is not told left at a plain value. */

export const words = (text: string): Words => ({ 'en-us': text, 'zh-cn': text })

export const project = '0123456789abcdef0123456789abcdef'

export const caller = (change: Partial<Caller> = {}): Caller => ({
  accessKey: 'AK1',
  project,
  administrator: true,
  language: null,
  ...change,
})

export const instance = (change: Partial<Instance> = {}): Instance => ({
  id: 'instance-1',
  service: 'dcs',
  project,
  name: 'orders',
  enterpriseProject: null,
  tags: {},
  endpoints: [{ host: '127.0.0.1', port: 6379 }],
  facts: {},
  factsAt: null,
  sealedAccess: 'sealed',
  switchHook: null,
  former: null,
  createdAt: 0,
  updatedAt: 0,
  revision: 1,
  ...change,
})

/** Three steps: `plan` (weight 1), `copy` (weight 3, with the sub-steps `a` and `b`) and `switch`, which is not cancellable. */
export const operation = defineOperation({
  name: 'redis.sample',
  version: 1,
  service: 'dcs',
  title: words('Sample'),
  input: {
    type: 'object',
    properties: { target: { type: 'string', format: 'instance' }, speed: { type: 'number' } },
  },
})
  .step('plan', { title: words('Plan'), run: async () => ({ slots: 2 }) })
  .step('copy', {
    title: words('Copy'),
    weight: 3,
    unit: 'keys',
    subSteps: [
      { name: 'a', title: words('A') },
      { name: 'b', title: words('B'), weight: 3 },
    ],
    run: async () => {},
  })
  .step('switch', { title: words('Switch'), cancellable: false, budgetSeconds: 60, run: async () => {} })

export const submission = (change: Partial<Submission> = {}): Submission & { submittedBy: string } => ({
  operation: operation.name,
  instance: 'instance-1',
  input: {},
  token: null,
  priority: 'normal',
  dueAt: null,
  submittedBy: 'AK1',
  ...change,
})

/** Submitted at 1000 and due at once. */
export const pendingTask = (change: Partial<Submission> = {}): Task =>
  createTask('task-1', operation, instance(), submission(change), 1000)

export const failure = (code = 'DCS.1001', step: string | null = null): Failure =>
  failureOf(code, { message: words('It broke.'), remedy: words('Mend it.') }, {}, step)

/** What else a commit says that only puts a new task into the store. */
export const emptyCommit: Omit<Commit, 'task'> = {
  expectedRevision: 0,
  events: [],
  acquire: [],
  soleUser: false,
  release: [],
  instances: [],
}

/** The task after events, at 2000 unless told. */
export const after = (task: Task, events: readonly TaskEvent[], now = 2000): Task =>
  events.reduce((current, event) => transition(current, event, now), task)

export const claimed: TaskEvent = { type: 'claimed', worker: 'w1' }

/** Under the first epoch unless told, as are all that follow. */
export const stepStarted = (step: string, epoch = 1): TaskEvent => ({ type: 'stepStarted', epoch, step })
export const stepSucceeded = (step: string, epoch = 1): TaskEvent => ({
  type: 'stepSucceeded',
  epoch,
  step,
  output: `${step} is done`,
})
export const intended = (name: string, lives: EffectLife, epoch = 1): TaskEvent => ({
  type: 'effectIntended',
  title: { 'en-us': 'Effect', 'zh-cn': '影响' },
  epoch,
  name,
  key: '',
  lives,
  input: { of: name },
})
export const applied = (name: string, epoch = 1): TaskEvent => ({
  type: 'effectApplied',
  epoch,
  name,
  key: '',
  result: 'before',
})
export const undone = (name: string, epoch = 1): TaskEvent => ({ type: 'effectUndone', epoch, name, key: '' })
export const undoFailed = (name: string, epoch = 1): TaskEvent => ({
  type: 'effectUndoFailed',
  epoch,
  name,
  key: '',
  failure: failure('STW.0007'),
})
export const ending = (status: EndedStatus, epoch = 1): TaskEvent => ({
  type: 'ending',
  epoch,
  status,
  failure: status === 'failed' ? failure() : null,
  retryAt: null,
})
export const ended = (epoch = 1): TaskEvent => ({ type: 'ended', epoch })

/** Claimed, with its first step begun, under epoch 1. */
export const runningTask = (): Task => after(pendingTask(), [claimed, stepStarted('plan')])

/** Failed in its first step, with effects of that step of which some may be kept, under epoch 1. */
export const failedTask = (effects: readonly (readonly [name: string, lives: EffectLife])[] = []): Task => {
  const begun = effects.flatMap(([name, lives]) => [intended(name, lives), applied(name)])
  const gone = effects.filter(([, lives]) => lives === 'attempt').map(([name]) => undone(name))
  return after(runningTask(), [...begun, ending('failed'), ...gone, ended()])
}
