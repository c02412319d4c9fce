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

const of = ({ services }: Scene) => services.dcs
const instance = (scene: Scene) => ({ instance_id: of(scene).instance.id })
const unknownTask = { status: 404, code: 'DCS.4133' }
const unknownInstance = { parameters: () => ({ instance_id: noTask }), status: 404, code: 'DCS.3022' }
const badPage = { status: 400, code: 'DCS.4800' }

const words: Readonly<Record<string, string>> = {
  succeeded: 'SUCCESS',
  failed: 'FAILED',
  running: 'EXECUTING',
}

/** A task in either list. */
const listed = (task: Decoded) => [
  task.id,
  task.name,
  task.status,
  JSON.parse(task.params),
  task.created_at,
  task.updated_at ?? null,
  task.enable_show,
  task.details.new_capacity,
]
const listedTruth = ({ id, status, input, createdAt, endedAt }: TaskView) => [
  id,
  'ChangeInstanceSpec',
  words[status],
  input,
  createdAt,
  endedAt,
  true,
  (input as { newCapacity: string }).newCapacity,
]

/** The newest three of the list: half, failed, done; then those that are old. */
const newest = ({ half, failed, done }: Scene['services']['dcs']) => [half, failed, done]

const list = (more: object): Success => ({
  parameters: scene => ({ ...instance(scene), limit: 3, offset: 0, ...more }),
  status: 200,
  seen: ({ task_count: count, tasks }) => [typeof count, tasks.map(listed)],
  truth: async scene => [
    'string',
    (await Promise.all(newest(of(scene)).map(({ id }) => scene.truth(id)))).map(listedTruth),
  ],
})

const stepWords: Readonly<Record<string, string>> = {
  succeeded: 'FINISH',
  failed: 'FAILED',
  running: 'EXECUTING',
  waiting: 'WAITING',
}

const progress = (which: 'done' | 'failed' | 'half'): Success => ({
  parameters: scene => ({ ...instance(scene), task_id: of(scene)[which].id }),
  status: 200,
  seen: decoded => [
    decoded.progress,
    typeof (decoded.remain_time ?? null),
    decoded.step_details.map((step: Decoded) => [
      step.step_name,
      step.step_status,
      step.begin_time ?? null,
      step.end_time ?? null,
      step.error_code,
      step.sub_step_details.map((part: Decoded) => [
        part.sub_step_name,
        part.sub_step_status,
        part.error_code,
      ]),
    ]),
  ],
  truth: async scene => {
    const { percent, remainingSeconds, steps } = await scene.truth(of(scene)[which].id)
    return [
      percent,
      typeof remainingSeconds,
      steps.map(step => [
        step.title,
        stepWords[step.status],
        step.startedAt,
        step.endedAt,
        step.failure?.code ?? '',
        step.subSteps.map(part => [part.title, stepWords[part.status], part.failure?.code ?? '']),
      ]),
    ]
  },
})

const jobWords: Readonly<Record<string, string>> = {
  succeeded: 'SUCCESS',
  failed: 'FAIL',
  running: 'RUNNING',
}

const job = (which: 'done' | 'failed' | 'half'): Success => ({
  parameters: scene => ({ job_id: of(scene)[which].id }),
  status: 200,
  seen: ({ job_id: id, job_type: type, status, begin_time: begin, end_time: end, fail_reason: reason }) => [
    ...[id, type, status, typeof begin, Number(begin)],
    end === undefined || end === null ? null : Number(end),
    reason ?? null,
  ],
  truth: async scene => {
    const { id, status, startedAt, endedAt, failure } = await scene.truth(of(scene)[which].id)
    return [
      ...[id, 'ChangeInstanceSpec', jobWords[status], 'string', milliseconds(startedAt)],
      milliseconds(endedAt),
      failure?.message ?? null,
    ]
  },
})

/** Whether the task that works on it is told, and where it listens. */
const shown = (one: Decoded) => [one.instance_id, one.name, one.status, one.ip, one.port, one.engine]
const shownTruth = async (scene: Scene) => {
  const { id, name, endpoints } = of(scene).instance
  return [id, name, 'EXTENDING', endpoints[0]!.host, endpoints[0]!.port, 'Redis']
}

