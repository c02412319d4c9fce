import { search } from '@jmespath-community/jmespath'
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { isEnded, services, type Service } from '../../src/core/task.ts'
import type { InstanceView, TaskView } from '../../src/dialects/native/schema.ts'
import type { Native } from '../scenario/native.ts'
import { startStepwell, type StepwellProcess } from '../scenario/stepwell-process.ts'
import { startRedis, type RedisServer } from '../servers/redis-server.ts'
import { signedClient, type AskSigned } from '../wire/signed.ts'
import { pagers, readAll, type Pager } from './pagers.ts'
import { deleted, deletions } from './deletions.ts'
import { poll, type Get } from './poll.ts'
import { instanceWaiter, waiters, type Outcome, type Waiter } from './waiters.ts'

const operations = [fileURLToPath(new URL('operations.ts', import.meta.url))]

let redis: RedisServer
let server: StepwellProcess
let native: Native
let ask: AskSigned
let get: Get
let project: string
let folder: string
before(async () => {
  redis = await startRedis()
  server = await startStepwell({ operations })
  native = await server.native()
  ;({ project } = await server.credentials())
  ask = await signedClient(server, { 'User-Agent': 'terraform-provider-huaweicloud golangsdk/2.0.0' })
  get = async path => {
    const { status, body } = await ask<object>('GET', path)
    assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`)
    return body
  }
  folder = await mkdtemp(join(tmpdir(), 'stepwell-terraform-'))
})
after(async () => {
  await server[Symbol.asyncDispose]()
  await redis.stop()
  await rm(folder, { recursive: true, force: true })
})

let registered = 0
/** Registers an instance that no other test has. A Redis is looked at, so there is one for all: each removes it again. */
async function register(service: Service): Promise<InstanceView & AsyncDisposable> {
  const port = service === 'dcs' ? redis.port : 41_000 + ++registered
  const body = { service, name: `${service}-${port}`, endpoints: [{ host: '127.0.0.1', port }] }
  const instance = await native.ask<InstanceView>('POST', '/instances', body)
  const remove = `${server.url}/v1/instances/${instance.id}`
  const headers = { Authorization: `Bearer ${native.token}` }
  return {
    ...instance,
    [Symbol.asyncDispose]: async () => void (await fetch(remove, { method: 'DELETE', headers })),
  }
}

const truth = (id: string) => native.ask<TaskView>('GET', `/tasks/${id}`)

async function until(id: string, holds: (task: TaskView) => boolean): Promise<void> {
  while (!holds(await truth(id))) await delay(5)
}

const endings: readonly ('succeeded' | 'failed' | 'cancelled')[] = ['succeeded', 'failed', 'cancelled']

function expected({ ofFailed = 'fails' }: Waiter, ending: (typeof endings)[number]): Outcome {
  return { succeeded: 'goes on', failed: ofFailed, cancelled: 'fails' }[ending] as Outcome
}

/** How many milliseconds stand for a second of a waiter. */
const secondMs = 2

/**
 * Has a waiter wait for a task that ends in each way, at its own pace in smaller seconds, until it waits no more. Of what has
 * ended it asks no more often than it has to find it so.
 */
async function endInEachWay(waiter: Waiter, expect: typeof expected): Promise<void> {
  await using instance = await register(waiter.service)
  for (const ending of endings) {
    const file = join(folder, `${waiter.jobName}-${ending}`)
    const { id } = await native.ask<TaskView>('POST', '/tasks', {
      operation: `${waiter.service}.${waiter.jobName.toLowerCase()}`,
      instance: instance.id,
      input: { waitsFor: file, fails: ending === 'failed' },
    })
    const pollOnce = () => poll(waiter, { project, instance: instance.id, task: id }, get)
    if (waiter !== instanceWaiter) assert.equal(await pollOnce(), 'waits', 'as soon as it is submitted')
    await until(id, ({ status }) => status === 'running')
    assert.equal(await pollOnce(), 'waits', `while it runs, to be ${ending}`)
    if (ending === 'cancelled') await native.ask('POST', `/tasks/${id}/cancel`, {})
    else await writeFile(file, '')
    const {
      poll: [first, next],
      occurrences = 1,
    } = waiter
    await delay(first * secondMs)
    let outcome: Outcome = 'waits'
    for (let found = 0, askedSince = 0; found < occurrences && askedSince < occurrences;) {
      if (isEnded(await truth(id))) askedSince++
      outcome = await pollOnce()
      found = outcome === 'waits' ? 0 : outcome === 'fails' ? occurrences : found + 1
      await delay(next * secondMs)
    }
    assert.equal(outcome, expect(waiter, ending), ending)
    await until(id, isEnded)
  }
}

for (const waiter of waiters)
  test(`Terraform waits for a task that has ended, or takes one for done: ${waiter.name}`, () =>
    endInEachWay(waiter, expected))

test('Terraform goes on before an instance is free, or waits for one that is', () =>
  endInEachWay(instanceWaiter, () => 'goes on'))

for (const deletion of deletions)
  test(`Terraform cannot delete a record, or trips over the answer: ${deletion.name}`, async () => {
    await using instance = await register(deletion.service)
    const { id } = await native.ask<TaskView>('POST', '/tasks', {
      operation: deletion.operation,
      instance: instance.id,
      input: { waitsFor: folder, fails: false },
    })
    await until(id, isEnded)
    const at = (path: string) => path.replace('{instance_id}', instance.id).replace('{task_id}', id)
    const listed = async () => search((await get(at(deletion.list))) as never, deletion.ids) as string[]
    assert.ok((await listed()).includes(id))
    const { status, body } = await ask('DELETE', at(deletion.path))
    assert.ok(deleted.includes(status), String(status))
    // It reads JSON of every success but 204.
    assert.equal(typeof body === 'object' && body !== null, status !== 204)
    assert.ok(!(await listed()).includes(id))
  })

test('Terraform cannot read the steps of a task of DCS: dcs_background_task_detail', async () => {
  await using instance = await register('dcs')
  const { id } = await native.ask<TaskView>('POST', '/tasks', {
    operation: 'dcs.extend',
    instance: instance.id,
    input: { waitsFor: folder, fails: false },
  })
  await until(id, isEnded)
  const detail = await get(`/v2/{project_id}/instances/${instance.id}/tasks/${id}/progress`)
  assert.deepEqual(search(detail as never, '[progress, remain_time]'), [100, 0])
  assert.deepEqual(search(detail as never, 'step_details[].[step_name, step_status, error_code]'), [
    ['Act', 'FINISH', ''],
  ])
  assert.deepEqual(search(detail as never, 'step_details[*].sub_step_details'), [[]])
})

/** More than a page of any list. */
const many: { readonly [service in Service]: number } = { dcs: 25, dms: 105, taurusdb: 105 }

async function submitMany(service: Service, instance: string): Promise<readonly string[]> {
  const operation = { dcs: 'dcs.extend', dms: 'dms.kafkatopicquota', taurusdb: 'taurusdb.version_upgrade' }[
    service
  ]
  const submit = async (more: object) =>
    (
      await native.ask<TaskView>('POST', '/tasks', {
        operation,
        instance,
        input: { waitsFor: '/nowhere/at/all', fails: false },
        ...more,
      })
    ).id
  const ids: string[] = []
  for (let count = 0; count < many[service]; count++) ids.push(await submit({}))
  // Those for which a time is asked are in a list of their own.
  if (service === 'taurusdb')
    for (let count = 0; count < many[service]; count++) await submit({ dueAt: '2100-01-01T00:00:00Z' })
  return ids
}

async function nativeIds(service: Service, { isScheduled }: Pager): Promise<readonly string[]> {
  const ids: string[] = []
  for (let place: string | null = ''; place !== null;) {
    const page: { readonly tasks: readonly TaskView[]; readonly next: string | null } = await native.ask(
      'GET',
      `/tasks?limit=100${place}`,
    )
    ids.push(
      ...page.tasks
        .filter(task => task.service === service)
        .filter(({ dueAt }) => service !== 'taurusdb' || dueAt.startsWith('2100') === isScheduled)
        .map(({ id }) => id),
    )
    place = page.next === null ? null : `&after=${page.next}`
  }
  return ids
}

for (const service of services)
  test(`Terraform reads a list of ${service} for ever, in part or twice`, async () => {
    await using instance = await register(service)
    await submitMany(service, instance.id)
    for (const pager of pagers.filter(each => each.service === service)) {
      const read = await readAll(pager, { project, instance: instance.id }, get)
      const known = await nativeIds(service, pager)
      const ofInstance = pager.path.includes('{instance_id}') ? known.slice(0, many[service]) : known
      assert.deepEqual(read, ofInstance, pager.name)
    }
  })

test('Terraform cannot cancel and delete a scheduled task, or trips over the answer', async () => {
  await using instance = await register('taurusdb')
  const { id } = await native.ask<TaskView>('POST', '/tasks', {
    operation: 'taurusdb.version_upgrade',
    instance: instance.id,
    input: { waitsFor: '/nowhere/at/all', fails: false },
    dueAt: '2100-01-01T00:00:00Z',
  })
  const scheduled = () => get(`/v3/{project_id}/scheduled-jobs?job_id=${id}`)
  assert.equal((await scheduled()).schedules[0].job_id, id)
  const jobs = '/v3/{project_id}/scheduled-jobs'
  assert.deepEqual((await ask('DELETE', jobs, { job_ids: [id] })).status, 200)
  // A missing one is "gone": it looks for the cancelled one in the list.
  assert.equal((await scheduled()).schedules[0].job_status, 'Canceled')
  const record = `/v3/{project_id}/instance/${instance.id}/scheduled-jobs`
  // It reads JSON of every success but 204.
  assert.deepEqual(await ask('DELETE', record, { job_id: id }), { status: 200, body: { result: true } })
  assert.deepEqual((await scheduled()).schedules, [])
})
