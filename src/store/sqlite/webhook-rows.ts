import type { DatabaseSync } from 'node:sqlite'
import type { WebhookCounts } from '../../core/webhook-store.ts'
import { mostWebhooks, webhookState, webhookStates, type Webhook } from '../../core/webhook.ts'
import { byWord } from '../by-word.ts'
import { documentOf, documentsOf } from './documents.ts'

/** A webhook as its row has it. */
export interface WebhookRow extends Pick<Webhook, 'id' | 'project' | 'revision'> {
  readonly state: string
  /** How many messages that were given up it remembers. */
  readonly givenUp: number
  readonly document: string
}

/** The row of a webhook. */
export function webhookRow(webhook: Webhook): WebhookRow {
  const { id, project, revision } = webhook
  const givenUp = webhook.givenUp.length
  return { id, project, revision, state: webhookState(webhook), givenUp, document: JSON.stringify(webhook) }
}

/** The webhooks' rows, as the writer changes them. */
export interface WebhookRows {
  /** False: its project has as many as it may. */
  add(row: WebhookRow): boolean
  /** False: the row there is not of the revision before, or gone. */
  replace(row: WebhookRow): boolean
  remove(id: string): boolean
}

/** Keeps webhooks. */
export function webhookRows(connection: DatabaseSync): WebhookRows {
  const insert = connection.prepare(`
    INSERT INTO webhook (id, project, revision, state, given_up, document)
    SELECT :id, :project, :revision, :state, :givenUp, :document
    WHERE (SELECT count(*) FROM webhook WHERE project = :project) < ${mostWebhooks}`)
  const update = connection.prepare(`
    UPDATE webhook SET project = :project, revision = :revision, state = :state, given_up = :givenUp, document = :document
    WHERE id = :id AND revision = :revision - 1`)
  const remove = connection.prepare('DELETE FROM webhook WHERE id = ?')
  return {
    add: row => insert.run({ ...row }).changes === 1,
    replace: row => update.run({ ...row }).changes === 1,
    remove: id => remove.run(id).changes === 1,
  }
}

/** Webhooks as they are read. */
export interface WebhookQueries {
  readonly find: (id: string) => Webhook | null
  readonly list: (filter: { readonly project?: string }) => readonly Webhook[]
  readonly count: () => WebhookCounts
}

/** Makes the queries of webhooks. */
export function webhookQueries(connection: DatabaseSync): WebhookQueries {
  const find = connection.prepare('SELECT document FROM webhook WHERE id = ?')
  const list = connection.prepare(
    'SELECT document FROM webhook WHERE project = coalesce(:project, project) ORDER BY number',
  )
  const count = connection.prepare(
    'SELECT state, count(*) AS count, sum(given_up) AS givenUp FROM webhook GROUP BY state',
  )
  return {
    find: id => documentOf<Webhook>(find.get(id)),
    list: ({ project = null }) => documentsOf<Webhook>(list.all({ project })),
    count() {
      const rows = count.all()
      const counted = new Map(rows.map(row => [row['state'], Number(row['count'])]))
      return {
        states: byWord(webhookStates, state => counted.get(state) ?? 0),
        givenUp: rows.reduce((sum, row) => sum + Number(row['givenUp']), 0),
      }
    },
  }
}
