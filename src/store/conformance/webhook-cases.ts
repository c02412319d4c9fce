import assert from 'node:assert/strict'
import { refusedConnection, sampleWebhook, told } from '../../core/testing/webhook-samples.ts'
import { changeWebhook } from '../../core/webhook-store.ts'
import { afterFailed, mostWebhooks, webhookState } from '../../core/webhook.ts'
import type { StoreTest } from './store-tests.ts'

/** Webhooks. */
export function webhookCases(test: StoreTest): void {
  test('keeps a webhook exactly as it was, and gives it back to whoever names it', async store => {
    const problem = refusedConnection
    const webhook = sampleWebhook('w1', {
      url: 'https://例子.example/支付?q=💳',
      language: 'zh-cn',
      formerSecret: { sealed: 'sealed before', until: 5000 },
      delivery: { ...told(9), tries: 2, nextTryAt: 9000, problem, asked: true },
      givenUp: [{ ...told(7), tries: 7, givenUpAt: 8000, problem, again: true }],
      deadSince: 8000,
      lastTakenAt: 2000,
    })
    assert.equal(await store.addWebhook(webhook), true)
    assert.deepEqual(await store.findWebhook('w1'), webhook)
    assert.equal(await store.findWebhook('w2'), null)
  })

  test('lists webhooks of one project or of all, the oldest first, also after one was changed', async store => {
    for (const [id, project] of [
      ['w2', 'p1'],
      ['w1', 'p2'],
      ['w0', 'p1'],
    ] as const)
      await store.addWebhook(sampleWebhook(id, { project }))
    await changeWebhook(store, 'w2', webhook => ({ ...webhook, afterId: 5 }))
    const ids = async (filter: { readonly project?: string }) =>
      (await store.listWebhooks(filter)).map(({ id }) => id)
    assert.deepEqual(await ids({}), ['w2', 'w1', 'w0'])
    assert.deepEqual(await ids({ project: 'p1' }), ['w2', 'w0'])
    assert.deepEqual(await ids({ project: 'p3' }), [])
  })

  test('takes no more webhooks than a project may have, also when they come at once', async store => {
    const added = await Promise.all(
      Array.from({ length: mostWebhooks + 3 }, (_, nth) => store.addWebhook(sampleWebhook(`w${nth}`))),
    )
    assert.equal(added.filter(Boolean).length, mostWebhooks)
    assert.equal(await store.addWebhook(sampleWebhook('other', { project: 'p2' })), true)
    assert.equal(await store.removeWebhook('w0'), true)
    assert.equal(await store.addWebhook(sampleWebhook('again')), true)
  })

  test('replaces a webhook only by the revision that follows, so that no change is lost', async store => {
    await store.addWebhook(sampleWebhook('w1'))
    const changes = Array.from({ length: 5 }, () =>
      changeWebhook(store, 'w1', webhook => ({ ...webhook, afterId: webhook.afterId + 1 })),
    )
    const made = await Promise.all(changes)
    const { afterId, revision } = (await store.findWebhook('w1'))!
    assert.deepEqual([afterId, revision], [5, 6])
    assert.deepEqual(
      made.map(change => change!.after.afterId - change!.before.afterId),
      [1, 1, 1, 1, 1],
    )
    assert.equal(await store.replaceWebhook(sampleWebhook('w1', { revision: 6 })), false)
    assert.equal(await store.replaceWebhook(sampleWebhook('w2', { revision: 2 })), false)
    assert.equal((await store.findWebhook('w1'))!.revision, 6)
  })

  test('a webhook that was removed is not found, listed, changed or removed once more', async store => {
    await store.addWebhook(sampleWebhook('w1'))
    assert.equal(await store.removeWebhook('w1'), true)
    assert.equal(await store.removeWebhook('w1'), false)
    assert.equal(await store.findWebhook('w1'), null)
    assert.deepEqual(await store.listWebhooks({}), [])
    assert.equal(await changeWebhook(store, 'w1', webhook => webhook), null)
  })

  test('counts webhooks by how it stands with them, and what was given up', async store => {
    const none = { working: 0, retrying: 0, dead: 0, disabled: 0 }
    assert.deepEqual(await store.countWebhooks(), { states: none, givenUp: 0 })
    for (const id of ['w1', 'w2', 'w3']) await store.addWebhook(sampleWebhook(id))
    const fail = (id: string, event: number, code: 'gone' | 'late') =>
      changeWebhook(store, id, webhook =>
        afterFailed(webhook, told(event), { code, detail: '' }, { now: 2000, random: 0 }),
      )
    await fail('w1', 1, 'late')
    await fail('w2', 1, 'gone')
    await fail('w2', 2, 'gone')
    assert.deepEqual(await store.countWebhooks(), {
      states: { ...none, working: 1, retrying: 1, disabled: 1 },
      givenUp: 2,
    })
    await changeWebhook(store, 'w2', webhook => ({ ...webhook, disabledAt: null }))
    assert.equal(webhookState((await store.findWebhook('w2'))!), 'dead')
    assert.deepEqual((await store.countWebhooks()).states, { ...none, working: 1, retrying: 1, dead: 1 })
  })
}
