import type { TaskView } from '../../../src/dialects/native/schema.ts'
import type { Scene } from '../scene.ts'
import { acts, isGone, milliseconds, noTask, type Cell, type Decoded, type Success } from './cell.ts'

const of = ({ services }: Scene) => services.taurusdb
const instance = (scene: Scene) => ({ instance_id: of(scene).instance.id })
const unknownJob = { status: 400, code: 'DBS.200543' }
const badValue = { status: 400, code: 'DBS.280001' }

const words: Readonly<Record<string, string>> = {
  pending: 'Pending',
  waiting: 'Pending',
  running: 'Running',
  succeeded: 'Completed',
  failed: 'Failed',
  cancelled: 'Canceled',
}

/** A moment of the wire, which has whole seconds, in milliseconds; null: none. */
const second = (text: string | null | undefined): number | null =>
  text === undefined || text === null ? null : Date.parse(text.replace(/(\d\d)(\d\d)$/, '$1:$2'))
const secondTruth = (moment: string | null): number | null => {
  const at = milliseconds(moment)
  return at === null ? null : Math.floor(at / 1000) * 1000
}

/** Its sentences; in Chinese nothing stands between them. */
const failReason = ({ failure }: TaskView, between = ' '): string =>
  failure === null ? '' : `${failure.message}${between}${failure.remedy}`

type Which = 'done' | 'failed' | 'half'

const detail = (which: Which): Success => ({
  parameters: scene => ({
    ...instance(scene),
    job_id: of(scene)[which].id,
    job_name: 'RestoreTableTaurus',
  }),
  status: 200,
  seen: decoded => [
    ...[decoded.instance_id, decoded.instance_name, decoded.job_id, decoded.job_name, decoded.status],
    // How far the step is that runs changes from one call to the next.
    decoded.sub_task_list.map(({ sub_task_name: name, status, percent }: Decoded) => [
      ...[name, status, typeof percent, status === 'Running' ? null : percent],
    ]),
  ],
  truth: async scene => {
    const { instance: on, id, status, steps } = await scene.truth(of(scene)[which].id)
    return [
      ...[on.id, on.name, id, 'RestoreTableTaurus', words[status]],
      steps.map(step => [
        ...[
          step.title,
          words[step.status],
          'string',
          step.status === 'running' ? null : String(step.percent),
        ],
      ]),
    ]
  },
})

const immediate = (job: Decoded) => [
  ...[job.job_id, job.job_name, job.status, job.instance_id, job.instance_name, job.instance_status],
  ...[second(job.created_time), second(job.ended_time), job.fail_reason],
]
const immediateTruth = (task: TaskView) => [
  ...[task.id, 'RestoreTableTaurus', words[task.status], task.instance.id, task.instance.name, 'normal'],
  ...[secondTruth(task.createdAt), secondTruth(task.endedAt), failReason(task)],
]

const immediateJob = (which: Which): Success => ({
  parameters: scene => ({
    job_id: of(scene)[which].id,
    job_name: 'RestoreTableTaurus',
    offset: '1',
    limit: '10',
  }),
  status: 200,
  seen: ({ total_count: count, jobs }) => [count, jobs.map(immediate)],
  truth: async scene => [1, [immediateTruth(await scene.truth(of(scene)[which].id))]],
})

const jobInfo = (which: Which): Success => ({
  parameters: scene => ({ id: of(scene)[which].id }),
  status: 200,
  seen: ({ job }) => [
    ...[job.id, job.name, job.status, second(job.created), second(job.ended)],
    ...[job.instance.id, job.instance.name, job.fail_reason],
  ],
  truth: async scene => {
    const task = await scene.truth(of(scene)[which].id)
    return [
      ...[task.id, 'RestoreTableTaurus', words[task.status], secondTruth(task.createdAt)],
      ...[secondTruth(task.endedAt), task.instance.id, task.instance.name, failReason(task)],
    ]
  },
})

/** The header that the SDKs of this service alone can send, and sign. */
const failedInChinese: Success = {
  parameters: scene => ({ id: of(scene).failed.id, 'X-Language': 'zh-cn' }),
  status: 200,
  seen: ({ job }) => job.fail_reason,
  truth: async scene => failReason(await scene.truth(of(scene).failed.id, 'zh-cn'), ''),
}

const scheduled = (scene: Scene, index: number) => of(scene).scheduled[index]!

const schedule = (job: Decoded) => [
  ...[job.job_id, job.job_name, job.job_status, job.instance_id, job.project_id, job.target_config],
  ...[second(job.create_time), second(job.start_time)],
]
const scheduleTruth = (task: TaskView) => [
  ...[task.id, 'VERSION_UPGRADE', words[task.status], task.instance.id, task.project, task.input],
  ...[secondTruth(task.createdAt), secondTruth(task.dueAt)],
]

