import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import type { Task } from '../core/task.ts'
import { emptyCommit } from '../core/testing/samples.ts'
import { dmsNotServed } from '../dialects/dms/not-served.ts'
import { bound, kafkaInstance, scaled } from '../dialects/dms/testing/kafka-samples.ts'
import { sampleInstance } from '../dialects/sample-operation.ts'
import { samples } from '../dialects/samples.ts'
import { id, serveKafka, type ServedKafka } from './testing/serve-kafka.ts'
import { refusedAs } from './testing/serve.ts'

let kafka: ServedKafka
beforeEach(async () => {
  kafka = await serveKafka()
})
afterEach(() => kafka.server.close())

test('instances are paged beyond their end, or counted in text', async () => {
  for (const name of ['a', 'b', 'c'])
    await kafka.server.store.addInstance({
      ...kafkaInstance,
      project: kafka.server.project,
      name,
      id: name.repeat(32),
    })
  const list = (query: string) => kafka.ask({ path: `${kafka.instances}?engine=kafka&${query}` })
  const { json } = await list('limit=3')
  assert.equal(json.instance_num, 4)
  assert.deepEqual(
    json.instances.map((each: { name: string }) => each.name),
    ['a', 'b', 'c'],
  )
  assert.equal((await list('limit=3&offset=3')).json.instances[0].name, 'events')
  assert.deepEqual(refusedAs(await list('offset=4')), [400, 'DMS.40050010'])
  const none = await list('name=nothing&offset=0')
  assert.deepEqual([none.status, none.json], [200, { instance_num: 0, instances: [] }])
  assert.deepEqual(
    refusedAs(await kafka.ask({ path: kafka.instances })),
    [400, 'DMS.00400062'],
    'which engine',
  )
})

test('an instance does not tell what works on it', async () => {
  const task = { ...scaled, project: kafka.server.project, revision: 1 }
  await kafka.server.store.commit({ ...emptyCommit, task, acquire: [kafkaInstance.id] })
  const { json } = await kafka.ask({ path: kafka.instance })
  assert.deepEqual(
    [json.status, json.task.name, json.task.status],
    ['RUNNING', 'rollingScaling', 'EXECUTING'],
  )
  const list = await kafka.ask({ path: `${kafka.instances}?engine=kafka` })
  assert.deepEqual(list.json.instances, [json])
})

test('Terraform finds no zone', async () => {
  const { status, json } = await kafka.ask({ path: '/v2/available-zones' })
  assert.deepEqual([status, json.available_zones.length], [200, 1])
})

test('on one port an instance, a task or a list of Redis is answered as one of Kafka, or the other way round', async () => {
  const { project, store } = kafka.server
  await store.addInstance({ ...sampleInstance, project })
  const redisTask = await kafka.stored(samples.half.task, { instance: sampleInstance.id })
  const kafkaTask = await kafka.stored(bound.task)
  const removed = await kafka.stored(scaled, { id: id(3), instance: 'e'.repeat(32) })
  const at = async (path: string) => (await kafka.server.askSigned({ path })).json
  const progress = (task: Task) => at(`${kafka.instances}/${task.instance}/tasks/${task.id}/progress`)
  assert.deepEqual(
    [(await progress(redisTask)).progress, (await progress(kafkaTask)).progress_percentage],
    [30, 100],
  )
  assert.equal((await progress(removed)).progress_percentage, 40, 'by the task, once the instance is gone')
  assert.equal((await at(kafka.tasks)).task_count, '1')
  assert.equal((await at(`${kafka.instances}?engine=kafka`)).instance_num, 1)
  assert.equal((await at(`${kafka.instances}?engine=rabbitmq`)).error_code, 'DMS.00400062', 'not Redis')
  assert.equal((await at(kafka.instances)).instances[0].engine, 'Redis')
  assert.equal((await at(kafka.instance)).engine, 'kafka')
  const named = async (label: string, task: Task) => {
    const path = `${kafka.instances}/${task.instance}/tasks/${task.id}/progress`
    return refusedAs(await kafka.server.askSigned({ path, headers: { host: `${label}.example.com` } }))
  }
  assert.deepEqual(await named('dcs', kafkaTask), [404, 'DCS.3022'], 'the Host decides')
  assert.deepEqual(await named('dms', redisTask), [404, 'DMS.00404022'])
})

test('what starts work is said to be done, or refused in a form that an SDK cannot read', async () => {
  const values: { readonly [name: string]: string } = {
    project_id: kafka.server.project,
    instance_id: kafkaInstance.id,
    engine: 'kafka',
  }
  for (const { method, path: template } of dmsNotServed) {
    const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name]!)
    const refused = await kafka.ask({ method, path, ...(method === 'GET' ? {} : { body: { any: 'thing' } }) })
    assert.deepEqual(refusedAs(refused), [404, 'APIGW.0101'], path)
    assert.match(refused.json.error_msg, /\w/)
  }
})
