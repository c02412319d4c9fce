import { createHmac } from 'node:crypto'
import type { Task } from '../../src/core/task.ts'
import { failing, succeeding } from '../../src/store/conformance/samples.ts'
import type { Received, Receiver } from '../../src/webhooks/testing/receiver.ts'
import type { Stage } from './stage.ts'

/** Submits a task that fails, is cancelled or succeeds at once. */
export async function endTask(
  stage: Stage,
  id: string,
  how: 'failed' | 'cancelled' | 'succeeded',
  project = 'p1',
): Promise<Task> {
  await stage.submit(id, project)
  if (how === 'cancelled') return stage.happen(id, { type: 'cancelRequested' })
  const claimed = await stage.happen(id, { type: 'claimed', worker: 'w1' })
  return stage.happen(id, ...(how === 'failed' ? failing(claimed) : succeeding(claimed)))
}

/** Lets every try of the message on a task come that comes by itself, until it is given up. */
export async function giveUp(stage: Stage, id: string, task: string): Promise<void> {
  for (let tries = 1; tries <= 6; tries++) {
    await stage.until(id, ({ delivery }) => delivery?.tries === tries && delivery.task === task)
    await stage.passToNextTry(id)
  }
  await stage.until(id, ({ givenUp }) => givenUp.some(given => given.task === task))
}

/** Resolves once a webhook has taken, or given up, all that has happened. */
export async function caughtUp(stage: Stage, id: string): Promise<void> {
  const last = await stage.store().lastEventId()
  await stage.until(id, ({ afterId }) => afterId === last)
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON of any form
export const bodiesAt = ({ received }: Receiver): readonly any[] =>
  received.map(({ body }) => JSON.parse(body))

/** Which tasks a receiver was told of, message by message. */
export const tasksAt = (receiver: Receiver): readonly string[] =>
  bodiesAt(receiver).map(({ data }) => data.task.id)

/** Ids of the messages that came. */
export const idsAt = ({ received }: Receiver): readonly unknown[] =>
  received.map(({ headers }) => headers['webhook-id'])

/** Which of the signatures of a message are by a secret; worked out by hand, from the bytes that came. */
export function signedBy({ headers, body }: Received, secret: string): readonly boolean[] {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const hmac = createHmac('sha256', key)
  for (const name of ['webhook-id', 'webhook-timestamp']) hmac.update(`${String(headers[name])}.`)
  hmac.update(body)
  const expected = `v1,${hmac.digest('base64')}`
  return String(headers['webhook-signature'])
    .split(' ')
    .map(signature => signature === expected)
}
