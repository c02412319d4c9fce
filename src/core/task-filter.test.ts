import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLeftIn } from './task-filter.ts'
import { pendingTask } from './testing/samples.ts'

test('a filter leaves out a task that it asks for, or leaves in another', () => {
  const task = pendingTask()
  const { project, service, instance, createdAt, status, operation } = task
  const all = {
    project,
    service,
    instance,
    operation: operation.name,
    jobName: operation.jobName,
    isScheduled: false,
    createdFrom: createdAt,
    createdTo: createdAt,
    statuses: [status],
  }
  assert.ok(isLeftIn(task, {}))
  assert.ok(isLeftIn(task, all))
  const others = {
    project: 'other',
    service: 'dms',
    instance: 'other',
    operation: 'other',
    jobName: 'other',
    isScheduled: true,
    createdFrom: createdAt + 1,
    createdTo: createdAt - 1,
    statuses: [],
  } as const
  for (const [name, value] of Object.entries(others))
    assert.ok(!isLeftIn(task, { ...all, [name]: value }), name)
})
