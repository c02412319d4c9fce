import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TaskEventList, TaskEventView } from '../../src/dialects/native/event-schema.ts'
import { openStream, type Message } from '../../src/http/testing/stream-client.ts'
import { startStepwell, type StepwellProcess } from '../scenario/stepwell-process.ts'
import { addTicked, operations, submitTicks } from '../start/ticks.ts'

/** Reads on from the last event until a message says that it is enough; gives all that were read with them. */
async function readOn(
  stepwell: StepwellProcess,
  read: readonly Message[],
  enough: (messages: readonly Message[]) => boolean,
): Promise<readonly Message[]> {
  const { token } = await stepwell.credentials()
  const headers = { 'last-event-id': String(read.at(-1)?.id ?? 0) }
  const client = await openStream(`${stepwell.url}/v1/events`, token, headers)
  await client.until(({ messages }) => enough(messages()))
  client.leave()
  return [...read, ...client.messages()]
}

async function allEvents(stepwell: StepwellProcess): Promise<readonly TaskEventView[]> {
  const native = await stepwell.native()
  const events: TaskEventView[] = []
  for (let after: number | null = 0; after !== null;) {
    const page: TaskEventList = await native.ask('GET', `/events?limit=100&after=${after}`)
    events.push(...page.events)
    after = page.next
  }
  return events
}

test('a server that is killed, or stopped, and started again loses an event of a stream, or sends one twice', async () => {
  await using stepwell = await startStepwell({ operations })
  const native = await stepwell.native()
  for (const [instance, ticks] of [
    ['a', 20],
    ['b', 150],
  ] as const) {
    await addTicked(native, instance)
    await submitTicks(native, { instance, file: join(stepwell.data, 'ticks'), ticks })
  }
  const more = (messages: readonly Message[]) => messages.length >= 20
  let read = await readOn(stepwell, [], more)
  await stepwell.kill()
  await stepwell.start()
  read = await readOn(stepwell, read, more)
  const open = await openStream(`${stepwell.url}/v1/events`, native.token)
  await stepwell.stop()
  await open.ended
  await stepwell.start()
  const ended = (messages: readonly Message[]) => messages.filter(({ type }) => type === 'ended').length
  const before = ended(read)
  read = await readOn(stepwell, read, messages => before + ended(messages) === 2)

  const ids = read.map(({ id }) => id)
  assert.deepEqual(
    ids,
    [...new Set(ids)].toSorted((one, other) => one - other),
    'in order, none twice',
  )
  const lasting = (await allEvents(stepwell)).filter(({ type }) => type !== 'progressed')
  assert.deepEqual(
    read.filter(({ type }) => type !== 'progressed').map(({ id, type, data }) => [id, type, data.task]),
    lasting.map(({ id, type, task }) => [id, type, task]),
  )
  assert.ok(read.some(({ type }) => type === 'workerLost'))
  assert.equal(read.at(-1)!.data.summary.status, 'succeeded')
})
