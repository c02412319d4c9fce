import type { TaskEvent } from '../../../core/event.ts'
import type { Instance } from '../../../core/instance.ts'
import { defineOperation } from '../../../core/operation.ts'
import { createTask } from '../../../core/submission.ts'
import type { Task } from '../../../core/task.ts'
import { transition } from '../../../core/transition.ts'
import type { TaskRecord } from '../../record-exchanges.ts'
import { sampleInstance, words } from '../../sample-operation.ts'

/** The one step of the page's example. */
const restore = defineOperation({
  name: 'mysql.sample',
  version: 1,
  service: 'taurusdb',
  jobName: 'RestoreTaurusInInstanceToExisted',
  title: words('Restore to an existing instance', '恢复到已有实例'),
  input: { type: 'object' },
}).step('init', { title: words('INIT', '初始化'), run: async () => null })

/** The instance of the page's example: the first of its servers is written to. */
export const taurusInstance: Instance = {
  ...sampleInstance,
  id: 'a23fb62bd61e4e9e9636fd2225f395bein07',
  service: 'taurusdb',
  name: 'taurusdb-12cd',
  endpoints: [
    { host: '10.0.0.4', port: 3306 },
    { host: '10.0.0.5', port: 3307 },
  ],
  facts: { version: '8.0.22' },
}

const beginning = Date.UTC(2026, 0, 5, 10, 41, 14)

/** When it is shown as the page's example is. */
export const taurusShownAt = beginning + 30_000

/** The task of the page's example that waits to begin, with these differences. */
export const waitingRestore = (change: Partial<Task> = {}): Task => ({
  ...createTask(
    '866b2273-f5ce-44bd-bc10-949baeb22163',
    restore,
    taurusInstance,
    {
      operation: restore.name,
      instance: taurusInstance.id,
      input: { backup: '3f1cbr07', tables: ['a', 'b'] },
      token: null,
      priority: 'normal',
      dueAt: null,
      submittedBy: 'STWLAAAAAAAAAAAAAAAA',
    },
    beginning,
  ),
  ...change,
})

const half: readonly TaskEvent[] = [
  { type: 'claimed', worker: 'worker-1' },
  { type: 'stepStarted', epoch: 1, step: 'init' },
  {
    type: 'progressed',
    epoch: 1,
    reports: [{ step: 'init', subStep: null, progress: { done: 19, total: 100 } }],
    predictedEndAt: taurusShownAt + 66_000,
    predictedSteps: [{ step: 'init', endAt: taurusShownAt + 66_000 }],
  },
]

/** The task of the page's example as far as the page shows it. */
export const sampleRestore: Task = half.reduce(
  (task, event) => transition(task, event, beginning + 5000),
  waitingRestore(),
)

/** A task as the dialect is given it, of the page's instance unless of another; null: of one that is gone. */
export const recordOf = (task: Task, instance: Instance | null = taurusInstance): TaskRecord => ({
  task,
  instance,
  submitter: { id: 'u', name: 'u' },
})
