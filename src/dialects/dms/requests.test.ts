import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { StepwellError } from '../../core/error.ts'
import type { Question } from '../question.ts'
import { refusalOf } from '../refusal.ts'
import { dmsDialect } from './dialect.ts'
import { dmsPermissions } from './permissions.ts'
import type { RefusalBody } from './schema.ts'
import { secondOf } from './times.ts'
import { taskPageOf } from './task-page.ts'
import { usualContext } from './testing/kafka-samples.ts'

const task = '8abfa7b272adc5b40172b73130065ae7'
const instance = '9d1d1da8-650e-406f-81e4-b3c11515869f'

/** What a request asks. */
function asked(id: string, query: object = {}, path: object = {}): unknown {
  const route = dmsDialect.routes.find(each => each.id === id)!
  return route.parse({
    path: { project_id: 'p', instance_id: instance, task_id: task, ...path },
    query: Object.entries(query) as [string, string][],
    body: undefined,
  })
}

/** The code by which a request is refused. */
function refusedAs(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    assert.ok(error instanceof StepwellError)
    return (dmsDialect.renderRefusal(refusalOf(error, 'en-us', 'r')).body as RefusalBody).error_code
  }
  return assert.fail('nothing was refused')
}

test('a list is asked for at another place than the client means', () => {
  const usual = { service: 'dms', instance, offset: 0, limit: 10 }
  assert.deepEqual(asked('ListBackgroundTasks'), usual)
  assert.deepEqual(asked('ListBackgroundTasks', { start: '1', limit: '100' }), { ...usual, limit: 100 })
  assert.deepEqual(asked('ListBackgroundTasks', { start: '101' }), { ...usual, offset: 100 })
  assert.deepEqual(asked('ListBackgroundTasks', { offset: '7' }), { ...usual, offset: 7 })
  assert.deepEqual(asked('ListBackgroundTasks', { offset: '7', start: '3' }), { ...usual, offset: 7 })
  assert.deepEqual(asked('ListBackgroundTasks', { anything: 'goes' }), usual)
  assert.deepEqual(asked('ListScheduledTasks', { start: '2' }), { ...usual, isScheduled: true, offset: 1 })
})

test('the last second of a period is left out', () => {
  const times = { begin_time: '20240101000000', end_time: '20240101000001' }
  const { createdFrom, createdTo } = asked('ListBackgroundTasks', times) as Question<'taskRecords'>
  assert.deepEqual([createdFrom, createdTo], [Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 1, 0, 0, 2) - 1])
})

test('a value out of its range is taken, or refused without saying what is wrong', () => {
  const list = (query: object) => refusedAs(() => asked('ListBackgroundTasks', query))
  assert.equal(list({ start: '0' }), 'DMS.00400062')
  assert.equal(list({ limit: '0' }), 'DMS.00400062')
  assert.equal(list({ limit: '101' }), 'DMS.00400062')
  assert.equal(list({ limit: '' }), 'DMS.00400062')
  assert.equal(list({ offset: '-1' }), 'DMS.40050010')
  assert.equal(list({ begin_time: '2024-01-01' }), 'DMS.00400062')
  assert.equal(list({ end_time: '20240230000000' }), 'DMS.00400062')
  assert.equal(list({ end_time: '20240101240000' }), 'DMS.00400062')
})

test('an id that can be none is looked up', () => {
  for (const id of ['', 'x', task.slice(1), `${task}0`, `${instance} `, task.replace('8', 'g')]) {
    assert.equal(
      refusedAs(() => asked('ShowBackgroundTask', {}, { task_id: id })),
      'DMS.00400070',
      id,
    )
    assert.equal(
      refusedAs(() => asked('ShowInstance', {}, { instance_id: id })),
      'DMS.00400030',
      id,
    )
  }
  for (const id of [task, instance, task.toUpperCase()])
    assert.deepEqual(asked('ShowBackgroundTask', {}, { task_id: id }), { id, service: 'dms', instance })
})

test('what is asked of a scheduled task is something else', () => {
  const event = (query: object) => (asked('UpdateScheduledTask', query) as Question<'changeRecords'>).event
  const rescheduled = { type: 'rescheduled', dueAt: Date.UTC(2024, 0, 1) }
  assert.deepEqual(event({ execute_at: '20240101000000' }), rescheduled)
  assert.deepEqual(event({ execute_at: '20240101000000', status: 'null' }), rescheduled)
  assert.deepEqual(event({ status: 'CANCELLED' }), { type: 'cancelRequested' })
  assert.deepEqual(event({ status: 'CANCELLED', execute_at: '20240101000000' }), { type: 'cancelRequested' })
  assert.equal(event({ status: 'null' }), null)
  for (const query of [{}, { status: 'SUCCESS' }, { status: '' }, { execute_at: 'soon' }])
    assert.equal(
      refusedAs(() => event(query)),
      'DMS.00400062',
    )
})

test('a route has no permission, or a permission no route', () => {
  assert.deepEqual(
    dmsDialect.routes.map(route => route.id),
    Object.keys(dmsPermissions),
  )
})

test('a deletion asks for something else, or leaves out what it may delete', () => {
  const key = { id: task, service: 'dms', instance }
  const event = { type: 'deleted' }
  assert.deepEqual(asked('DeleteBackgroundTask'), { keys: [key], event, only: null })
  assert.deepEqual(asked('DeleteScheduledTask'), {
    keys: [{ ...key, isScheduled: true }],
    event,
    only: { statuses: ['succeeded', 'cancelled'], otherwise: 'scheduled_not_deletable' },
  })
})

test('a change is answered with a body, where the service has none', () => {
  for (const id of ['DeleteBackgroundTask', 'UpdateScheduledTask', 'DeleteScheduledTask']) {
    const route = dmsDialect.routes.find(each => each.id === id)!
    assert.deepEqual(route.render({ records: [] }, usualContext), { status: 204, body: undefined })
    assert.deepEqual(Object.keys(route.answers), ['204'])
  }
})

const page = fc.record({ total: fc.nat(300), limit: fc.integer({ min: 1, max: 100 }) })

test('paging by start, as Terraform does, or by offset leaves a record out or has one twice', () => {
  fc.assert(
    fc.property(page, fc.boolean(), ({ total, limit }, byStart) => {
      const all = Array.from({ length: total }, (_, index) => index)
      const seen: number[] = []
      for (;;) {
        const place = byStart ? { start: seen.length + 1 } : { offset: seen.length }
        const { offset, limit: most } = taskPageOf({ ...place, limit })
        const records = all.slice(offset, offset + most)
        if (records.length === 0) break
        seen.push(...records)
      }
      assert.deepEqual(seen, all)
    }),
  )
})

test('a second is read as another one, or a text that names none is read', () => {
  const seconds = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) / 1000 })
  fc.assert(
    fc.property(seconds, second => {
      const text = new Date(second * 1000).toISOString().slice(0, 19).replaceAll(/\D/g, '')
      assert.equal(secondOf(text, '?begin_time'), second * 1000)
    }),
  )
  fc.assert(
    fc.property(fc.stringMatching(/^\d{13}$|^\d{4}(?:1[3-9]|[2-9]\d)\d{8}$|^\d{12}[6-9]\d$/), text => {
      assert.throws(() => secondOf(text, '?begin_time'), StepwellError)
    }),
  )
})