/** TaurusDB: T1 to T8. */
export const taurusdbCells: readonly Cell[] = [
  {
    id: 'T1',
    service: 'taurusdb',
    operation: 'ShowTaskDetails',
    successes: [detail('done'), detail('failed'), detail('half')],
    refused: [
      { ...badValue, parameters: scene => ({ ...instance(scene), job_id: '', job_name: '' }) },
      {
        ...badValue,
        parameters: scene => ({ ...instance(scene), job_id: noTask, job_name: 'REBOOT_NODE' }),
      },
      {
        ...unknownJob,
        parameters: scene => ({ ...instance(scene), job_id: noTask, job_name: 'RestoreTableTaurus' }),
      },
    ],
  },
  {
    id: 'T2',
    service: 'taurusdb',
    operation: 'ListImmediateJobs',
    successes: [immediateJob('done'), immediateJob('failed'), immediateJob('half')],
    refused: [
      { ...badValue, parameters: () => ({ offset: '0' }) },
      { ...badValue, parameters: () => ({ start_time: 'yesterday' }) },
    ],
  },
  {
    id: 'T3',
    service: 'taurusdb',
    operation: 'ListScheduleJobs',
    successes: [
      {
        // Older SDKs cannot say of which instance.
        parameters: () => ({ offset: '0', limit: '100', status: 'Pending', job_name: 'VERSION_UPGRADE' }),
        status: 200,
        seen: ({ total_count: count, schedules }, scene) => [
          count === schedules.length,
          schedules
            .filter((job: Decoded) => job.instance_id === of(scene).instance.id)
            .map((job: Decoded) => schedule(job)),
        ],
        truth: async scene => {
          const tasks = await Promise.all(of(scene).scheduled.map(({ id }) => scene.truth(id)))
          return [true, tasks.toReversed().map(scheduleTruth)]
        },
      },
    ],
    refused: [{ ...badValue, parameters: () => ({ limit: '101' }) }],
  },
  {
    id: 'T8',
    service: 'taurusdb',
    operation: 'CheckScheduleTaskExist',
    successes: [
      {
        parameters: scene => ({ ...instance(scene), body: { schedule_type: 'VERSION_UPGRADE' } }),
        status: 200,
        seen: ({ exist, scheduled_tasks: tasks }) => [
          exist,
          tasks.map((task: Decoded) => [task.task_id, task.task_name, task.task_status, task.start_time]),
        ],
        truth: async scene => {
          const tasks = await Promise.all(of(scene).scheduled.map(({ id }) => scene.truth(id)))
          return [
            true,
            tasks
              .toReversed()
              .map(({ id, dueAt }) => [id, 'VERSION_UPGRADE', 'WAITING', milliseconds(dueAt)]),
          ]
        },
      },
    ],
    refused: [
      { ...badValue, parameters: scene => ({ ...instance(scene), body: { schedule_type: 'NO_TYPE' } }) },
    ],
  },
  {
    id: 'T4',
    service: 'taurusdb',
    operation: 'CancelScheduleTask',
    successes: [
      {
        parameters: scene => ({ body: { job_ids: [scheduled(scene, 0).id] } }),
        status: 200,
        seen: ({ job_ids: ids }) => [ids, 'cancelled'],
        truth: async scene => {
          const { id, status } = await scene.truth(scheduled(scene, 0).id)
          return [[id], status]
        },
      },
    ],
    refused: [
      { ...unknownJob, parameters: () => ({ body: { job_ids: [noTask] } }) },
      { ...badValue, parameters: () => ({ body: { job_ids: [] } }) },
    ],
  },
  {
    id: 'T6',
    service: 'taurusdb',
    operation: 'DeleteScheduleTasK',
    successes: [
      {
        parameters: scene => ({ ...instance(scene), body: { job_id: scheduled(scene, 0).id } }),
        status: 200,
        seen: ({ result }) => result,
        truth: async scene => isGone(scene, scheduled(scene, 0)),
      },
    ],
    refused: [
      { ...unknownJob, parameters: scene => ({ ...instance(scene), body: { job_id: noTask } }) },
      {
        parameters: scene => ({ ...instance(scene), body: { job_id: scheduled(scene, 1).id } }),
        status: 409,
        code: 'DBS.200011',
      },
    ],
  },
  {
    id: 'T5',
    service: 'taurusdb',
    operation: 'DeleteTaskRecord',
    successes: [
      acts(
        200,
        scene => ({ job_id: of(scene).old[0].id }),
        async scene => isGone(scene, of(scene).old[0]),
      ),
    ],
    refused: [{ ...unknownJob, parameters: () => ({ job_id: noTask }) }],
  },
  {
    id: 'T7',
    service: 'taurusdb',
    operation: 'ShowGaussMySqlJobInfo',
    successes: [jobInfo('done'), jobInfo('failed'), jobInfo('half'), failedInChinese],
    refused: [{ ...unknownJob, parameters: () => ({ id: noTask }) }],
  },
]
