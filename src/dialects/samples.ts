import { defineOperation } from '../core/operation.ts'
import { failureOf } from '../core/failure.ts'
import type { WorkerEvent } from '../core/event.ts'
import type { Instance } from '../core/instance.ts'
import { createTask } from '../core/submission.ts'
import type { Detail, Task } from '../core/task.ts'
import { transition } from '../core/transition.ts'
import type { Words } from '../core/words.ts'
import type { SeenTask } from './view.ts'

const run = async () => null
const words = (english: string, chinese: string): Words => ({ 'en-us': english, 'zh-cn': chinese })

/** What the samples run: the two steps of the document's example, one that may not be cancelled, and what they say. */
export const sampleOperation = defineOperation({
  name: 'redis.sample',
  version: 3,
  service: 'dcs',
  title: words('Data migration', '数据迁移'),
  input: { type: 'object', properties: { target: { type: 'string', format: 'instance' } } },
  failures: {
    'DCS.1014': {
      message: words('The target {address} is out of memory.', '目标 {address} 内存不足。'),
      remedy: words('Give it more memory and try again.', '请扩容后重试。'),
    },
  },
})
  .step('check', {
    title: words('Pre-check.', '前置检查'),
    weight: 10,
    run,
    subSteps: [
      { name: 'resources', title: words('Resource check.', '资源检查') },
      { name: 'status', title: words('Instance status check.', '实例状态检查') },
    ],
  })
  .step('migrate', { title: words('Data migration.', '数据迁移'), weight: 90, unit: 'keys', run })

const project = '0e1c9f3b5a7d4c2e8f6a1b3c5d7e9f01'

/** The instance the samples are done to. */
export const sampleInstance: Instance = {
  id: '5560df16-cebf-4473-95c4-d1b573c16e79',
  service: 'dcs',
  project,
  name: 'orders',
  enterpriseProject: null,
  tags: { team: 'shop' },
  endpoints: [{ host: '127.0.0.1', port: 6379 }],
  facts: { mode: 'standalone' },
  sealedAccess: 'sealed',
  former: null,
  switchHook: { program: '/bin/true', arguments: ['x'], timeoutSeconds: 5 },
  createdAt: Date.UTC(2022, 7, 1),
  updatedAt: Date.UTC(2022, 7, 2),
  revision: 2,
}

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
const ended = (status: 'succeeded' | 'failed' | 'cancelled'): readonly (readonly [number, Event])[] => [
  [127, { type: 'ending', status, failure: status === 'failed' ? outOfMemory : null, retryAt: null }],
  [128, { type: 'ended' }],
]

const withEffect: readonly (readonly [number, Event])[] = [
  [
    6,
    {
      type: 'effectIntended',
      title: { 'en-us': 'Effect', 'zh-cn': '影响' },
      name: 'throttle',
      key: '',
      lives: 'attempt',
      input: { keys: 1 },
    },
  ],
  [6, { type: 'effectApplied', name: 'throttle', key: '', result: 'before' }],
]
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

/** The shelf: every dialect shows every one of them. */
export const samples = {
  waiting: { task: waiting, instance: sampleInstance },
  started: { task: after(claimed(waiting), checked.slice(0, 2)), instance: sampleInstance },
  half: { task: half, instance: sampleInstance },
  cancelling: { task: cancelling, instance: sampleInstance },
  cleaningUp: {
    task: after(half, [...withEffect, ...ended('failed').slice(0, 1)]),
    instance: sampleInstance,
  },
  oneStepFailed: {
    task: after(after(half, withEffect), [ended('failed')[0]!, [127, undone], ended('failed')[1]!]),
    instance: sampleInstance,
  },
  retried: {
    task: claimed(transition(failed, { type: 'retryRequested' }, beginning + 500_000)),
    instance: sampleInstance,
  },
  cancelled: { task: after(cancelling, ended('cancelled')), instance: sampleInstance },
  done: {
    task: after(half, [
      [126, { type: 'stepSucceeded', step: 'migrate', output: null }],
      ...ended('succeeded'),
    ]),
    instance: null,
  },
  enormous: {
    task: after(claimed(waiting), [
      ...checked,
      [6, { type: 'stepStarted', step: 'migrate' }],
      [6, { type: 'subStepsAdded', step: 'migrate', subSteps: manyParts }],
      [7, { type: 'progressed', reports: [], predictedEndAt: beginning + 1e15 }],
    ]),
    instance: sampleInstance,
  },
  oddCharacters: {
    task: after(claimed(submitted(odd, { ...sampleInstance, name: odd }, { [odd]: odd })), [
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
    instance: { ...sampleInstance, name: odd },
  },
  otherProject: {
    task: submitted(id, { ...sampleInstance, project: 'f'.repeat(32) }),
    instance: { ...sampleInstance, project: 'f'.repeat(32) },
  },
} as const satisfies { readonly [name: string]: SeenTask }

/** When the samples are shown: 100 seconds before the predicted end of the one that is half done. */
export const samplesShownAt = beginning + 126_000
