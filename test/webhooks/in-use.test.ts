import assert from 'node:assert/strict'
import type { LookupAddress } from 'node:dns'
import { describe, test } from 'node:test'
import { startReceiver, type Received } from '../../src/webhooks/testing/receiver.ts'
import { caughtUp, endTask, idsAt, signedBy, tasksAt } from './messages.ts'
import { administrator, openStage, storeKinds } from './stage.ts'

for (const kind of storeKinds)
  describe(`webhooks over ${kind}`, () => {
    test('a restart loses a message, tells one twice, or begins the tries anew', async () => {
      await using stage = await openStage(kind)
      await using receiver = await startReceiver()
      const { webhook, secret } = await stage.add(receiver.url)
      await endTask(stage, 't1', 'failed')
      await receiver.until(1)
      receiver.answer(() => 500)
      await endTask(stage, 't2', 'failed')
      for (let tries = 1; tries <= 2; tries++) {
        await stage.until(webhook.id, ({ delivery }) => delivery?.tries === tries)
        if (tries < 2) await stage.passToNextTry(webhook.id)
      }
      await stage.stop()
      await stage.again()
      const before = (await stage.store().findWebhook(webhook.id))!
      assert.equal(before.delivery?.tries, 2)
      receiver.answer(() => 200)
      await stage.passToNextTry(webhook.id)
      await receiver.until(4)
      await endTask(stage, 't3', 'cancelled')
      await receiver.until(5)
      assert.deepEqual(tasksAt(receiver), ['t1', 't2', 't2', 't2', 't3'])
      assert.equal(new Set(idsAt(receiver)).size, 3)
      for (const message of receiver.received) assert.deepEqual(signedBy(message, secret), [true])
    })

    test('a server that stops while a message is under way has lost it', async () => {
      await using stage = await openStage(kind)
      await using receiver = await startReceiver()
      receiver.answer(() => {})
      const { id } = (await stage.add(receiver.url)).webhook
      await endTask(stage, 't1', 'failed')
      await receiver.until(1)
      await stage.stop()
      await stage.again()
      await receiver.until(2)
      assert.equal(new Set(idsAt(receiver)).size, 1, 'a double, which its id tells')
      assert.equal(
        (await stage.store().findWebhook(id))?.delivery,
        null,
        'a try that was cut off counts for none',
      )
    })

    test('what a webhook has nothing to tell of is read again after every restart', async () => {
      await using stage = await openStage(kind)
      await using receiver = await startReceiver()
      const { id } = (await stage.add(receiver.url, { kinds: ['cancelled'] })).webhook
      const place = async () => (await stage.store().findWebhook(id))!.afterId
      await endTask(stage, 't1', 'cancelled')
      await caughtUp(stage, id)
      const before = await place()
      receiver.answer(() => {})
      for (const task of ['t2', 't3']) {
        stage.clock.pass(60_000)
        await stage.submit(task)
      }
      await stage.until(id, ({ afterId }) => afterId > before)
      await endTask(stage, 't4', 'failed')
      await endTask(stage, 't5', 'cancelled')
      await receiver.until(2)
      const last = await stage.store().lastEventId()
      assert.ok((await place()) < last - 1, 'not every event is a write')
      await stage.stop()
      await stage.again()
      assert.equal(await place(), last - 1, 'behind it is only what the receiver has not taken')
    })

    test('a receiver that wants no more is sent more, or cannot be used again', async () => {
      await using stage = await openStage(kind)
      await using receiver = await startReceiver()
      receiver.answer(() => 410)
      const { id } = (await stage.add(receiver.url)).webhook
      await endTask(stage, 't1', 'failed')
      await endTask(stage, 't2', 'failed')
      await stage.until(id, ({ disabledAt }) => disabledAt !== null)
      await stage.stop()
      assert.match(stage.lines.at(-1)!, /^a webhook was disabled: its receiver wants no more messages/)
      await stage.again()
      await endTask(stage, 't3', 'failed')
      receiver.answer(() => 200)
      await stage.service().webhooks.retry(administrator, id)
      await receiver.until(4)
      assert.deepEqual(tasksAt(receiver), ['t1', 't1', 't2', 't3'])
    })

    test('a webhook that was removed is told more, or the secret before a rotation is not good any more', async () => {
      await using stage = await openStage(kind)
      await using removed = await startReceiver()
      await using receiver = await startReceiver()
      removed.answer(() => 500)
      const { id } = (await stage.add(removed.url)).webhook
      const first = await stage.add(receiver.url)
      await endTask(stage, 't1', 'failed')
      await stage.until(id, ({ delivery }) => delivery !== null)
      await caughtUp(stage, first.webhook.id)
      await stage.service().webhooks.remove(administrator, id)
      const { secret } = await stage.service().webhooks.rotate(administrator, first.webhook.id)
      stage.clock.pass(10_000)
      await endTask(stage, 't2', 'failed')
      await caughtUp(stage, first.webhook.id)
      assert.equal(removed.received.length, 1)
      assert.deepEqual(signedBy(receiver.received[1]!, secret), [true, false])
      assert.deepEqual(signedBy(receiver.received[1]!, first.secret), [false, true])
      stage.clock.pass(24 * 60 * 60 * 1000)
      await endTask(stage, 't3', 'failed')
      await receiver.until(3)
      assert.deepEqual(signedBy(receiver.received[2]!, secret), [true])
    })

    test('what was given up of a task that was removed since is kept, or ends everything', async () => {
      await using stage = await openStage(kind)
      await using receiver = await startReceiver()
      receiver.answer(() => 410)
      const { id } = (await stage.add(receiver.url)).webhook
      const task = await endTask(stage, 't1', 'failed')
      await stage.until(id, ({ disabledAt }) => disabledAt !== null)
      assert.equal(await stage.store().removeTask(task), true)
      await stage.service().webhooks.retry(administrator, id)
      await stage.until(id, ({ givenUp }) => givenUp.length === 0)
      assert.equal(receiver.received.length, 1)
    })

    test('a message is sent to where nobody has allowed, by an address or by a name', async () => {
      const leadsHome = {
        networks: [],
        resolve: (_: string, __: object, callback: (error: null, addresses: LookupAddress[]) => void) =>
          callback(null, [{ address: '127.0.0.1', family: 4 }]),
      }
      await using stage = await openStage(kind, leadsHome)
      await using receiver = await startReceiver()
      const { port } = receiver
      await assert.rejects(stage.add(receiver.url), /invalid_request/)
      await assert.rejects(stage.add(`https://127.0.0.1:${port}/`), /invalid_request/)
      const { id } = (await stage.add(`https://hooks.test:${port}/`)).webhook
      const refused = { code: 'address_refused', detail: '127.0.0.1' }
      assert.deepEqual(await stage.service().webhooks.test(administrator, id), {
        taken: false,
        problem: refused,
      })
      await endTask(stage, 't1', 'failed')
      const { delivery } = await stage.until(id, webhook => webhook.delivery !== null)
      assert.deepEqual(delivery?.problem, refused)
      assert.equal(receiver.received.length, 0)
    })

    test('a test tells of a task, is not signed, or fails without a word', async () => {
      await using stage = await openStage(kind)
      await using receiver = await startReceiver()
      const { webhook, secret } = await stage.add(receiver.url)
      const { webhooks } = stage.service()
      assert.deepEqual(await webhooks.test(administrator, webhook.id), { taken: true, status: 204 })
      const [message] = receiver.received as [Received]
      assert.deepEqual(signedBy(message, secret), [true])
      assert.match(String(message.headers['webhook-id']), /^test_/)
      assert.deepEqual(JSON.parse(message.body), {
        type: 'webhook.test',
        timestamp: new Date(stage.clock.now()).toISOString(),
        data: { webhook: webhook.id },
      })
      receiver.answer(() => 302)
      assert.deepEqual(await webhooks.test(administrator, webhook.id), {
        taken: false,
        problem: { code: 'redirected', detail: '302' },
      })
      const sealed = { ...webhook, sealedSecret: 'sealed by another ring', revision: 2 }
      await stage.store().replaceWebhook(sealed)
      assert.deepEqual(await webhooks.test(administrator, webhook.id), {
        taken: false,
        problem: { code: 'secret_sealed', detail: '' },
      })
    })
  })
