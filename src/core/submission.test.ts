import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTask, instanceProperties, ownInstanceProblems } from './submission.ts'
import { instance, operation, pendingTask, submission } from './testing/samples.ts'

test('a new task shows every declared step and sub-step before anything has run', () => {
  const task = pendingTask()
  assert.deepEqual(
    task.steps.map(({ name, status, weight, unit, cancellable }) => [
      name,
      status,
      weight,
      unit,
      cancellable,
    ]),
    [
      ['plan', 'waiting', 1, null, true],
      ['copy', 'waiting', 3, 'keys', true],
      ['switch', 'waiting', 1, null, false],
    ],
  )
  assert.deepEqual(
    task.steps[1]?.subSteps.map(({ name, weight, status, done }) => [name, weight, status, done]),
    [
      ['a', 1, 'waiting', null],
      ['b', 3, 'waiting', null],
    ],
  )
  assert.deepEqual(
    [task.status, task.percent, task.revision, task.attempt, task.locked],
    ['pending', 0, 1, 1, false],
  )
})

test('a task does not know how often its steps are tried, once its recipe has changed', () => {
  const never = operation.step('last', { title: operation.title, retry: null, run: async () => {} })
  const { steps } = createTask('task-1', never, instance(), submission(), 1000)
  assert.deepEqual(
    steps.map(({ retryTimes }) => retryTimes),
    [3, 3, 3, 0],
  )
})

test('a task is due at once, or when it was asked for', () => {
  assert.equal(pendingTask().dueAt, 1000)
  assert.equal(pendingTask({ dueAt: 7000 }).dueAt, 7000)
})

test('a task locks its own instance and those its input names, each once', () => {
  assert.deepEqual(pendingTask().locks, ['instance-1'])
  assert.deepEqual(pendingTask({ input: { target: 'instance-2', speed: 3 } }).locks, [
    'instance-1',
    'instance-2',
  ])
  assert.deepEqual(pendingTask({ input: { target: 'instance-1' } }).locks, ['instance-1'])
})

test('an operation is asked for on an instance of another service', () => {
  const kafka = instance({ id: 'kafka-1', service: 'dms' })
  assert.throws(() => createTask('task-1', operation, kafka, submission(), 1000), {
    code: 'operation_wrong_service',
    parameters: { operation: 'redis.sample', service: 'dcs', instance: 'kafka-1', instanceService: 'dms' },
  })
})

test('a schema names instances by format, wherever it has properties at all', () => {
  assert.deepEqual(instanceProperties(operation.input), ['target'])
  assert.deepEqual(instanceProperties({}), [])
  assert.deepEqual(instanceProperties({ properties: { any: true } }), [])
})

test('a task is to copy an instance to itself', () => {
  const wants = (other?: true) => ({
    properties: { target: { format: 'instance', ...(other && { other }) } },
  })
  const problems = ownInstanceProblems(wants(true), 'i1', { target: 'i1' })
  assert.deepEqual(
    problems.map(({ path }) => path),
    ['/target'],
  )
  assert.deepEqual(ownInstanceProblems(wants(true), 'i1', { target: 'i2' }), [])
  assert.deepEqual(ownInstanceProblems(wants(), 'i1', { target: 'i1' }), [])
  assert.deepEqual(ownInstanceProblems({}, 'i1', { target: 'i1' }), [])
})
