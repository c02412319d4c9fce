import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Task } from '../../core/task.ts'
import { problemsOf } from '../check.ts'
import type { InstanceRecord } from '../instance-exchanges.ts'
import { projectPath, routeOf, sampleRequest } from './testing/sample-request.ts'
import { sampleRestore, taurusInstance } from './testing/sample-task.ts'
import { sampleContext } from '../sample-context.ts'

const context = sampleContext()

const show = (record: InstanceRecord, suffix = '') => {
  const route = routeOf<'instanceRecord'>(`ShowGaussMySqlInstanceInfo${suffix}`)
  const { body } = route.render(record, context)
  assert.deepEqual(problemsOf(route.answers[200]!.schema, body), [])
  return (body as { readonly instance: { readonly [name: string]: unknown } }).instance
}
const list = routeOf<'instanceRecords'>('ListGaussMySqlInstances')
const unifiedList = routeOf<'instanceRecords'>('ListGaussMySqlInstancesUnifyStatus')

const idle: InstanceRecord = { instance: taurusInstance, holder: null }
const heldBy = (jobName: string, change: Partial<Task> = {}): InstanceRecord => ({
  instance: taurusInstance,
  holder: { ...sampleRestore, operation: { ...sampleRestore.operation, jobName }, ...change },
})

test('an instance is shown in other types than the models have', () => {
  const shown = show(idle)
  assert.deepEqual(
    [
      shown['id'],
      shown['port'],
      shown['public_ips'],
      shown['backup_strategy'],
      shown['enterprise_project_id'],
    ],
    [taurusInstance.id, '3306', '', { start_time: '', keep_days: '0' }, '0'],
  )
  assert.deepEqual(shown['tags'], [{ key: 'team', value: 'shop' }])
  assert.deepEqual(shown['datastore'], { type: 'gaussdb-mysql', version: '8.0.22' })
  const nodes = shown['nodes'] as readonly { readonly [name: string]: unknown }[]
  assert.deepEqual(
    nodes.map(node => [node['type'], node['port'], node['private_read_ips']]),
    [
      ['master', 3306, ['10.0.0.4']],
      ['slave', 3307, ['10.0.0.5']],
    ],
  )
  assert.equal(new Set(nodes.map(node => node['id'])).size, 2)
  for (const node of nodes) assert.match(String(node['id']), /^[0-9a-f]{32}no07$/)
  const bare = show({
    instance: { ...taurusInstance, facts: {}, endpoints: [], enterpriseProject: 'e1' },
    holder: null,
  })
  assert.deepEqual(
    [bare['port'], bare['node_count'], bare['datastore'], bare['enterprise_project_id']],
    ['', 0, { type: 'gaussdb-mysql', version: '' }, 'e1'],
  )
})

test('an instance is ACTIVE while a task holds it, or is not once none does', () => {
  const words = (record: InstanceRecord) => [show(record)['status'], show(record, 'UnifyStatus')['status']]
  assert.deepEqual(words(idle), ['ACTIVE', 'normal'])
  assert.deepEqual(words(heldBy('RestoreTableTaurus')), ['RESTORING', 'normal'])
  const others = [
    'REBOOT_NODE',
    'RebootGaussDBforMySQLInstance',
    'SwitchoverGaussDBforMySQLMasterNode',
    'mysql.backup',
    'ModifyGaussDBforMySQLPort',
    'VERSION_UPGRADE',
  ]
  assert.deepEqual(
    others.map(name => show(heldBy(name))['status']),
    ['REBOOTING', 'REBOOTING', 'SWITCHOVER', 'BACKING UP', 'MODIFYING DATABASE PORT', 'MODIFYING'],
  )
  const failed: Partial<Task> = { status: 'failed', locked: true, worker: null }
  assert.deepEqual(words(heldBy('RestoreTableTaurus', failed)), ['FAILED', 'abnormal'])
  const cleansUp = heldBy('RestoreTableTaurus', { ...failed, worker: 'worker-1' })
  assert.deepEqual(words(cleansUp), ['RESTORING', 'normal'])
})

test('a list of instances shows what was not asked for, or not what was', () => {
  const isFound = (query: { readonly [name: string]: string }, record = idle) =>
    list.parse(sampleRequest({ path: projectPath, query: Object.entries(query) })).match(record)
  const found = [
    {},
    { id: taurusInstance.id },
    { id: '*d61e4e' },
    { name: 'taurusdb-12cd' },
    { name: '*12c' },
    { name: '' },
    { type: 'Cluster', datastore_type: 'gaussdb-mysql' },
    { private_ip: '10.0.0.4', readonly_private_ip: '10.0.0.5' },
    { tags: 'team=shop' },
    { tags: 'team' },
  ]
  for (const query of found) assert.ok(isFound(query), JSON.stringify(query))
  const missed = [
    { id: 'a23fb62b' },
    { name: '12cd' },
    { name: '*other' },
    { type: 'Single' },
    { datastore_type: 'mysql' },
    { private_ip: '10.0.0.5' },
    { readonly_private_ip: '10.0.0.4' },
    { vpc_id: 'v' },
    { subnet_id: 's' },
    { proxy_ip: '10.0.0.4' },
    { tags: 'team=shop,stage=test' },
    { tags: 'team=other' },
    { tags: 'toString' },
    { name: 'taurusdb-12cd', type: 'Single' },
  ]
  for (const query of missed) assert.ok(!isFound(query), JSON.stringify(query))
})

test('a page of instances has no list, two, or the word of the other version', () => {
  for (const [route, word] of [
    [list, 'RESTORING'],
    [unifiedList, 'normal'],
  ] as const) {
    const { body } = route.render({ records: [heldBy('RestoreTableTaurus')], total: 7 }, context)
    assert.deepEqual(problemsOf(route.answers[200]!.schema, body), [])
    const { instances, total_count: total } = body as {
      readonly instances: readonly { readonly [name: string]: unknown }[]
      readonly total_count: number
    }
    assert.deepEqual([total, instances[0]?.['status'], instances[0]?.['port']], [7, word, '3306'])
    assert.deepEqual(
      [instances[0]?.['private_ips'], instances[0]?.['readonly_private_ips'], instances[0]?.['public_ips']],
      [['10.0.0.4'], ['10.0.0.5'], []],
    )
    const question = route.parse(
      sampleRequest({
        path: projectPath,
        query: [
          ['offset', '20'],
          ['limit', '10'],
        ],
      }),
    )
    assert.deepEqual([question.offset, question.limit], [20, 10])
  }
})

test('the question by which Terraform reads an instance is not answered, or with no word of a form', () => {
  const route = routeOf<'instanceRecord'>('ShowMultiTenant')
  assert.deepEqual(route.render(idle, context).body, { multi_tenant_switch: false })
  for (const each of [route, routeOf('ShowGaussMySqlInstanceInfo')])
    assert.deepEqual(each.parse(sampleRequest()), {
      service: 'taurusdb',
      id: taurusInstance.id,
    })
})
