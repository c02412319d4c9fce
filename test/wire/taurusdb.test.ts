import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { signRequest } from '../../src/access/sign.ts'
import type { Native } from '../scenario/native.ts'
import { startStepwell, type KeptCredentials, type StepwellProcess } from '../scenario/stepwell-process.ts'

const operations = [fileURLToPath(new URL('../clients/operations/taurusdb.ts', import.meta.url))]

let server: StepwellProcess
let native: Native
let key: KeptCredentials
let instance: string
before(async () => {
  server = await startStepwell({ operations })
  native = await server.native()
  key = await server.credentials()
  const endpoints = [{ host: '127.0.0.1', port: 3306 }]
  const added = await native.ask<{ id: string }>('POST', '/instances', {
    service: 'taurusdb',
    name: 'orders',
    endpoints,
  })
  instance = added.id
})
after(() => server[Symbol.asyncDispose]())

// oxlint-disable-next-line typescript/no-explicit-any -- JSON of any form
type Answer = { readonly status: number; readonly json: any }

/** Asks TaurusDB's API with a signature. */
async function ask(method: 'GET' | 'DELETE', path: string, sent?: object): Promise<Answer> {
  const url = `${server.url}/v3/${key.project}/${path}`
  const body = sent === undefined ? '' : JSON.stringify(sent)
  const { headers } = signRequest({
    method,
    url,
    headers: { 'Content-Type': 'application/json' },
    body: Buffer.from(body),
    accessKey: key.accessKey,
    secretKey: key.secretKey,
    nowMs: Date.now(),
  })
  const answer = await fetch(url, { method, headers, ...(body === '' ? {} : { body }) })
  return { status: answer.status, json: await answer.json() }
}

const submit = async (operation: string, more: object = {}): Promise<string> =>
  (await native.ask<{ id: string }>('POST', '/tasks', { operation, instance, ...more })).id

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

/** Polls as Terraform does, until the job is neither Pending nor Running; what it saw. */
async function waitForJob(id: string): Promise<readonly { readonly status: string }[]> {
  const seen: { readonly status: string }[] = []
  for (;;) {
    const { job } = (await ask('GET', `jobs?id=${id}`)).json
    seen.push(job)
    if (job.status !== 'Pending' && job.status !== 'Running') return seen
    await delay(20)
  }
}

test('a restore is not seen from its submission to its end', async () => {
  assert.match(instance, /^[0-9a-f]{32}in07$/)
  const id = await submit('mysql.rehearse_table_restore', { input: { tables: 5 } })
  const { json: listed } = await ask('GET', `immediate-jobs?job_id=${id}`)
  assert.equal(listed.total_count, 1, 'at once')
  const detail = () =>
    ask('GET', `instances/${instance}/task-center-detail?job_id=${id}&job_name=RestoreTableTaurus`)
  assert.deepEqual(
    (await detail()).json.sub_task_list.map((part: { sub_task_name: string }) => part.sub_task_name),
    ['INIT', 'RESTORE'],
  )
  assert.equal((await waitForJob(id)).at(-1)?.status, 'Completed')
  const { json } = await detail()
  assert.deepEqual(
    [json.status, ...json.sub_task_list.map((part: { percent: string }) => part.percent)],
    ['Completed', '100', '100'],
  )
  assert.equal((await ask('GET', `instances/${instance}`)).json.instance.status, 'ACTIVE')
})

test('a restore that fails or is cancelled lets its client wait', async () => {
  const failing = await submit('mysql.rehearse_table_restore', { input: { fails: true } })
  const failed = (await waitForJob(failing)).at(-1) as { status: string; fail_reason: string }
  assert.deepEqual(
    [failed.status, failed.fail_reason],
    ['Failed', 'Table t0 is not in the backup. Choose another backup.'],
  )
  const long = await submit('mysql.rehearse_table_restore', { input: { tables: 100_000 } })
  await native.ask('POST', `/tasks/${long}/cancel`, {})
  assert.equal((await waitForJob(long)).at(-1)?.status, 'Canceled')
})

test('a scheduled upgrade is not cancelled and deleted as Terraform does it', async () => {
  const id = await submit('mysql.rehearse_upgrade', { dueAt: inAnHour(), input: { version: '8.0.30' } })
  const { json } = await ask('GET', `scheduled-jobs?job_id=${id}`)
  assert.deepEqual(
    [json.schedules[0].job_status, json.schedules[0].job_name, json.schedules[0].target_config],
    ['Pending', 'VERSION_UPGRADE', { version: '8.0.30' }],
  )
  assert.deepEqual((await ask('DELETE', 'scheduled-jobs', { job_ids: [id] })).json, { job_ids: [id] })
  assert.equal((await ask('GET', `scheduled-jobs?job_id=${id}`)).json.schedules[0].job_status, 'Canceled')
  assert.deepEqual((await ask('DELETE', `instance/${instance}/scheduled-jobs`, { job_id: id })).json, {
    result: true,
  })
  assert.deepEqual((await ask('GET', `scheduled-jobs?job_id=${id}`)).json, { schedules: [], total_count: 0 })
})
