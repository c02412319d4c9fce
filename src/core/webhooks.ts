import { requireAdministrator, type Caller } from './caller.ts'
import { StepwellError } from './error.ts'
import type { Vault } from './instance.ts'
import type { Store } from './store.ts'
import { changeWebhook, type WebhookStore } from './webhook-store.ts'
import {
  askAgain,
  mostWebhooks,
  rotateSecret,
  type DeliveryOutcome,
  type Webhook,
  type WebhookKind,
} from './webhook.ts'
import type { Language, Words } from './words.ts'

/** A webhook to be added. */
export interface NewWebhook {
  readonly url: string
  readonly kinds: readonly WebhookKind[]
  /** Null: the server's. */
  readonly language: Language | null
}

/** A webhook with its secret, which is shown this once. */
export interface WebhookWithSecret {
  readonly webhook: Webhook
  readonly secret: string
}

/** What a caller may ask about the webhooks of its project. Only an administrator may do more than look. */
export interface Webhooks {
  add(caller: Caller, webhook: NewWebhook): Promise<WebhookWithSecret>
  find(caller: Caller, id: string): Promise<Webhook>
  /** The oldest first. */
  list(caller: Caller): Promise<readonly Webhook[]>
  remove(caller: Caller, id: string): Promise<Webhook>
  /** Makes a new secret; the one before signs, too, for a day. */
  rotate(caller: Caller, id: string): Promise<WebhookWithSecret>
  /** Has sent now what waits for its next try, then once more what was given up. One that was disabled is in use again. */
  retry(caller: Caller, id: string): Promise<Webhook>
  /** Sends a message that tells of no task, once. */
  test(caller: Caller, id: string): Promise<DeliveryOutcome>
}

export interface WebhookParts {
  readonly store: WebhookStore & Pick<Store, 'lastEventId'>
  readonly vault: Vault
  readonly newId: () => string
  readonly newSecret: () => string
  /** Why an address may not be one of a webhook; null: it may. */
  readonly problemOf: (url: string) => Words | null
  readonly sendTest: (webhook: Webhook) => Promise<DeliveryOutcome>
  /** Called after a webhook was added, removed or changed by a person. */
  readonly changed: (id: string) => void
  /** Who has done what. */
  readonly log: (fields: object, text: string) => void
  readonly now: () => number
}

/** Assembles what callers may ask about webhooks. Errors are {@link StepwellError}s. */
export function createWebhooks(parts: WebhookParts): Webhooks {
  const { store, vault, now } = parts

  async function find({ project }: Caller, id: string): Promise<Webhook> {
    const webhook = await store.findWebhook(id)
    if (webhook?.project !== project) throw notFound(id)
    return webhook
  }

  function note({ accessKey }: Caller, { id, project, url }: Webhook, text: string): void {
    parts.log({ webhook: id, project, origin: new URL(url).origin, accessKey }, text)
    parts.changed(id)
  }

  async function change(
    caller: Caller,
    id: string,
    act: (webhook: Webhook) => Webhook,
    text: string,
  ): Promise<Webhook> {
    const changed = await changeWebhook(store, (await find(caller, id)).id, act)
    if (changed === null) throw notFound(id)
    note(caller, changed.after, text)
    return changed.after
  }

  return {
    find,
    list: ({ project }) => store.listWebhooks({ project }),
    async add(caller, { url, kinds, language }) {
      requireAdministrator(caller, 'webhook:create')
      const problem = parts.problemOf(url)
      if (problem !== null)
        throw new StepwellError('invalid_request', {}, { problems: [{ path: '/url', message: problem }] })
      const id = parts.newId()
      const secret = parts.newSecret()
      const webhook: Webhook = {
        id,
        project: caller.project,
        url: new URL(url).href,
        kinds,
        language,
        sealedSecret: vault.seal(id, secret),
        formerSecret: null,
        createdAt: now(),
        createdBy: caller.accessKey,
        disabledAt: null,
        afterId: await store.lastEventId(),
        delivery: null,
        givenUp: [],
        deadSince: null,
        lastTakenAt: null,
        revision: 1,
      }
      if (!(await store.addWebhook(webhook))) throw new StepwellError('webhooks_full', { most: mostWebhooks })
      note(caller, webhook, 'a webhook was added')
      return { webhook, secret }
    },
    async remove(caller, id) {
      requireAdministrator(caller, 'webhook:delete')
      const webhook = await find(caller, id)
      if (!(await store.removeWebhook(id))) throw notFound(id)
      note(caller, webhook, 'a webhook was removed')
      return webhook
    },
    async rotate(caller, id) {
      requireAdministrator(caller, 'webhook:rotate')
      const secret = parts.newSecret()
      const webhook = await change(
        caller,
        id,
        before => rotateSecret(before, vault.seal(before.id, secret), now()),
        'the secret of a webhook was rotated',
      )
      return { webhook, secret }
    },
    async retry(caller, id) {
      requireAdministrator(caller, 'webhook:retry')
      return change(caller, id, before => askAgain(before, now()), 'a webhook was asked to try again')
    },
    async test(caller, id) {
      requireAdministrator(caller, 'webhook:test')
      return parts.sendTest(await find(caller, id))
    },
  }
}

const notFound = (id: string): StepwellError => new StepwellError('webhook_not_found', { webhook: id })
