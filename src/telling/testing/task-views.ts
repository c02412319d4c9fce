import type { StepView, SubStepView } from '../../dialects/native/schema-parts.ts'
import type { TaskView } from '../../dialects/native/schema.ts'

/** When the samples are looked at: 30 seconds after the task has started. */
export const sampleNow = Date.UTC(2026, 5, 17, 8, 0, 30)

const at = (seconds: number): string =>
  new Date(Date.UTC(2026, 5, 17, 8, 0, 0) + seconds * 1000).toISOString()

const nothing = {
  done: null,
  total: null,
  unit: null,
  ratePerSecond: null,
  lagBytes: null,
  detail: null,
  failure: null,
} as const

const waiting = (name: string, title: string): SubStepView => ({
  ...nothing,
  name,
  title,
  status: 'waiting',
  statusText: 'Waiting',
  percent: 0,
  startedAt: null,
  endedAt: null,
})

const succeeded = (name: string, title: string, from: number, to: number): SubStepView => ({
  ...waiting(name, title),
  status: 'succeeded',
  statusText: 'Succeeded',
  percent: 100,
  startedAt: at(from),
  endedAt: at(to),
})

const node = (index: number, from: number, to: number, done: number): SubStepView => ({
  ...waiting(`node-${index}`, 'Resource request.'),
  status: 'running',
  statusText: 'Running',
  percent: Math.floor(done / 1333.33),
  done,
  total: 133_333,
  unit: 'keys',
  ratePerSecond: 4_480,
  lagBytes: 1_234,
  detail: { nodeId: `127.0.0.1:700${index}`, slotRange: [[from, to]], fullMigration: 'in progress' },
  startedAt: at(3),
})

/** What a step has that nothing is said of. */
const ordinary = {
  cancellable: true,
  stopSeconds: 30,
  skippable: false,
  predictedStartAt: null,
  predictedEndAt: null,
  deadlineAt: null,
} as const

const checked: StepView = {
  ...succeeded('check', 'Pre-check.', 0, 2),
  ...ordinary,
  subSteps: [
    succeeded('connectivity', 'Connectivity check.', 0, 1),
    succeeded('memory', 'Resource check.', 1, 2),
  ],
}

const migrating: StepView = {
  ...waiting('migrate', 'Data migration.'),
  status: 'running',
  statusText: 'Running',
  percent: 64,
  done: 256_000,
  total: 400_000,
  unit: 'keys',
  ratePerSecond: 13_480.4,
  lagBytes: 3_700,
  startedAt: at(2),
  ...ordinary,
  subSteps: [node(1, 0, 5460, 86_000), node(2, 5461, 10922, 85_000), node(3, 10923, 16383, 85_000)],
}

const last: StepView = { ...waiting('switch', 'Cut over.'), ...ordinary, cancellable: false, subSteps: [] }

/** A migration that is half done, in English. */
export const halfDone: TaskView = {
  id: '8abf6e1e72c12e7c0172c15b508500aa',
  revision: 40,
  project: '0e1c9f3b5a7d4c2e8f6a1b3c5d7e9f01',
  service: 'dcs',
  instance: { id: '5560df16-cebf-4473-95c4-d1b573c16e79', name: 'orders', isRegistered: true },
  operation: { name: 'redis.migrate', version: 1, title: 'Data migration', jobName: 'DataMigration' },
  input: { target: '6fdf5f16-cebf-4473-95c4-d1b573c16e80' },
  status: 'running',
  statusText: 'Running',
  priority: 'normal',
  percent: 62,
  remainingSeconds: 14,
  predictedEndAt: at(44),
  submittedBy: 'STWLAAAAAAAAAAAAAAAA',
  submittedByName: 'lin',
  reason: null,
  rescheduled: null,
  createdAt: at(0),
  dueAt: at(0),
  startedAt: at(0),
  endedAt: null,
  cancelRequestedAt: null,
  pauseRequestedAt: null,
  pausedAt: null,
  stop: null,
  stopAsked: null,
  pauseLimit: null,
  resumeAt: null,
  stall: null,
  queue: null,
  locked: true,
  locks: ['i1'],
  uses: [{ id: '5560df16-cebf-4473-95c4-d1b573c16e79', name: 'orders', isRegistered: true }],
  ending: null,
  retries: 0,
  retriesLeft: null,
  remarks: [],
  deathsAlone: null,
  supersededBy: null,
  leftBehind: null,
  leaves: [],
  actions: [],
  forbiddenActions: [],
  attempt: 1,
  attempts: [],
  failure: null,
  worker: 'worker-1',
  steps: [checked, migrating, last],
  effects: [],
  effectsExpireAt: null,
}

