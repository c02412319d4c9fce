import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeyRing } from '../../src/access/key-ring.ts'
import { createVault } from '../../src/access/vault.ts'
import { createEventFeed, type EventFeed } from '../../src/core/event-feed.ts'
import type { TaskEvent } from '../../src/core/event.ts'
import type { Network } from '../../src/core/network.ts'
import type { Store } from '../../src/core/store.ts'
import type { Task } from '../../src/core/task.ts'
import { caller } from '../../src/core/testing/samples.ts'
import { createHandClock, type HandClock } from '../../src/core/testing/hand-clock.ts'
import type { Webhook } from '../../src/core/webhook.ts'
import type { NewWebhook, WebhookWithSecret } from '../../src/core/webhooks.ts'
import { startWebhooks, type WebhookService } from '../../src/serve/webhooks.ts'
import { changeOf, sampleInstance, submissionOf, sampleTask } from '../../src/store/conformance/samples.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { openSqliteStore } from '../../src/store/sqlite/open.ts'
import type { Resolve } from '../../src/webhooks/guarded-lookup.ts'

/** The kinds of store that webhooks are tried over. */
export const storeKinds = ['memory', 'sqlite'] as const
export type StoreKind = (typeof storeKinds)[number]

export const administrator = caller({ project: 'p1' })
const loopback: Network = { address: '127.0.0.0', prefix: 8, family: 'ipv4' }

export interface StageOptions {
  /** Default: loopback. */
  readonly networks?: readonly Network[]
  readonly resolve?: Resolve
}

/** The webhooks of a server over a store, on a clock that a test moves; tasks are changed as a worker does. */
export interface Stage extends AsyncDisposable {
  readonly clock: HandClock
  /** What was logged, a line each. */
  readonly lines: readonly string[]
  readonly service: () => WebhookService
  readonly store: () => Store
  add(url: string, change?: Partial<NewWebhook>): Promise<WebhookWithSecret>
  /** Submits a task on an instance of its own. */
  submit(id: string, project?: string): Promise<Task>
  /** Stores what happens to a task, and says so. */
  happen(id: string, ...events: readonly TaskEvent[]): Promise<Task>
  /** Resolves once a webhook is stored as is asked for. */
  until(id: string, holds: (webhook: Webhook) => boolean): Promise<Webhook>
  /** Lets the wait for the next try of a webhook pass, and no more. */
  passToNextTry(id: string): Promise<void>
  /** Stops the server; `again` starts it over the same store. */
  stop(): Promise<void>
  again(): Promise<void>
}

/** Opens a stage over a store of a kind. */
export async function openStage(kind: StoreKind, options: StageOptions = {}): Promise<Stage> {
  const folder = kind === 'sqlite' ? await mkdtemp(join(tmpdir(), 'stepwell-webhooks-')) : null
  const memory = createMemoryStore()
  const vault = createVault(createKeyRing(randomBytes))
  const clock = createHandClock(() => 1_700_000_000_000 + clock.elapsed())
  const lines: string[] = []
  const write = (fields: object, text: string): void => void lines.push(`${text} ${JSON.stringify(fields)}`)
  const looks = new Set<() => void>()
  let open: { readonly store: Store; readonly feed: EventFeed; readonly service: WebhookService } | null =
    null

  async function again(): Promise<void> {
    const opened = folder === null ? { ...memory } : await openSqliteStore(folder, { writer: 'inline' })
    const store: Store = {
      ...opened,
      async replaceWebhook(webhook) {
        const replaced = await opened.replaceWebhook(webhook)
        for (const look of looks) look()
        return replaced
      },
    }
    const feed = createEventFeed({ store, clock, log: text => write({}, text) })
    const service = await startWebhooks({
      store,
      feed,
      vault,
      clock,
      language: 'en-us',
      networks: options.networks ?? [loopback],
      log: { info: write, warn: write },
      ...(options.resolve === undefined ? {} : { resolve: options.resolve }),
    })
    open = { store, feed, service }
  }

  async function stop(): Promise<void> {
    if (open === null) return
    const { store, feed, service } = open
    open = null
    await service.stop()
    await feed.close()
    if (folder !== null) await store.close()
  }

  const until: Stage['until'] = (id, holds) =>
    new Promise((resolve, reject) => {
      const look = async (): Promise<void> => {
        const webhook = await open!.store.findWebhook(id)
        if (webhook === null || !holds(webhook)) return
        looks.delete(tryLook)
        resolve(webhook)
      }
      const tryLook = (): void => void look().catch(reject)
      looks.add(tryLook)
      tryLook()
    })

  await again()
  return {
    clock,
    lines,
    service: () => open!.service,
    store: () => open!.store,
    add: (url, change = {}) =>
      open!.service.webhooks.add(administrator, {
        url,
        kinds: ['succeeded', 'failed', 'cancelled', 'stalled', 'paused'],
        language: null,
        ...change,
      }),
    async submit(id, project = 'p1') {
      const instance = `i-${id}`
      await open!.store.addInstance(sampleInstance(instance, { project, name: `orders of ${id}` }))
      const task = sampleTask(id, { project, instance, createdAt: clock.now() })
      await open!.store.commit(submissionOf(task))
      open!.feed.wake()
      return task
    },
    async happen(id, ...events) {
      const before = await open!.store.find(id)
      // No two attempts of a task end at the same moment.
      clock.pass(1)
      const commit = changeOf(before!, events, clock.now())
      assert.deepEqual(await open!.store.commit(commit), { accepted: true })
      open!.feed.wake()
      return commit.task
    },
    until,
    async passToNextTry(id) {
      const { delivery } = (await open!.store.findWebhook(id))!
      clock.pass(Math.max(0, delivery!.nextTryAt - clock.now()))
    },
    stop,
    again,
    async [Symbol.asyncDispose]() {
      await stop()
      if (folder !== null) await rm(folder, { recursive: true, force: true })
    },
  }
}
