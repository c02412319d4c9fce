import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instance } from '../../core/instance.ts'
import type { Question } from '../question.ts'
import { samples } from '../samples.ts'
import { routeIn } from '../testing/route-in.ts'
import { usualForms } from '../wire-forms.ts'
import { dmsDialect } from './dialect.ts'
import { wireInstance } from './instance-record.ts'
import { kafkaInstance, scaled, usualContext } from './testing/kafka-samples.ts'

const routeOf = routeIn(dmsDialect)
const shown = (change: Partial<Instance> = {}) =>
  wireInstance({ instance: { ...kafkaInstance, ...change }, holder: null }, usualContext)

const listed = (query: object) =>
  routeOf('ListInstances').parse({
    path: { project_id: 'p' },
    query: Object.entries({ engine: 'kafka', ...query }),
    body: undefined,
  }) as Question<'instanceRecords'>

test('a field is of another type than SDKs and Terraform read', () => {
  const instance = shown()
  assert.equal(instance.created_at, String(kafkaInstance.createdAt))
  assert.equal(instance.charging_mode, 1, 'on demand, the reverse of DCS')
  assert.equal(instance.enterprise_project_id, '0')
  assert.equal(shown({ enterpriseProject: 'ep-1' }).enterprise_project_id, 'ep-1')
  assert.deepEqual(instance.tags, [{ key: 'team', value: 'shop' }])
  assert.deepEqual([instance.engine_version, shown({ facts: {} }).engine_version], ['3.7.0', null])
  assert.equal(instance.public_connect_address, '', 'else Terraform asks for addresses that are not served')
})

test('brokers are counted or named wrongly, also those that share a host', () => {
  const instance = shown()
  assert.equal(instance.connect_address, '10.0.0.1,10.0.0.2,10.0.0.3')
  assert.equal(instance.kafka_private_connect_address, '10.0.0.1:9092,10.0.0.2:9092,10.0.0.3:9092')
  assert.deepEqual([instance.broker_num, instance.type, instance.port], [3, 'cluster', 9092])
  assert.deepEqual(JSON.parse(instance.cross_vpc_info)['10.0.0.2'], {
    advertised_ip: '10.0.0.2',
    port: 9092,
    port_id: '',
  })
  const endpoints = [9092, 9093].map(port => ({ host: '127.0.0.1', port }))
  const info = JSON.parse(shown({ endpoints }).cross_vpc_info) as object
  assert.deepEqual(Object.keys(info), ['127.0.0.1:9092', '127.0.0.1:9093'])
  assert.equal(shown({ endpoints: endpoints.slice(1) }).type, 'single')
})

test('an instance that is worked on does not say by what, or one that is not says something', () => {
  assert.ok(!('task' in shown()), 'Terraform takes anything that is there for a task')
  const forms = { ...usualForms, dmsCancelled: 'FAILED' } as const
  const busy = wireInstance({ instance: kafkaInstance, holder: scaled }, usualContext)
  assert.deepEqual(
    [busy.status, busy.task],
    ['RUNNING', { name: 'rollingScaling', status: 'EXECUTING', created_at: '2025-12-09T19:12:18.000Z' }],
  )
  const stuck = { instance: kafkaInstance, holder: samples.cancelled.task }
  assert.equal(wireInstance(stuck, { ...usualContext, forms }).task?.status, 'FAILED')
})

test('an instance that only a person can help reads as one that runs', () => {
  const holder = { ...samples.oneStepFailed.task, locked: true }
  const record = { instance: kafkaInstance, holder }
  assert.equal(wireInstance(record, usualContext).status, 'ERROR')
  assert.deepEqual(
    ['ERROR', 'RUNNING'].map(status => listed({ status }).match(record)),
    [true, false],
  )
  assert.equal(
    wireInstance({ ...record, holder: { ...holder, worker: 'w1' } }, usualContext).status,
    'RUNNING',
  )
})

test('a filter lets through what was not asked for, or holds back what was', () => {
  const record = { instance: { ...kafkaInstance, name: 'shop-events' }, holder: null }
  const isMeant = (query: object) => listed(query).match(record)
  const meant = [
    {},
    { name: 'events' },
    { name: 'shop-events', exact_match_name: 'true' },
    { name: 'shop', exact_match_name: 'false' },
    { exact_match_name: 'true' },
    { instance_id: kafkaInstance.id },
    { status: 'RUNNING' },
    { enterprise_project_id: '0' },
    { include_failure: 'true' },
    { name: '', instance_id: '', status: '', enterprise_project_id: '', limit: '' },
  ]
  for (const query of meant) assert.ok(isMeant(query), JSON.stringify(query))
  const others = [
    { name: 'else' },
    { name: 'shop', exact_match_name: 'true' },
    { instance_id: 'else' },
    { status: 'FROZEN' },
    { enterprise_project_id: 'ep-1' },
    { name: 'events', status: 'FROZEN' },
  ]
  for (const query of others) assert.ok(!isMeant(query), JSON.stringify(query))
})

test('a page of instances has another size than was asked for', () => {
  assert.deepEqual([listed({}).offset, listed({}).limit], [0, 10])
  assert.deepEqual([listed({ offset: '3', limit: '50' }).offset, listed({ limit: '50' }).limit], [3, 50])
  for (const query of [
    { limit: '51' },
    { limit: '0' },
    { engine: 'rabbitmq' },
    { engine: '' },
    { status: 'x' },
  ])
    assert.throws(() => listed(query), { code: 'invalid_request' })
})

test('a list has a second array beside the one that Terraform pages by', () => {
  const answer = { records: [], total: 0 } as never
  for (const id of ['ListInstances', 'ListBackgroundTasks', 'ListScheduledTasks']) {
    const body = routeOf(id).render(answer, usualContext).body as object
    assert.equal(Object.values(body).filter(Array.isArray).length, 1, id)
  }
})

test('Terraform is told of no zone, or of one that an instance is not in', () => {
  const route = routeOf('ListAvailableZones')
  assert.equal(route.parse({ path: {}, query: [], body: undefined }), null)
  const { available_zones: zones } = route.render(null, usualContext).body as {
    available_zones: { id: string }[]
  }
  assert.deepEqual(
    zones.map(zone => zone.id),
    shown().available_zones,
  )
})