/** The same in Chinese, as the server tells it. */
export const halfDoneInChinese: TaskView = {
  ...halfDone,
  operation: { ...halfDone.operation, title: '数据迁移' },
  statusText: '执行中',
  steps: [
    { ...checked, title: '前置检查', subSteps: [succeeded('connectivity', '连通性检查', 0, 1)] },
    {
      ...migrating,
      title: '数据迁移',
      subSteps: migrating.subSteps.map(part => ({ ...part, title: '申请资源' })),
    },
    { ...last, title: '割接' },
  ],
}

/** Not begun: it waits for its instance. */
export const notBegun: TaskView = {
  ...halfDone,
  revision: 1,
  status: 'pending',
  statusText: 'Waiting to start',
  percent: 0,
  remainingSeconds: null,
  predictedEndAt: null,
  startedAt: null,
  locked: false,
  locks: ['i1'],
  uses: [{ id: '5560df16-cebf-4473-95c4-d1b573c16e79', name: 'orders', isRegistered: true }],
  worker: null,
  steps: [
    { ...waiting('check', 'Pre-check.'), ...ordinary, subSteps: [] },
    { ...waiting('migrate', 'Data migration.'), ...ordinary, subSteps: [] },
    last,
  ],
}

/** It succeeded. */
export const done: TaskView = {
  ...halfDone,
  revision: 60,
  status: 'succeeded',
  statusText: 'Succeeded',
  percent: 100,
  remainingSeconds: 0,
  predictedEndAt: null,
  endedAt: at(45),
  locked: false,
  locks: ['i1'],
  uses: [{ id: '5560df16-cebf-4473-95c4-d1b573c16e79', name: 'orders', isRegistered: true }],
  worker: null,
  steps: [
    checked,
    {
      ...migrating,
      ...succeeded('migrate', 'Data migration.', 2, 44),
      done: 400_000,
      total: 400_000,
      unit: 'keys',
      subSteps: [],
    },
    { ...last, ...succeeded('switch', 'Cut over.', 44, 45) },
  ],
}

/** It failed in its second step, and an effect could not be undone. */
export const failed: TaskView = {
  ...halfDone,
  revision: 50,
  status: 'failed',
  statusText: 'Failed',
  remainingSeconds: 0,
  predictedEndAt: null,
  endedAt: at(31),
  worker: null,
  attempt: 2,
  failure: {
    code: 'DCS.1014',
    message: 'The target 10.0.0.7:6379 is out of memory.',
    remedy: 'Give it more memory and try again.',
    step: 'migrate',
  },
  steps: [
    checked,
    { ...migrating, status: 'failed', statusText: 'Failed', endedAt: at(30), subSteps: [] },
    last,
  ],
  effects: [{ name: 'throttle', key: '', title: 'Throttle', lives: 'attempt', status: 'undo_failed' }],
}

/** It was cancelled before it began. */
export const cancelled: TaskView = {
  ...notBegun,
  revision: 2,
  status: 'cancelled',
  statusText: 'Cancelled',
  endedAt: at(5),
  cancelRequestedAt: at(5),
}
