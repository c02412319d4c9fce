import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { emptyCommit } from '../core/testing/samples.ts'
import { sampleInstance } from '../dialects/sample-operation.ts'
import { samples } from '../dialects/samples.ts'
import { serveDcs, type ServedDcs } from './testing/serve-dcs.ts'
import { refusedAs, type Received, type Served } from './testing/serve.ts'

let server: Served
let ask: ServedDcs['ask']
beforeEach(async () => {
  ;({ server, ask } = await serveDcs())
  const { store, project } = server
  for (const name of ['orders', 'orders-copy', 'sessions']) {
    const endpoints = [{ host: `${name}.example.com`, port: 6379 }]
    await store.addInstance({ ...sampleInstance, project, id: `id-${name}`, name, endpoints })
  }
  const kafka = { ...sampleInstance, project, id: 'id-kafka', name: 'kafka', service: 'dms' } as const
  await store.addInstance(kafka)
})
afterEach(() => server.close())

const namesIn = ({ json }: Received): readonly string[] =>
  json.instances.map(({ name }: { name: string }) => name)

/** Has a task hold an instance and use another, as a worker's claim does. */
async function hold(id: string, uses: string): Promise<void> {
  const { task } = samples.half
  const locks = [id, uses]
  const running = { ...task, project: server.project, instance: id, locks, revision: 1, locked: true }
  await server.store.commit({ ...emptyCommit, task: running, acquire: locks })
}

test('the list has instances of another service or project, or an order that changes', async () => {
  const all = await ask('/instances')
  assert.deepEqual([all.json.instance_num, namesIn(all)], [3, ['orders', 'orders-copy', 'sessions']])
  const other = await server.keys.create({ project: 'b'.repeat(32), administrator: true })
  const none = await ask('/instances', {}, other)
  assert.deepEqual([none.json.instance_num, none.json.instances], [0, []])
})

test('the pages of the list are not those of the whole, or the last one is not empty', async () => {
  assert.deepEqual(namesIn(await ask('/instances?offset=1&limit=1')), ['orders-copy'])
  const beyond = await ask('/instances?offset=3&limit=3')
  assert.deepEqual([beyond.json.instance_num, beyond.json.instances], [3, []])
  for (const wrong of ['limit=0', 'limit=1001', 'offset=-1'])
    assert.deepEqual(refusedAs(await ask(`/instances?${wrong}`)), [400, 'DCS.4800'])
})

test("a list has two arrays at its top, of which Terraform's pager may take the wrong one", async () => {
  for (const path of [
    '/instances',
    '/tasks',
    '/instances/id-orders/tasks',
    '/instances/id-orders/configs',
    '/instances/id-orders/restores',
  ]) {
    const { json } = await ask(path)
    assert.equal(Object.values(json).filter(Array.isArray).length, 1, path)
  }
})

test('a filter counts what it hides', async () => {
  const named = await ask('/instances?name=orders&limit=1')
  assert.deepEqual([named.json.instance_num, namesIn(named)], [2, ['orders']])
  assert.deepEqual(namesIn(await ask('/instances?name=orders&name_equal=true')), ['orders'])
  assert.deepEqual(namesIn(await ask('/instances?tags=team%3Dshop&instance_id=id-sessions')), ['sessions'])
})

test('an instance is shown as idle while a task works on it, or on another for which it uses this one', async () => {
  await hold('id-orders', 'id-sessions')
  const { jobName } = samples.half.task.operation
  for (const [id, word] of [
    ['id-orders', jobName],
    ['id-sessions', jobName],
    ['id-orders-copy', null],
  ])
    assert.deepEqual((await ask(`/instances/${id}`)).json.task, word)
  const listed = (await ask('/instances')).json.instances.map(({ task }: { task: unknown }) => task)
  assert.deepEqual(listed, [jobName, null, jobName])
})

test("another service's or project's instance is shown, or one is shown by its name", async () => {
  for (const id of ['id-kafka', 'orders', 'nowhere'])
    for (const path of [`/instances/${id}`, `/instances/${id}/configs`, `/instances/${id}/restores`])
      assert.deepEqual(refusedAs(await ask(path)), [404, 'DCS.3022'], path)
  const other = await server.keys.create({ project: 'b'.repeat(32), administrator: false })
  assert.deepEqual(refusedAs(await ask('/instances/id-orders', {}, other)), [404, 'DCS.3022'])
  assert.deepEqual(refusedAs(await ask(`/v2/${server.project}/instances/id-orders`, {}, other)), [
    401,
    'DCS.1004',
  ])
})

test('who asks what was restored is told that the API is not there, or that something was', async () => {
  const { json } = await ask('/instances/id-orders/restores?limit=1000')
  assert.deepEqual(json, { total_num: 0, restore_record_response: [] })
})

test('what Terraform cannot read an instance without is not there', async () => {
  const { json } = await ask('/instances/id-orders/configs')
  assert.deepEqual(json, { instance_id: 'id-orders', status: 'RUNNING', redis_config: [] })
  const zones = (await ask('/v2/available-zones')).json.available_zones
  const { az_codes: codes, available_zones: ids } = (await ask('/instances/id-orders')).json
  assert.deepEqual([[zones[0].code], [zones[0].id]], [codes, ids])
})
