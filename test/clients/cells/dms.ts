import type { TaskView } from '../../../src/dialects/native/schema.ts'
import type { Scene } from '../scene.ts'
import {
  acts,
  isGone,
  milliseconds,
  noTask,
  wrongSignature,
  type Cell,
  type Decoded,
  type Success,
} from './cell.ts'

const of = ({ services }: Scene) => services.dms
const instance = (scene: Scene) => ({ instance_id: of(scene).instance.id })
const unknownTask = {
  parameters: (scene: Scene) => ({ ...instance(scene), task_id: noTask }),
  status: 404,
  code: 'DMS.00404001',
}
const badTask = {
  parameters: (scene: Scene) => ({ ...instance(scene), task_id: 'no-id' }),
  status: 400,
  code: 'DMS.00400070',
}
const badValue = { status: 400, code: 'DMS.00400062' }

const words: Readonly<Record<string, string>> = {
  pending: 'CREATED',
  running: 'EXECUTING',
  succeeded: 'SUCCESS',
  failed: 'FAILED',
  cancelled: 'CANCELLED',
}

const task = (one: Decoded) => [
  ...[one.id, one.name, one.status, JSON.parse(one.params), one.created_at],
  one.updated_at ?? null,
]
const taskTruth = ({ id, status, input, createdAt, endedAt }: TaskView) => [
  ...[id, 'kafkaDiskExpansion', words[status], input, createdAt],
  endedAt,
]

const newest = ({ half, failed, done }: Scene['services']['dms']) => [half, failed, done]

const list = (more: object): Success => ({
  parameters: scene => ({ ...instance(scene), limit: 3, ...more }),
  status: 200,
  seen: ({ task_count: count, tasks }) => [typeof count, tasks.map(task)],
  truth: async scene => [
    'string',
    (await Promise.all(newest(of(scene)).map(({ id }) => scene.truth(id)))).map(taskTruth),
  ],
})

const one = (which: 'done' | 'failed' | 'half'): Success => ({
  parameters: scene => ({ ...instance(scene), task_id: of(scene)[which].id }),
  status: 200,
  seen: ({ task_count: count, tasks }) => [count, tasks.map(task)],
  truth: async scene => ['1', [taskTruth(await scene.truth(of(scene)[which].id))]],
})

const stepWords: Readonly<Record<string, string>> = {
  succeeded: 'COMPLETED',
  failed: 'FAILED',
  running: 'IN_PROGRESS',
  waiting: 'WAITING',
}

/** Milliseconds, which some SDKs have as text. */
const moment = (value: unknown): number | null =>
  value === undefined || value === null ? null : Number(value)

const progress = (which: 'done' | 'failed' | 'half'): Success => ({
  parameters: scene => ({ ...instance(scene), task_id: of(scene)[which].id }),
  status: 200,
  seen: decoded => [
    decoded.progress_percentage,
    typeof (decoded.remain_time ?? null),
    decoded.step_list.map((step: Decoded) => [
      ...[step.name, step.statue, moment(step.start_time), moment(step.end_time)],
    ]),
  ],
  truth: async scene => {
    const { percent, remainingSeconds, steps } = await scene.truth(of(scene)[which].id)
    return [
      percent,
      typeof remainingSeconds,
      steps.map(({ name, status, startedAt, endedAt }) => [
        ...[name, stepWords[status], milliseconds(startedAt), milliseconds(endedAt)],
      ]),
    ]
  },
})

const scheduled = (scene: Scene, index: number) => ({
  ...instance(scene),
  task_id: of(scene).scheduled[index]!.id,
})

const shown = (found: Decoded) => [
  ...[found.instance_id, found.name, found.engine, found.status, found.connect_address, found.port],
  found.broker_num,
]
const shownTruth = async (scene: Scene) => {
  const { id, name, endpoints } = of(scene).instance
  return [id, name, 'kafka', 'RUNNING', endpoints[0]!.host, endpoints[0]!.port, 1]
}

