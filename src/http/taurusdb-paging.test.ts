import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyCommit } from '../core/testing/samples.ts'
import { taurusInstance, taurusShownAt, waitingRestore } from '../dialects/taurusdb/testing/sample-task.ts'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Served } from './testing/serve.ts'

/** A list, and how a client pages through it: T2 by the number of a page, until one is not full; T3 by the place of a record. */
const lists = [
  { path: 'immediate-jobs', records: 'jobs', isScheduled: false, byNumber: true },
  { path: 'scheduled-jobs', records: 'schedules', isScheduled: true, byNumber: false },
] as const

const dueAt = taurusShownAt + 3_600_000

async function add({ store, project }: Served, number: number, isScheduled: boolean): Promise<string> {
  const id = `job-${number}`
  const times = isScheduled ? { requestedDueAt: dueAt, dueAt } : {}
  const task = waitingRestore({ id, project, revision: 1, createdAt: taurusShownAt + number, ...times })
  await store.commit({ ...emptyCommit, task })
  return id
}

const scenario = fc.record({
  list: fc.constantFrom(...lists),
  before: fc.integer({ min: 0, max: 25 }),
  limit: fc.integer({ min: 1, max: 12 }),
  /** How many are added after each page. */
  added: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }),
})

test('a client that pages through jobs misses one, reads for ever, or reads other counts, while jobs are added', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ list, before, limit, added }) => {
      const server = await serve(createMemoryStore(), { now: () => taurusShownAt })
      try {
        await server.store.addInstance({ ...taurusInstance, project: server.project })
        let count = 0
        const addOne = () => add(server, count++, list.isScheduled)
        const known: string[] = []
        for (let index = 0; index < before; index++) known.push(await addOne())
        // The other list's are never among them.
        await add(server, 1000, !list.isScheduled)
        const seen = new Set<string>()
        const late = [...added]
        for (let read = 0, page = 1; ; page++) {
          const offset = list.byNumber ? page : read
          const path = `/v3/${server.project}/${list.path}?offset=${offset}&limit=${limit}`
          const { status, json } = await server.askSigned({ path })
          assert.deepEqual([status, json.total_count], [200, count])
          const jobs: { readonly job_id: string }[] = json[list.records]
          assert.equal(jobs.length, Math.max(0, Math.min(limit, count - read)))
          for (const { job_id: id } of jobs) seen.add(id)
          read += jobs.length
          if (jobs.length < (list.byNumber ? limit : 1)) break
          for (let more = late.shift() ?? 0; more > 0; more--) await addOne()
        }
        assert.deepEqual(
          known.filter(id => !seen.has(id)),
          [],
        )
      } finally {
        await server.close()
      }
    }),
    { numRuns: 40 },
  )
})
