import { search } from '@jmespath-community/jmespath'
import type { Service } from '../../src/core/task.ts'
import type { Get } from './poll.ts'

/** How a data source of the Terraform provider reads a whole list. */
export interface Pager {
  readonly name: string
  readonly service: Service
  /** Whether it lists the tasks for which a time was asked. */
  readonly isScheduled: boolean
  /** With `{project_id}`, `{instance_id}` and `{from}`: where the next page begins. */
  readonly path: string
  /** Where the first page begins. */
  readonly from: number
  /** JMESPath of a page's records, and of the id of each. */
  readonly records: string
  readonly id: string
  /** By how much `from` grows with a page of so many records; null: that was the last one. */
  readonly next: (page: {
    readonly size: number
    readonly from: number
    readonly answer: unknown
  }) => number | null
}

/** Until a page is empty. */
const untilEmpty: Pager['next'] = ({ size }) => (size === 0 ? null : size)

/** Every data source that reads lists of tasks; the last is how another one asks for Kafka's, by name. */
export const pagers: readonly Pager[] = [
  {
    name: 'dcs_background_tasks',
    service: 'dcs',
    isScheduled: false,
    path: '/v2/{project_id}/instances/{instance_id}/tasks?limit=10&offset={from}&begin_time=20200101000000&end_time=20991231235959',
    from: 0,
    records: 'tasks',
    id: 'id',
    next: untilEmpty,
  },
  {
    name: 'dcs_center_tasks',
    service: 'dcs',
    isScheduled: false,
    path: '/v2/{project_id}/tasks?limit=10&offset={from}',
    from: 0,
    records: 'tasks',
    id: 'id',
    next: untilEmpty,
  },
  {
    name: 'dms_kafka_background_tasks',
    service: 'dms',
    isScheduled: false,
    path: '/v2/{project_id}/instances/{instance_id}/tasks?limit=10&start={from}&begin_time=20200101000000&end_time=20991231235959',
    from: 1,
    records: 'tasks',
    id: 'id',
    next({ size, from, answer }) {
      // It asserts that the count is text, and ends by it alone: one too large is never reached.
      const count = search(answer as never, 'task_count')
      if (typeof count !== 'string') throw new TypeError('task_count is no text')
      return Number(count) <= from - 1 + size ? null : size
    },
  },
  {
    name: 'waitForInstanceTaskStatusCompleteByName',
    service: 'dms',
    isScheduled: false,
    path: '/v2/{project_id}/instances/{instance_id}/tasks?limit=100&start={from}',
    from: 1,
    records: 'tasks',
    id: 'id',
    next: ({ size }) => (size === 0 ? null : 100),
  },
  {
    name: 'taurusdb_instant_tasks',
    service: 'taurusdb',
    isScheduled: false,
    path: '/v3/{project_id}/immediate-jobs?limit=50&offset={from}',
    from: 1,
    records: 'jobs',
    id: 'job_id',
    // Its offset is the number of a page.
    next: ({ size }) => (size < 50 ? null : 1),
  },
  {
    name: 'taurusdb_scheduled_tasks',
    service: 'taurusdb',
    isScheduled: true,
    path: '/v3/{project_id}/scheduled-jobs?limit=100&offset={from}',
    from: 0,
    records: 'schedules',
    id: 'job_id',
    next: untilEmpty,
  },
]

/** More pages than any list here has: who asks for that many would ask for ever. */
const mostPages = 20

/** The ids of a list as a pager reads them; throws where it would ask for ever. */
export async function readAll(
  pager: Pager,
  { project, instance }: { readonly project: string; readonly instance: string },
  get: Get,
): Promise<readonly string[]> {
  const ids: string[] = []
  const template = pager.path.replace('{project_id}', project).replace('{instance_id}', instance)
  for (let pages = 0, from = pager.from; pages < mostPages; pages++) {
    const answer: unknown = await get(template.replace('{from}', String(from)))
    const page = search(answer as never, `${pager.records}[].${pager.id}`) as string[]
    ids.push(...page)
    const grows = pager.next({ size: page.length, from, answer })
    if (grows === null) return ids
    from += grows
  }
  throw new Error(`${pager.name} asks for ever`)
}
