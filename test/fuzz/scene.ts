import { formatSdkDate } from '../../src/access/sdk-date.ts'
import type { NewKey } from '../../src/dialects/question.ts'
import { samples, samplesShownAt } from '../../src/dialects/samples.ts'
import { sampleInstance } from '../../src/dialects/sample-operation.ts'
import { services, type Task } from '../../src/core/task.ts'
import { emptyCommit } from '../../src/core/testing/samples.ts'
import type { HttpParts } from '../../src/http/server.ts'
import { serve, type Served } from '../../src/http/testing/serve.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { harvest } from './harvest.ts'
import type { Place } from './places.ts'
import { placesOf } from './places.ts'
import type { Things } from './things.ts'

/** One of those who ask. */
export interface Asker {
  readonly key: NewKey
  /** The cookie of its session, with its name. */
  readonly cookie: string
  readonly own: Things
  /** What the other projects have. */
  readonly foreign: Things
  /** Texts that only the other projects have. */
  readonly foreignMarks: readonly string[]
}

/** A server on a port of its own with two projects, each with tasks in all states of every service. */
export interface Scene extends AsyncDisposable {
  readonly port: number
  readonly served: Served
  readonly places: readonly Place[]
  /** An administrator and another of each project. */
  readonly askers: readonly Asker[]
  /** What nobody is ever told. */
  readonly secrets: readonly string[]
  /** What changes of each project have named of the other: an instance may bear the id of another as its name. */
  readonly saidBy: Map<string, string>
  /** Who was let into more than the own project since: nothing is another's to them any more. */
  readonly letIn: Set<Asker>
  /** A moment later than before, as X-Sdk-Date: no signature is made twice. */
  nextDate(): string
}

/** What tells the things of each project apart: the beginnings of their ids, and a word in all their texts. */
export const marks = [
  { id: 'a1a1a1a1', word: 'mark-alpha' },
  { id: 'b2b2b2b2', word: 'mark-beta' },
] as const
type Mark = (typeof marks)[number]

const projectOf = ({ id }: Mark): string => id.repeat(4)
const instanceOf = ({ id }: Mark, service: string): string =>
  service === 'taurusdb'
    ? `${id.repeat(4)}in07`
    : `${id}-0000-4000-8000-00000000${service === 'dms' ? '0002' : '0001'}`

export const sealedWord = 'sealed-and-never-shown'

/** How many callers a scene has. */
export const askersCount = marks.length * 2

/** `overrides`: what the server is made of instead. */
export async function setScene(overrides: Partial<HttpParts> = {}): Promise<Scene> {
  let now = samplesShownAt
  const served = await serve(createMemoryStore(), { ...overrides, now: () => now })
  try {
    for (const mark of marks) await fill(served, mark)
    const keys: NewKey[] = []
    for (const mark of marks)
      for (const administrator of [true, false])
        keys.push(await served.keys.create({ project: projectOf(mark), administrator }))
    await served.store.putWorker({
      id: 'worker-1',
      pid: 1,
      processStartedAt: '1',
      startedAt: now,
      heartbeatAt: now,
      leaseExpiresAt: now + 1e12,
    })
    for (const key of keys) await addWebhook(served, key)
    const places = placesOf(served.dialects)
    const askers = await askersOf(served, places, keys)
    const origin = await served.http.listen({ host: '127.0.0.1', port: 0 })
    return {
      port: Number(new URL(origin).port),
      served,
      places,
      askers,
      secrets: [sealedWord, ...keys.flatMap(({ secretKey, token }) => [secretKey, token])],
      saidBy: new Map(),
      letIn: new Set(),
      nextDate: () => formatSdkDate((now += 1000)),
      [Symbol.asyncDispose]: () => served.close(),
    }
  } catch (error) {
    await served.close()
    throw error
  }
}

/** The shelf of samples, every state there is; the enormous one would only be slow to read again and again. */
const { enormous: _, otherProject: __, ...shelf } = samples

/** One of those that the API of TaurusDB knows. */
const jobName = 'RestoreTaurusInInstanceToExisted'

