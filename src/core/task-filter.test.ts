import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLeftIn } from './task-filter.ts'
import { pendingTask } from './testing/samples.ts'

test('a filter leaves out a task that it asks for, or leaves in another', () => {
  const task = { ...pendingTask(), stall: { step: 'copy', since: 1, reason: 'no_units' } } as const
  const { project, service, instance, createdAt, status, operation } = task
  const all = {
    project,
    service,
    instance,
    involves: instance,
    operation: operation.name,
    jobName: operation.jobName,
    isScheduled: false,
    stalled: true as const,
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
    involves: 'other',
    operation: 'other',
    jobName: 'other',
    isScheduled: true,
    createdFrom: createdAt + 1,
    createdTo: createdAt - 1,
    statuses: [],
  } as const
  for (const [name, value] of Object.entries(others))
    assert.ok(!isLeftIn(task, { ...all, [name]: value }), name)
  assert.ok(!isLeftIn({ ...task, stall: null }, { stalled: true }))
  assert.ok(isLeftIn({ ...task, locks: ['target'] }, { involves: 'target' }))
})