/** DCS: D1 to D6, and the instances. */
export const dcsCells: readonly Cell[] = [
  {
    id: 'D1',
    service: 'dcs',
    operation: 'ListBackgroundTask',
    successes: [list({}), list({ start_time: '20200609160000', end_time: '21000609160000' })],
    refused: [
      unknownInstance,
      { ...badPage, parameters: scene => ({ ...instance(scene), limit: 1001 }) },
      { ...badPage, parameters: scene => ({ ...instance(scene), start_time: '2020-06-09' }) },
    ],
  },
  {
    id: 'D2',
    service: 'dcs',
    operation: 'DeleteBackgroundTask',
    successes: [
      acts(
        200,
        scene => ({ ...instance(scene), task_id: of(scene).old[0].id }),
        async scene => isGone(scene, of(scene).old[0]),
      ),
    ],
    refused: [
      { ...unknownTask, parameters: scene => ({ ...instance(scene), task_id: noTask }) },
      {
        parameters: scene => ({ ...instance(scene), task_id: of(scene).half.id }),
        status: 400,
        code: 'DCS.4957',
      },
    ],
  },
  {
    id: 'D3',
    service: 'dcs',
    operation: 'ShowBackgroundTaskProgress',
    successes: [progress('done'), progress('failed'), progress('half')],
    refused: [{ ...unknownTask, parameters: scene => ({ ...instance(scene), task_id: noTask }) }],
  },
  {
    id: 'D4',
    service: 'dcs',
    operation: 'ListCenterTask',
    successes: [
      {
        parameters: () => ({ limit: 1000 }),
        status: 200,
        seen: ({ tasks }, scene) =>
          tasks
            .filter(({ id }: Decoded) => newest(of(scene)).some(task => task.id === id))
            .map((task: Decoded) => [...listed(task), task.job_id, task.error_code]),
        truth: async scene => {
          const tasks = await Promise.all(newest(of(scene)).map(({ id }) => scene.truth(id)))
          return tasks.map(task => [...listedTruth(task), task.id, task.failure?.code ?? ''])
        },
      },
    ],
    refused: [{ ...badPage, parameters: () => ({ limit: 0 }) }],
  },
  {
    id: 'D5',
    service: 'dcs',
    operation: 'DeleteCenterTask',
    successes: [
      acts(
        200,
        scene => ({ task_id: of(scene).old[1].id }),
        async scene => isGone(scene, of(scene).old[1]),
      ),
    ],
    refused: [{ ...unknownTask, parameters: () => ({ task_id: noTask }) }],
  },
  {
    id: 'D6',
    service: 'dcs',
    operation: 'ShowJobInfo',
    successes: [job('done'), job('failed'), job('half')],
    refused: [{ ...unknownTask, parameters: () => ({ job_id: noTask }) }],
  },
  {
    id: 'SD23',
    service: 'dcs',
    operation: 'ShowInstance',
    successes: [{ parameters: instance, status: 200, seen: shown, truth: shownTruth }],
    refused: [unknownInstance],
  },
  {
    id: 'SD23',
    service: 'dcs',
    operation: 'ListInstances',
    successes: [
      {
        parameters: scene => ({ name: of(scene).instance.name, limit: 10 }),
        status: 200,
        seen: ({ instance_num: count, instances }) => [count, ...instances.map(shown)],
        truth: async scene => [1, await shownTruth(scene)],
      },
    ],
    refused: [{ ...badPage, parameters: () => ({ limit: 0 }) }],
  },
  {
    id: 'SD22',
    service: 'dcs',
    operation: 'ListRestoreRecords',
    successes: [
      {
        parameters: instance,
        status: 200,
        seen: ({ total_num: count, restore_record_response: records }) => [count, records],
        truth: async () => [0, []],
      },
    ],
    refused: [unknownInstance],
  },
  {
    id: 'beside SD23',
    service: 'dcs',
    operation: 'ListConfigurations',
    successes: [
      {
        parameters: instance,
        status: 200,
        seen: ({ instance_id: id, redis_config: parameters }) => [id, parameters],
        truth: async scene => [of(scene).instance.id, []],
      },
    ],
    refused: [unknownInstance],
  },
  {
    id: 'beside SD23',
    service: 'dcs',
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