async function fill({ store }: Served, mark: Mark): Promise<void> {
  const project = projectOf(mark)
  for (const service of services)
    await store.addInstance({
      ...sampleInstance,
      id: instanceOf(mark, service),
      service,
      project,
      name: `${mark.word}-${service}`,
      tags: { [mark.word]: mark.word },
      sealedAccess: sealedWord,
    })
  for (const [nth, id] of taskIds(mark).entries()) {
    const { task } = Object.values(shelf)[Math.floor(nth / services.length)]!
    const service = services[nth % services.length]!
    const own: Task = {
      ...task,
      id,
      project,
      service,
      operation: { ...task.operation, jobName },
      instance: instanceOf(mark, service),
      locks: [instanceOf(mark, service)],
      input: { target: mark.word, text: mark.word },
      submittedBy: mark.word,
      // Half of those that wait were given a time.
      requestedDueAt: nth % 2 === 0 ? task.dueAt : null,
      revision: 1,
    }
    const event = { task: id, revision: 1, at: task.createdAt, by: mark.word, reason: mark.word }
    await store.commit({ ...emptyCommit, task: own, events: [{ ...event, event: { type: 'submitted' } }] })
    const line = { step: null, attempt: 1, at: task.createdAt, text: mark.word, skipped: 0 }
    await store.appendLog(id, [line])
  }
}

/** By sample, then by service, so that every third is of one service. The last ones are not written as ids are. */
const taskIds = ({ id }: Mark): readonly string[] =>
  Array.from({ length: Object.keys(shelf).length * services.length }, (_unused, nth) =>
    nth < 57 ? `${id}-0000-4000-8000-${String(nth).padStart(12, '0')}` : `${id} "${nth}" <漢>`,
  )

async function addWebhook(served: Served, key: NewKey): Promise<void> {
  const mark = marks.find(each => projectOf(each) === key.project)!
  const body = { url: `https://${mark.word}.example.com/${key.administrator}` }
  const { status } = await served.ask({ method: 'POST', path: '/v1/webhooks', body }, key)
  if (status !== (key.administrator ? 201 : 403)) throw new Error(`a webhook is answered ${status}`)
}

async function askersOf(
  served: Served,
  places: readonly Place[],
  keys: readonly NewKey[],
): Promise<readonly Asker[]> {
  const shown = new Map<NewKey, ReadonlyMap<string, readonly string[]>>()
  for (const key of keys) shown.set(key, await harvest(served, places, key))
  /** What the lists of a project show, to whoever of it. */
  const seenIn = (project: string): readonly string[] => [
    ...new Set(
      keys.filter(key => key.project === project).flatMap(key => [...shown.get(key)!.values()].flat()),
    ),
  ]
  /** As an administrator sees it, whose lists show more. */
  const thingsIn = (mark: Mark): Things => {
    const own = keys.filter(({ project }) => project === projectOf(mark))
    return {
      ...thingsOf(mark, own),
      ...Object.fromEntries(shown.get(own[0]!)!),
      harvested: seenIn(projectOf(mark)),
    }
  }
  const askers: Asker[] = []
  for (const key of keys) {
    const mark = marks.find(each => projectOf(each) === key.project)!
    const other = marks.find(each => each !== mark)!
    const own = seenIn(key.project)
    const foreign = seenIn(projectOf(other)).filter(text => text.length >= 12 && !own.includes(text))
    const { headers } = await served.send({ method: 'POST', path: '/v1/session', body: signIn(key) })
    askers.push({
      key,
      cookie: String(headers['set-cookie']).split(';', 1)[0]!,
      own: thingsIn(mark),
      // Who has another's secret is the other.
      foreign: { ...thingsIn(other), secretKey: ['not-the-secret'] },
      // The administrators of both projects are one user: nothing is another's to it.
      foreignMarks: key.administrator ? [] : [...foreign, other.id, other.word],
    })
  }
  return askers
}

const signIn = ({ accessKey, secretKey }: NewKey) => ({ accessKey, secretKey })

function thingsOf(mark: Mark, keys: readonly NewKey[]) {
  return {
    project: [projectOf(mark)],
    task: taskIds(mark),
    instance: services.map(service => instanceOf(mark, service)),
    instanceName: services.map(service => `${mark.word}-${service}`),
    operation: [samples.waiting.task.operation.name],
    jobName: [jobName],
    accessKey: keys.map(({ accessKey }) => accessKey),
    secretKey: keys.map(({ secretKey }) => secretKey),
  }
}
