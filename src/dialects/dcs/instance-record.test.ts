import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instance } from '../../core/instance.ts'
import type { Task } from '../../core/task.ts'
import { problemsOf } from '../check.ts'
import type { Answer, QuestionName } from '../question.ts'
import type { Route } from '../route.ts'
import { sampleContext } from '../sample-context.ts'
import { sampleInstance } from '../sample-operation.ts'
import { samples } from '../samples.ts'
import { listedInstance, shownInstance } from './instance-record.ts'
import { instanceRoutes } from './instance-routes.ts'

const context = sampleContext()

const named = (jobName: string, task: Task = samples.half.task): Task => ({
  ...task,
  operation: { ...task.operation, jobName },
})

const clusterOf = (...hosts: readonly string[]): Instance => ({
  ...sampleInstance,
  endpoints: hosts.map((host, index) => ({ host, port: 7000 + index })),
  facts: { mode: 'cluster', flavour: 'redis', version: '7.0.15', nodes: hosts.length, keys: 0 },
})

const odd: Instance = {
  ...sampleInstance,
  name: 'quote " {x} 漢字',
  tags: { '': '', a: 'b=c,d' },
  endpoints: [],
  facts: { version: 7, mode: ['cluster'] },
}

for (const route of instanceRoutes as readonly Route[])
  test(`${route.id}: an instance is not shown as the document says`, () => {
    const instances = [sampleInstance, clusterOf('10.0.0.1', '10.0.0.2'), odd]
    for (const instance of instances)
      for (const holder of [null, samples.half.task, named('EXTEND')]) {
        const record = { instance, holder }
        const answers: Partial<Record<QuestionName, unknown>> = {
          instanceRecords: { records: [record], total: 1 },
          instanceRecord: record,
          nothing: null,
        }
        const answer = answers[route.question]
        const { status, body } = route.render(answer as Answer<typeof route.question>, context)
        assert.equal(status, 200)
        assert.deepEqual(problemsOf(route.answers[200]!.schema, body), [])
        assert.doesNotMatch(JSON.stringify(body), /undefined|\[object|NaN|sealed|bin\/true/)
      }
  })

test('a client that waits for an idle instance goes on while a task holds it, or waits for ever', () => {
  const state = (holder: Task | null) => {
    const { status, task } = shownInstance({ instance: sampleInstance, holder })
    return [status, task]
  }
  assert.deepEqual(state(null), ['RUNNING', null])
  assert.deepEqual(state(named('DataMigration')), ['RUNNING', 'DataMigration'])
  assert.deepEqual(state(named('ChangeInstanceSpec')), ['EXTENDING', 'ChangeInstanceSpec'])
  assert.deepEqual(state(named('RestoreInstance')), ['RESTORING', 'RestoreInstance'])
  const stuck = named('EXTEND', { ...samples.oneStepFailed.task, locked: true })
  assert.deepEqual(state(stuck), ['ERROR', 'EXTEND'], 'its undo has failed: only a person helps')
  const cleaned = { ...stuck, worker: 'w1' }
  assert.deepEqual(state(cleaned), ['EXTENDING', 'EXTEND'], 'it is being undone, and idle then')
})

test('a cluster does not tell all its addresses, or anything else does', () => {
  const cluster = shownInstance({
    instance: clusterOf('10.0.0.1', '10.0.0.2', '10.0.0.1', '::1'),
    holder: null,
  })
  assert.deepEqual([cluster.cache_mode, cluster.sharding_count, cluster.port], ['cluster', 4, 7000])
  assert.equal(cluster.ip, '10.0.0.1,10.0.0.2,::1')
  assert.equal(cluster.backend_addrs, '10.0.0.1:7000,10.0.0.2:7001,10.0.0.1:7002,[::1]:7003')
  const single = shownInstance({ instance: sampleInstance, holder: null })
  assert.deepEqual([single.cache_mode, single.sharding_count, single.backend_addrs], ['single', null, null])
})

test('a name is given out for an address', () => {
  const instance = { ...sampleInstance, endpoints: [{ host: 'redis.example.com', port: 6379 }] }
  const { ip, domain_name: name } = listedInstance({ instance, holder: null })
  assert.deepEqual([ip, name], [null, 'redis.example.com'])
})

test('an enterprise project, a tag or a fact is made up, or left out', () => {
  const shown = shownInstance({ instance: { ...sampleInstance, enterpriseProject: 'e1' }, holder: null })
  assert.equal(shown.enterprise_project_id, 'e1')
  assert.deepEqual(shown.tags, [{ key: 'team', value: 'shop' }])
  const unknown = shownInstance({ instance: { ...odd, enterpriseProject: null }, holder: null })
  assert.equal(unknown.enterprise_project_id, '0')
  assert.deepEqual([unknown.engine_version, unknown.cache_mode, unknown.port], [null, null, 0])
})
