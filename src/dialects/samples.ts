import { failureOf } from '../core/failure.ts'
import type { TaskEvent, WorkerEvent } from '../core/event.ts'
import type { Instance } from '../core/instance.ts'
import { createTask } from '../core/submission.ts'
import type { Detail, EndedStatus, Task } from '../core/task.ts'
import { transition } from '../core/transition.ts'
import type { Words } from '../core/words.ts'
import { sampleInstance, sampleOperation, words } from './sample-operation.ts'
import type { SeenTask } from './view.ts'

type Event = WorkerEvent extends infer E ? (E extends WorkerEvent ? Omit<E, 'epoch'> : never) : never

/** The second of the documents' example at which the samples begin. */
const beginning = Date.UTC(2022, 8, 1, 11, 52, 24)

/** Applies a worker's events, each some seconds after the beginning. */
const after = (task: Task, events: readonly (readonly [number, Event])[]): Task =>
  events.reduce(
    (before, [seconds, event]) =>
      transition(before, { ...event, epoch: before.epoch }, beginning + seconds * 1000),
    task,
  )

const submitted = (id: string, instance: Instance, input = {}): Task =>
  createTask(
    id,
    sampleOperation,
    instance,
    {
      operation: sampleOperation.name,
      instance: instance.id,
      input,
      token: null,
      priority: 'normal',
      dueAt: null,
      submittedBy: 'STWLAAAAAAAAAAAAAAAA',
    },
    beginning,
  )

const claimed = (task: Task): Task => transition(task, { type: 'claimed', worker: 'worker-1' }, task.dueAt)

const part = (
  step: string,
  subStep: string,
  from: number,
  to: number,
): readonly (readonly [number, Event])[] => [
  [from, { type: 'subStepStarted', step, subStep }],
  [to, { type: 'subStepSucceeded', step, subStep, output: null }],
]

const checked: readonly (readonly [number, Event])[] = [
  [0, { type: 'stepStarted', step: 'check' }],
  ...part('check', 'resources', 0, 2),
  ...part('check', 'status', 2, 5),
  [5, { type: 'stepSucceeded', step: 'check', output: null }],
]

const toStart = words('to start', '待开始')
const inProgress = words('in progress', '迁移中')
const detail = (nodeId: string, slotRange: Detail[string], state: Words): Detail => ({
  nodeId,
  slotRange,
  fullMigration: state,
  incrementalMigration: state,
})

const request = words('Resource request.', '申请资源')
const firstNode = '9996c3376318417281fb5e611f3fb1a0'
const secondNode = '5b70f440ccc94789b34a5c98c2ba05ea'
const nodes = [
  { name: 'node-1', title: request, weight: 2, detail: detail(firstNode, [[0, 5460]], toStart) },
  { name: 'node-2', title: request, weight: 7, detail: detail(secondNode, [[5461, 10921]], toStart) },
]

const halfWay: readonly (readonly [number, Event])[] = [
  ...checked,
  [6, { type: 'stepStarted', step: 'migrate' }],
  [6, { type: 'subStepsAdded', step: 'migrate', subSteps: nodes }],
  [6, { type: 'subStepStarted', step: 'migrate', subStep: 'node-1' }],
  [
    66,
    {
      type: 'progressed',
      reports: [
        {
          step: 'migrate',
          subStep: 'node-1',
          progress: {
            done: 1000,
            total: 1000,
            unit: 'keys',
            detail: detail(firstNode, [[0, 5460]], inProgress),
          },
        },
        {
          step: 'migrate',
          subStep: null,
          progress: { done: 1000, total: 4500, ratePerSecond: 35, lagBytes: 0 },
        },
      ],
      predictedEndAt: beginning + 226_000,
      predictedSteps: [{ step: 'migrate', endAt: beginning + 226_000 }],
    },
  ],
  [66, { type: 'subStepSucceeded', step: 'migrate', subStep: 'node-1', output: null }],
]

const outOfMemory = failureOf(
  'DCS.1014',
  sampleOperation.failures['DCS.1014']!,
  { address: '10.0.0.7:6379' },
  'migrate',
)
const ended = (status: EndedStatus): readonly (readonly [number, Event])[] => [
  [127, { type: 'ending', status, failure: status === 'failed' ? outOfMemory : null, retryAt: null }],
  [128, { type: 'ended' }],
]

const withEffect: readonly (readonly [number, Event])[] = [
  [
    6,
    {
      type: 'effectIntended',
      title: words('Throttle', '限速'),
      name: 'throttle',
      key: '',
      lives: 'attempt',
      input: { keys: 1 },
    },
  ],
  [6, { type: 'effectApplied', name: 'throttle', key: '', result: 'before' }],
]
const staging = { name: 'staging', lives: 'task' } as const
const undone: Event = { type: 'effectUndone', name: 'throttle', key: '' }

const odd = 'quote " backslash \\ line\nbreak \u0000 {curly:x,y} <tag> 漢字 🜲 \u202e'
const id = '8abf6e1e72c12e7c0172c15b508500aa'
const waiting = submitted(id, sampleInstance, { target: 'other' })
const half = after(claimed(waiting), halfWay)
const failed = after(half, ended('failed'))
const cancelling = transition(half, { type: 'cancelRequested' }, beginning + 100_000)

