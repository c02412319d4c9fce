import type { Service } from '../../src/core/task.ts'

/** How a resource of the Terraform provider deletes the record of a task. That of a scheduled task takes a body besides. */
export interface Deletion {
  readonly name: string
  readonly service: Service
  /** What is done by the task. */
  readonly operation: string
  /** With `{project_id}`, `{instance_id}` and `{task_id}` to be put in. */
  readonly path: string
  /** Where the task is listed, and the JMESPath of the ids there. */
  readonly list: string
  readonly ids: string
}

/** The statuses that golangsdk takes for a deletion. */
export const deleted: readonly number[] = [200, 202, 204]

const tasks = '/v2/{project_id}/instances/{instance_id}/tasks'

/** Every resource that deletes the record of a task that was not scheduled. */
export const deletions: readonly Deletion[] = [
  {
    name: 'dcs_background_task_delete',
    service: 'dcs',
    operation: 'dcs.extend',
    path: `${tasks}/{task_id}`,
    list: tasks,
    ids: 'tasks[].id',
  },
  {
    name: 'dcs_center_task_delete',
    service: 'dcs',
    operation: 'dcs.extend',
    path: '/v2/{project_id}/tasks/{task_id}',
    list: '/v2/{project_id}/tasks',
    ids: 'tasks[].id',
  },
  {
    name: 'dms_kafka_background_task_delete',
    service: 'dms',
    operation: 'dms.kafkatopicquota',
    path: `${tasks}/{task_id}`,
    list: tasks,
    ids: 'tasks[].id',
  },
  {
    name: 'taurusdb_instant_task_delete',
    service: 'taurusdb',
    operation: 'taurusdb.scalegaussdbformysqlproxy',
    path: '/v3/{project_id}/jobs/{task_id}',
    list: '/v3/{project_id}/immediate-jobs?limit=50&offset=1',
    ids: 'jobs[].job_id',
  },
]
