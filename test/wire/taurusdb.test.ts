import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Native } from '../scenario/native.ts'
import { startStepwell, type StepwellProcess } from '../scenario/stepwell-process.ts'
import { signedClient } from './signed.ts'

const operations = [fileURLToPath(new URL('../clients/operations/taurusdb.ts', import.meta.url))]

// oxlint-disable-next-line typescript/no-explicit-any -- JSON of any form
type Json = any

let server: StepwellProcess
let native: Native
let instance: string
/** Asks TaurusDB's API, below the project; the body of the answer. */
let ask: (method: 'GET' | 'DELETE', path: string, sent?: object) => Promise<Json>
before(async () => {
  server = await startStepwell({ operations })
  native = await server.native()
  const send = await signedClient(server)
  ask = async (method, path, sent) => (await send<Json>(method, `/v3/{project_id}/${path}`, sent)).body
  const endpoints = [{ host: '127.0.0.1', port: 3306 }]
  const added = await native.ask<{ id: string }>('POST', '/instances', {
    service: 'taurusdb',
    name: 'orders',
    endpoints,
  })
  instance = added.id
})
after(() => server[Symbol.asyncDispose]())

const submit = async (operation: string, more: object = {}): Promise<string> =>
  (await native.ask<{ id: string }>('POST', '/tasks', { operation, instance, ...more })).id

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

/** Polls as Terraform does; the job once it is neither Pending nor Running. */
async function endedJob(id: string): Promise<Json> {
  for (;;) {
    const { job } = await ask('GET', `jobs?id=${id}`)
    if (job.status !== 'Pending' && job.status !== 'Running') return job
    await delay(20)
  }
}

test('a restore is not seen from its submission to its end', async () => {
  assert.match(instance, /^[0-9a-f]{32}in07$/)
  const id = await submit('mysql.rehearse_table_restore', { input: { tables: 5 } })
  const listed = await ask('GET', `immediate-jobs?job_id=${id}`)
  assert.equal(listed.total_count, 1, 'at once')
  const detail = () =>
    ask('GET', `instances/${instance}/task-center-detail?job_id=${id}&job_name=RestoreTableTaurus`)
  assert.deepEqual(
    (await detail()).sub_task_list.map((part: { sub_task_name: string }) => part.sub_task_name),
    ['INIT', 'RESTORE'],
  )
  assert.equal((await endedJob(id)).status, 'Completed')
  const ended = await detail()
  assert.deepEqual(
    [ended.status, ...ended.sub_task_list.map((part: { percent: string }) => part.percent)],
    ['Completed', '100', '100'],
  )
  assert.equal((await ask('GET', `instances/${instance}`)).instance.status, 'ACTIVE')
})

test('a restore that fails or is cancelled lets its client wait', async () => {
  const failing = await submit('mysql.rehearse_table_restore', { input: { fails: true } })
  const failed = await endedJob(failing)
  assert.deepEqual(
    [failed.status, failed.fail_reason],
    ['Failed', 'Table t0 is not in the backup. Choose another backup.'],
  )
  const long = await submit('mysql.rehearse_table_restore', { input: { tables: 100_000 } })
  await native.ask('POST', `/tasks/${long}/cancel`, {})
  assert.equal((await endedJob(long)).status, 'Canceled')
})

test('a scheduled upgrade is not cancelled and deleted as Terraform does it', async () => {
  const id = await submit('mysql.rehearse_upgrade', { dueAt: inAnHour(), input: { version: '8.0.30' } })
  const [listed] = (await ask('GET', `scheduled-jobs?job_id=${id}`)).schedules
  assert.deepEqual(
    [listed.job_status, listed.job_name, listed.target_config],
    ['Pending', 'VERSION_UPGRADE', { version: '8.0.30' }],
  )
  assert.deepEqual(await ask('DELETE', 'scheduled-jobs', { job_ids: [id] }), { job_ids: [id] })
  assert.equal((await ask('GET', `scheduled-jobs?job_id=${id}`)).schedules[0].job_status, 'Canceled')
  assert.deepEqual(await ask('DELETE', `instance/${instance}/scheduled-jobs`, { job_id: id }), {
    result: true,
  })
  assert.deepEqual(await ask('GET', `scheduled-jobs?job_id=${id}`), { schedules: [], total_count: 0 })
})
