import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { problemsOf } from '../../src/dialects/check.ts'
import { webhookMessageSchema } from '../../src/dialects/native/webhook-schema.ts'
import { startReceiver, type Received } from '../../src/webhooks/testing/receiver.ts'
import { bodiesAt, endTask, giveUp, idsAt, signedBy, tasksAt } from './messages.ts'
import { administrator, openStage, storeKinds } from './stage.ts'

for (const kind of storeKinds)
  describe(`webhooks over ${kind}`, () => {
    test('an end is not told, or not so that its receiver could believe it', async () => {
      await using stage = await openStage(kind)
      await using receiver = await startReceiver()
      const { webhook, secret } = await stage.add(`${receiver.url}hook?key=1`)
      const task = await endTask(stage, 't1', 'failed')
      await receiver.until(1)
      const [message] = receiver.received as [Received]
      assert.deepEqual([message.method, message.path], ['POST', '/hook?key=1'])
      assert.equal(message.headers['content-type'], 'application/json')
      assert.deepEqual(signedBy(message, secret), [true])
      assert.equal(message.headers['webhook-timestamp'], String(Math.floor(task.endedAt! / 1000)))
      const body = JSON.parse(message.body)
      assert.deepEqual(problemsOf(webhookMessageSchema, body), [])
      assert.equal(message.headers['webhook-id'], `t1_${body.data.event}`)
      const { event, task: told } = body.data
      const [line] = await stage.store().history('t1', event - 1, 1)
      assert.deepEqual([line?.id, line?.event.type], [event, 'ended'])
      assert.deepEqual([body.type, body.timestamp], ['task.failed', new Date(task.endedAt!).toISOString()])
      assert.deepEqual(told, {
        id: 't1',
        project: 'p1',
        service: 'dcs',
        instance: { id: 'i-t1', name: 'orders of t1' },
        operation: { name: 'redis.copy', version: 1, title: 'Copy', jobName: 'redis.copy' },
        status: 'failed',
        statusText: 'Failed',
        percent: 0,
        attempt: 1,
        failure: { code: 'STW.0008', message: 'it broke', remedy: 'mend it', step: 'prepare' },
        stall: null,
      })
      const { lastTakenAt } = await stage.until(webhook.id, ({ afterId }) => afterId === event)
      assert.equal(lastTakenAt, stage.clock.now())
    })

    test('a kind that nobody asked for is told, another project’s events are, or in the wrong language', async () => {
      await using stage = await openStage(kind)
      await using receiver = await startReceiver()
      await endTask(stage, 'before', 'failed')
      await stage.add(receiver.url, { kinds: ['failed', 'stalled'], language: 'zh-cn' })
      await endTask(stage, 'other', 'failed', 'p2')
      await endTask(stage, 't1', 'succeeded')
      await endTask(stage, 't2', 'cancelled')
      await stage.submit('t3')
      const { epoch } = await stage.happen('t3', { type: 'claimed', worker: 'w1' })
      const at = stage.clock.now()
      const stalled = { type: 'stalled', step: 'prepare', since: at, reason: 'no_units', epoch } as const
      await stage.happen('t3', { type: 'stepStarted', step: 'prepare', epoch }, stalled)
      await endTask(stage, 't4', 'failed')
      await receiver.until(2)
      const [first, second] = bodiesAt(receiver)
      assert.deepEqual([first.type, first.data.task.id], ['task.stalled', 't3'])
      assert.deepEqual([first.data.task.status, first.data.task.statusText], ['running', '停滞'])
      assert.equal(first.data.task.stall.reasonText, '没有任何进展')
      assert.deepEqual([second.type, second.data.task.id], ['task.failed', 't4'])
      assert.equal(second.data.task.failure.message, 'it broke 中')
      assert.deepEqual(problemsOf(webhookMessageSchema, first), [])
    })

    test('a message that was not taken is lost, sent as another one, or overtaken', async () => {
      await using stage = await openStage(kind)
      await using receiver = await startReceiver()
      receiver.answer(() => 503)
      const { id } = (await stage.add(receiver.url)).webhook
      await endTask(stage, 't1', 'failed')
      await endTask(stage, 't2', 'cancelled')
      for (let tries = 1; tries <= 3; tries++) {
        const { delivery } = await stage.until(id, webhook => webhook.delivery?.tries === tries)
        assert.deepEqual([delivery?.task, delivery?.problem], ['t1', { code: 'answered', detail: '503' }])
        if (tries === 3) receiver.answer(() => 200)
        await stage.passToNextTry(id)
      }
      await receiver.until(5)
      assert.deepEqual(tasksAt(receiver), ['t1', 't1', 't1', 't1', 't2'])
      assert.equal(new Set(idsAt(receiver).slice(0, 4)).size, 1)
      assert.equal(new Set(receiver.received.slice(0, 4).map(({ body }) => body)).size, 1)
      const timestamps = receiver.received.map(({ headers }) => Number(headers['webhook-timestamp']))
      assert.ok(timestamps[3]! > timestamps[0]! + 100, 'each try is signed for its own time')
    })

    test('a webhook that hangs, or is dead, holds up another one', async () => {
      await using stage = await openStage(kind)
      await using hanging = await startReceiver()
      await using dead = await startReceiver()
      await using receiver = await startReceiver()
      hanging.answer(() => {})
      dead.answer(() => 500)
      for (const { url } of [hanging, dead, receiver]) await stage.add(url)
      for (const id of ['t1', 't2', 't3']) await endTask(stage, id, 'failed')
      await receiver.until(3)
      assert.deepEqual(tasksAt(receiver), ['t1', 't2', 't3'])
      await Promise.all([hanging.until(1), dead.until(1)])
    })

    test('a dead webhook is not seen, logged again and again, or holds up for ever what comes next', async () => {
      await using stage = await openStage(kind)
      await using receiver = await startReceiver()
      receiver.answer(() => 500)
      const { id } = (await stage.add(`${receiver.url}?key=secret-of-the-receiver`)).webhook
      await endTask(stage, 't1', 'failed')
      await endTask(stage, 't2', 'failed')
      for (const task of ['t1', 't2']) await giveUp(stage, id, task)
      const webhook = await stage.until(id, ({ givenUp }) => givenUp.length === 2)
      assert.deepEqual(
        webhook.givenUp.map(({ task, tries, kind: told }) => [task, tries, told]),
        [
          ['t1', 7, 'failed'],
          ['t2', 7, 'failed'],
        ],
      )
      const { states, givenUp } = await stage.store().countWebhooks()
      assert.deepEqual([states.dead, givenUp], [1, 2])
      const said = () => stage.lines.map(line => line.split(' {')[0])
      assert.deepEqual(said(), ['a webhook was added', 'a webhook is dead: a message was given up'])

      receiver.answer(() => 200)
      await stage.service().webhooks.retry(administrator, id)
      await stage.until(id, ({ givenUp: left }) => left.length === 0)
      assert.deepEqual(tasksAt(receiver).slice(-2), ['t1', 't2'])
      assert.equal(new Set(idsAt(receiver)).size, 2)
      assert.deepEqual(said().slice(2), [
        'a webhook was asked to try again',
        'a webhook takes messages again',
      ])
      assert.doesNotMatch(stage.lines.join(), /secret-of|whsec_/)
    })

    test('who asks to try again has to wait for the next try, or uses up one of those that come by themselves', async () => {
      await using stage = await openStage(kind)
      await using receiver = await startReceiver()
      receiver.answer(() => 500)
      const { id } = (await stage.add(receiver.url)).webhook
      await endTask(stage, 't1', 'failed')
      const { delivery: waiting } = await stage.until(id, ({ delivery }) => delivery !== null)
      for (let tries = 2; tries <= 10; tries++) {
        await stage.service().webhooks.retry(administrator, id)
        await receiver.until(tries)
        const { delivery } = await stage.until(id, after => after.delivery?.asked === false)
        assert.deepEqual(delivery, waiting)
      }
      await stage.passToNextTry(id)
      await stage.until(id, ({ delivery }) => delivery?.tries === 2)
      receiver.answer(() => 200)
      await stage.service().webhooks.retry(administrator, id)
      await stage.until(id, ({ delivery }) => delivery === null)
    })

    test('a message that its receiver never takes keeps others from being sent again, or what comes next', async () => {
      await using stage = await openStage(kind)
      await using receiver = await startReceiver()
      receiver.answer(() => 503)
      const { id } = (await stage.add(receiver.url)).webhook
      await endTask(stage, 't1', 'failed')
      await endTask(stage, 't2', 'failed')
      await giveUp(stage, id, 't1')
      await giveUp(stage, id, 't2')
      receiver.answer(({ headers }) => (String(headers['webhook-id']).startsWith('t1') ? 422 : 200))
      await stage.service().webhooks.retry(administrator, id)
      const after = await stage.until(id, ({ lastTakenAt }) => lastTakenAt !== null)
      assert.deepEqual(
        after.givenUp.map(({ task, tries, again }) => [task, tries, again]),
        [['t1', 8, false]],
      )
      await endTask(stage, 't3', 'failed')
      await receiver.until(17)
      assert.deepEqual(tasksAt(receiver).slice(-3), ['t1', 't2', 't3'])
    })

    test('a message that cannot be made holds up for ever what comes behind it', async () => {
      await using stage = await openStage(kind)
      await using receiver = await startReceiver()
      const { id } = (await stage.add(receiver.url)).webhook
      // No date can be told of a moment so far away.
      const beyondDates = 9e15
      stage.setClock(beyondDates)
      await endTask(stage, 't1', 'failed')
      await stage.until(id, ({ delivery }) => delivery !== null)
      stage.setClock(-beyondDates)
      await endTask(stage, 't2', 'failed')
      await giveUp(stage, id, 't1')
      const { givenUp } = await stage.until(id, ({ lastTakenAt }) => lastTakenAt !== null)
      assert.equal(givenUp[0]?.problem.code, 'not_rendered')
      assert.deepEqual(tasksAt(receiver), ['t2'])
    })
  })