/** Kafka: K1 to K7, and the instances. */
export const dmsCells: readonly Cell[] = [
  {
    id: 'K1',
    service: 'dms',
    operation: 'ListBackgroundTasks',
    successes: [list({}), list({ begin_time: '20200609160000', end_time: '21000609160000' })],
    refused: [{ ...badValue, parameters: scene => ({ ...instance(scene), begin_time: 'yesterday' }) }],
  },
  {
    id: 'K2',
    service: 'dms',
    operation: 'ShowBackgroundTask',
    successes: [one('done'), one('failed'), one('half')],
    refused: [unknownTask, badTask],
  },
  {
    id: 'K3',
    service: 'dms',
    operation: 'ShowBackgroundTaskProgress',
    successes: [progress('done'), progress('failed'), progress('half')],
    refused: [unknownTask, badTask],
  },
  {
    id: 'K4',
    service: 'dms',
    operation: 'DeleteBackgroundTask',
    successes: [
      acts(
        204,
        scene => ({ ...instance(scene), task_id: of(scene).old[0].id }),
        async scene => isGone(scene, of(scene).old[0]),
      ),
    ],
    refused: [
      unknownTask,
      {
        parameters: scene => ({ ...instance(scene), task_id: of(scene).half.id }),
        status: 400,
        code: 'DMS.00400017',
      },
    ],
  },
  {
    id: 'K5',
    service: 'dms',
    operation: 'ListScheduledTasks',
    successes: [
      {
        parameters: scene => ({ ...instance(scene), start: '1', limit: '10' }),
        status: 200,
        seen: ({ job_count: count, jobs }) => [
          Number(count),
          jobs.map((each: Decoded) => [...task(each), each.schedule_at]),
        ],
        truth: async scene => {
          const tasks = await Promise.all(of(scene).scheduled.map(({ id }) => scene.truth(id)))
          const newestFirst = tasks.toReversed()
          return [tasks.length, newestFirst.map(each => [...taskTruth(each), each.dueAt])]
        },
      },
    ],
    refused: [{ ...badValue, parameters: scene => ({ ...instance(scene), start: 'first' }) }],
  },
  {
    id: 'K6',
    service: 'dms',
    operation: 'UpdateScheduledTask',
    successes: [
      acts(
        204,
        scene => ({ ...scheduled(scene, 0), execute_at: '21010101000000' }),
        async scene => (await scene.truth(of(scene).scheduled[0]!.id)).dueAt === '2101-01-01T00:00:00.000Z',
      ),
      acts(
        204,
        scene => ({ ...scheduled(scene, 1), status: 'CANCELLED' }),
        async scene => (await scene.truth(of(scene).scheduled[1]!.id)).status === 'cancelled',
      ),
    ],
    refused: [
      { ...unknownTask, parameters: scene => ({ ...unknownTask.parameters(scene), status: 'CANCELLED' }) },
      { ...badValue, parameters: scene => ({ ...scheduled(scene, 0), execute_at: 'tomorrow' }) },
    ],
  },
  {
    id: 'K7',
    service: 'dms',
    operation: 'DeleteScheduledTask',
    successes: [
      acts(
        204,
        scene => scheduled(scene, 1),
        async scene => isGone(scene, of(scene).scheduled[1]!),
      ),
    ],
    refused: [unknownTask, { ...badValue, parameters: scene => scheduled(scene, 2) }],
  },
  {
    id: 'SK5',
    service: 'dms',
    operation: 'ShowInstance',
    successes: [{ parameters: instance, status: 200, seen: shown, truth: shownTruth }],
    // By its address alone nothing tells of which service an instance is that is not there: the first has a word for it.
    refused: [{ parameters: () => ({ instance_id: noTask }), status: 404, code: 'DCS.3022' }],
  },
  {
    id: 'SK5',
    service: 'dms',
    operation: 'ListInstances',
    successes: [
      {
        parameters: scene => ({ engine: 'kafka', name: of(scene).instance.name, limit: '10' }),
        status: 200,
        seen: ({ instance_num: count, instances }) => [count, ...instances.map(shown)],
        truth: async scene => [1, await shownTruth(scene)],
      },
    ],
    refused: [{ ...badValue, parameters: () => ({ engine: 'kafka', limit: '0' }) }],
  },
  {
    id: 'beside SK5',
    service: 'dms',
    operation: 'ListAvailableZones',
    successes: [
      {
        parameters: () => ({}),
        status: 200,
        seen: ({ available_zones: zones }) => zones.map((zone: Decoded) => zone.code),
        truth: async () => ['default'],
      },
    ],
    refused: [wrongSignature('APIGW.0301')],
  },
]
