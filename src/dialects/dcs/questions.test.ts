import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dcsDialect } from './dialect.ts'
import { dcsPermissions } from './permissions.ts'

const path = { project_id: 'p', instance_id: 'i', task_id: 't', job_id: 'j' }

const deletionOf = (key: object): object => ({ keys: [key], event: { type: 'deleted' }, only: null })
const page = { offset: 0, limit: 10 }

/** What each route asks. */
const questions: { readonly [id: string]: object | null } = {
  ShowBackgroundTaskProgress: { id: 't', service: 'dcs', instance: 'i' },
  ListBackgroundTask: { service: 'dcs', instance: 'i', ...page },
  DeleteBackgroundTask: deletionOf({ id: 't', service: 'dcs', instance: 'i' }),
  ListCenterTask: { service: 'dcs', ...page },
  DeleteCenterTask: deletionOf({ id: 't', service: 'dcs' }),
  ShowJobInfo: { id: 'j', service: 'dcs' },
  ShowInstance: { service: 'dcs', id: 'i' },
  ListRestoreRecords: { service: 'dcs', id: 'i' },
  ListConfigurations: { service: 'dcs', id: 'i' },
  ListAvailableZones: null,
}

for (const route of dcsDialect.routes.filter(({ id }) => id !== 'ListInstances'))
  test(`${route.id}: a path is read as another question, or an unknown parameter changes it`, () => {
    for (const query of [[], [['anything', 'goes'] as const]])
      assert.deepEqual(route.parse({ path, query, body: undefined }), questions[route.id])
  })

test('ListInstances: a filter is not part of the question', () => {
  const route = dcsDialect.routes.find(({ id }) => id === 'ListInstances')!
  const { match, ...rest } = route.parse({ path, query: [], body: undefined }) as {
    readonly match: unknown
  }
  assert.equal(typeof match, 'function')
  assert.deepEqual(rest, { service: 'dcs', ...page })
})

test('nobody says what it takes to call an operation', () => {
  assert.deepEqual(new Set(dcsDialect.routes.map(({ id }) => id)), new Set(Object.keys(dcsPermissions)))
})