const manyParts = Array.from({ length: 3000 }, (_item, index) => ({
  name: `node-${index}`,
  title: request,
  weight: index + 1,
  total: Number.MAX_SAFE_INTEGER,
  detail: detail(
    `${index}`,
    Array.from({ length: 20 }, (_range, slot) => [slot * 2, slot * 2] as const),
    toStart,
  ),
}))

const asked = (task: Task, event: TaskEvent): Task => transition(task, event, beginning + 100_000)
const paused = after(
  asked(after(half, withEffect), {
    type: 'pauseRequested',
    limit: { until: beginning + 3_600_000, afterwards: 'cancel' },
  }),
  [[101, { type: 'paused' }]],
)
const withStaging = withEffect.map(([seconds, event]) => [seconds, { ...event, ...staging }] as const)
const died: TaskEvent = { type: 'workerLost', worker: 'worker-1', cause: 'died', blame: 'alone' }
const stalled: Event = { type: 'stalled', step: 'migrate', since: beginning + 66_000, reason: 'lag_grows' }
const failedForNow: Event = {
  type: 'ending',
  status: 'failed',
  failure: outOfMemory,
  retryAt: beginning + 200_000,
}

const seen = (task: Task, change: Partial<SeenTask> = {}): SeenTask => ({
  task,
  instance: sampleInstance,
  uses: [
    { id: task.instance, name: sampleInstance.name, isRegistered: true },
    { id: 'other', name: 'orders-new', isRegistered: true },
  ],
  queue: null,
  supersededBy: null,
  stopAsked: null,
  rescheduled: null,
  ...change,
})

const foreign: Instance = { ...sampleInstance, project: 'f'.repeat(32) }

/** The shelf: every dialect shows every one of them. */
export const samples = {
  waiting: seen(waiting),
  started: seen(after(claimed(waiting), checked.slice(0, 2))),
  half: seen(half),
  cancelling: seen(cancelling, {
    stopAsked: { action: 'cancel', at: beginning + 125_000, by: 'AK2', reason: 'wrong target' },
  }),
  cleaningUp: seen(after(half, [...withEffect, ...ended('failed').slice(0, 1)])),
  oneStepFailed: seen(
    after(after(half, withEffect), [ended('failed')[0]!, [127, undone], ended('failed')[1]!]),
  ),
  retried: seen(claimed(transition(failed, { type: 'retryRequested' }, beginning + 500_000))),
  cancelled: seen(after(cancelling, ended('cancelled'))),
  done: seen(
    after(half, [[126, { type: 'stepSucceeded', step: 'migrate', output: null }], ...ended('succeeded')]),
    { instance: null },
  ),
  enormous: seen(
    after(claimed(waiting), [
      ...checked,
      [6, { type: 'stepStarted', step: 'migrate' }],
      [6, { type: 'subStepsAdded', step: 'migrate', subSteps: manyParts }],
      [
        7,
        {
          type: 'progressed',
          reports: [],
          predictedEndAt: beginning + 1e15,
          predictedSteps: [{ step: 'migrate', endAt: beginning + 1e15 }],
        },
      ],
    ]),
  ),
  pausing: seen(asked(half, { type: 'pauseRequested', limit: null })),
  paused: seen(paused),
  stalled: seen(after(half, [[90, stalled]])),
  waitingToRetry: seen(
    after(half, [
      [127, failedForNow],
      [128, { type: 'ended' }],
    ]),
  ),
  givenBack: seen(after(half, [[90, { type: 'yielded' }]])),
  keptForRetry: seen(after(half, [...withStaging, ...ended('failed')])),
  suspected: seen(claimed(asked(half, died))),
  superseded: seen(failed, { supersededBy: 'another-task' }),
  queued: seen(waiting, {
    queue: {
      place: 2,
      waitsFor: [
        { kind: 'undo', task: 'task-in-front', instance: 'other' },
        { kind: 'turn', task: 'task-before', instance: sampleInstance.id },
      ],
      predictedStartAt: beginning + 60_000,
    },
  }),
  delayed: seen(asked(waiting, { type: 'rescheduled', dueAt: beginning + 3_600_000 }), {
    queue: {
      place: null,
      waitsFor: [{ kind: 'time', until: beginning + 3_600_000 }],
      predictedStartAt: null,
    },
  }),
  oddCharacters: seen(
    after(claimed(submitted(odd, { ...sampleInstance, name: odd }, { [odd]: odd })), [
      ...checked,
      [6, { type: 'stepStarted', step: 'migrate' }],
      [
        6,
        {
          type: 'subStepsAdded',
          step: 'migrate',
          subSteps: [
            { name: odd, title: words(odd, odd), weight: 1, detail: detail(odd, [], words(odd, odd)) },
          ],
        },
      ],
    ]),
    { instance: { ...sampleInstance, name: odd } },
  ),
  otherProject: seen(submitted(id, foreign), { instance: foreign }),
} satisfies { readonly [name: string]: SeenTask }

/** When the samples are shown: 100 seconds before the predicted end of the one that is half done. */
export const samplesShownAt = beginning + 126_000
