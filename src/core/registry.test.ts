import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryStore } from '../store/memory.ts'
import { StepwellError } from './error.ts'
import { openInstance, type Vault } from './instance.ts'
import { createRegistry, type NewInstance, type RegistryParts } from './registry.ts'
import { requireAdministrator } from './caller.ts'
import { caller, emptyCommit, instance, pendingTask } from './testing/samples.ts'

/** Seals so that only the record it belongs to opens it; no secret. */
const vault: Vault = {
  seal: (recordId, text) => Buffer.from(`${recordId}\n${text}`).toString('base64'),
  open(recordId, sealed) {
    const [record, text] = Buffer.from(sealed, 'base64').toString().split('\n')
    assert.equal(record, recordId)
    return text!
  },
}

const access = { username: null, password: 'secret', tls: false }
const redis: NewInstance = {
  service: 'dcs',
  name: 'orders',
  enterpriseProject: null,
  tags: { team: 'shop' },
  endpoints: [{ host: '127.0.0.1', port: 7000 }],
  access,
  switchHook: null,
}
const me = caller()
const stranger = caller({ project: 'fedcba9876543210fedcba9876543210' })

function open(parts: Partial<RegistryParts> = {}) {
  const store = createMemoryStore()
  let added = 0
  const registry = createRegistry({
    store,
    vault,
    probes: { dcs: null, dms: null, taurusdb: null },
    newInstanceId: service => `${service}-${++added}`,
    now: () => 1000,
    ...parts,
  })
  return { store, registry }
}

test('a probe fills in what it found, and the access is stored sealed only', async () => {
  const masters = [7000, 7001].map(port => ({ host: '127.0.0.1', port }))
  const { registry, store } = open({
    probes: {
      dcs: async (endpoints, given) => {
        assert.deepEqual([endpoints, given], [redis.endpoints, access])
        return { endpoints: masters, facts: { mode: 'cluster' } }
      },
      dms: null,
      taurusdb: null,
    },
  })
  const added = await registry.add(me, redis)
  assert.deepEqual([added.endpoints, added.facts, added.revision], [masters, { mode: 'cluster' }, 1])
  assert.deepEqual([added.project, added.createdAt, added.former], [me.project, 1000, null])
  assert.equal(added.factsAt, 1000, 'it does not say when that was so')
  assert.ok(!JSON.stringify(added).includes('secret'))
  assert.deepEqual(openInstance(vault, (await store.findInstance(added.id))!).access, access)
})

test('an opened instance opens what it named before the last switch as well', () => {
  const sealedAccess = vault.seal('instance-1', JSON.stringify(access))
  const switched = instance({ sealedAccess, former: { endpoints: [], sealedAccess } })
  assert.deepEqual(openInstance(vault, switched).formerAccess, access)
  assert.equal(openInstance(vault, instance({ sealedAccess })).formerAccess, null)
})

test('a service without a probe is registered as it is described, named by its address', async () => {
  const { registry } = open()
  const added = await registry.add(me, { ...redis, service: 'dms', name: null })
  assert.deepEqual([added.id, added.name, added.facts], ['dms-1', '127.0.0.1:7000', {}])
})

test('a probe finds nobody: nothing is registered', async () => {
  const refused = new StepwellError('instance_unreachable')
  const { registry } = open({ probes: { dcs: () => Promise.reject(refused), dms: null, taurusdb: null } })
  await assert.rejects(registry.add(me, redis), refused)
  assert.deepEqual(await registry.list(me), [])
})

test('an instance without an address', async () => {
  await assert.rejects(open().registry.add(me, { ...redis, endpoints: [] }), { code: 'invalid_request' })
})

test('a name is taken in its project, but free in another', async () => {
  const { registry } = open()
  await registry.add(me, redis)
  await assert.rejects(registry.add(me, redis), { code: 'instance_exists', parameters: { name: 'orders' } })
  assert.equal((await registry.add(stranger, redis)).name, 'orders')
})

test('a caller sees its own project, by id, name or service', async () => {
  const { registry } = open()
  const { id } = await registry.add(me, redis)
  assert.deepEqual([(await registry.find(me, id)).id, (await registry.find(me, 'orders')).id], [id, id])
  await assert.rejects(registry.find(stranger, id), { code: 'instance_not_found' })
  assert.deepEqual([await registry.list(stranger), await registry.list(me, 'dms')], [[], []])
  assert.deepEqual(
    (await registry.list(me, 'dcs')).map(found => found.id),
    [id],
  )
})

test('what bears an id as its name is found by it, or what another project has', async () => {
  const { registry } = open()
  const gone = 'dcs-0'
  const added = await registry.add(me, { ...redis, name: gone })
  assert.deepEqual(await registry.byId(me, added.id), added)
  assert.deepEqual(await registry.find(me, gone), added)
  assert.equal(await registry.byId(me, gone), null)
  assert.equal(await registry.byId(stranger, added.id), null)
})

test('only an administrator changes the registry', async () => {
  const { registry } = open()
  const user = caller({ administrator: false })
  await assert.rejects(registry.add(user, redis), {
    code: 'forbidden',
    parameters: { act: 'stepwell:instance:create' },
  })
  await registry.add(me, redis)
  await assert.rejects(registry.remove(user, 'orders'), { code: 'forbidden' })
  assert.doesNotThrow(() => requireAdministrator(me, 'accessKey:create'))
})

test('an instance is removed, unless a task waits for it', async () => {
  const { registry, store } = open({ newInstanceId: () => 'instance-1' })
  await registry.add(me, redis)
  assert.equal((await registry.remove(me, 'orders')).id, 'instance-1')
  await registry.add(me, redis)
  const task = pendingTask()
  await store.commit({ ...emptyCommit, task })
  await assert.rejects(registry.remove(me, 'orders'), {
    code: 'instance_in_use',
    parameters: { instance: 'orders' },
  })
})

test('one server is registered under two names, where it is known what answers', async () => {
  const probe = async (endpoints: NewInstance['endpoints']) => ({ endpoints, facts: {} })
  const { registry } = open({ probes: { dcs: probe, dms: null, taurusdb: null } })
  await registry.add(me, redis)
  const again = { ...redis, name: 'again', endpoints: [{ host: '10.0.0.9', port: 1 }, ...redis.endpoints] }
  await assert.rejects(registry.add(me, again), { code: 'server_registered', parameters: { name: 'orders' } })
  await registry.add(stranger, again)
  await registry.add(me, { ...again, endpoints: [{ host: '10.0.0.9', port: 1 }] })
})
