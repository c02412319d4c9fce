import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  accessKey as keyOf,
  project as projectOf,
  user as userOf,
} from '../../core/testing/account-samples.ts'
import { inTemporaryFolder } from '../conformance/temporary-folder.ts'
import { migrate } from './migrate.ts'
import { openSqliteStore } from './open.ts'
import { migrations } from './schema.ts'
import { withDatabase } from './testing/with-database.ts'

test('what came in by a key of version 4 holds no longer than until that is rotated, or not even so long', () =>
  inTemporaryFolder(async folder => {
    const path = join(folder, 'stepwell.db')
    withDatabase(path, connection => {
      migrate(connection, path, migrations.slice(0, 4))
      const { generation: _, ...before } = keyOf()
      connection
        .prepare('INSERT INTO access_key VALUES (?, ?, ?)')
        .run(before.accessKey, before.tokenHash, JSON.stringify(before))
    })
    const store = await openSqliteStore(folder, { writer: 'inline' })
    assert.deepEqual(await store.listKeys(), [keyOf({ generation: 1 })])
    await store.close()
  }))

test('who could ask under version 3 cannot any more, or may do more than before', () =>
  inTemporaryFolder(async folder => {
    const path = join(folder, 'stepwell.db')
    withDatabase(path, connection => {
      migrate(connection, path, migrations.slice(0, 3))
      const add = connection.prepare('INSERT INTO access_key VALUES (?, ?, ?)')
      const [one, two] = ['a'.repeat(32), 'b'.repeat(32)]
      const put = (accessKey: string, project: string, administrator: boolean, createdAt: number) => {
        const rest = { sealedSecretKey: 'sealed', tokenHash: `hash of ${accessKey}`, disabledAt: null }
        add.run(
          accessKey,
          rest.tokenHash,
          JSON.stringify({ ...rest, accessKey, project, administrator, createdAt }),
        )
      }
      put('AK1', two, true, 3000)
      put('AK2', two, false, 4000)
      put('AK3', one, true, 5000)
    })
    const store = await openSqliteStore(folder, { writer: 'inline' })
    const [one, two] = ['a'.repeat(32), 'b'.repeat(32)]
    const accounts = await store.listAccounts()
    const projects = accounts.filter(({ kind }) => kind === 'project')
    assert.deepEqual(projects, [
      projectOf({ id: two, name: 'default', createdAt: 3000, updatedAt: 3000 }),
      projectOf({ id: one, name: one, createdAt: 5000, updatedAt: 5000 }),
    ])
    const users = accounts.filter(({ kind }) => kind === 'user')
    const ids = users.map(({ id }) => id)
    for (const id of ids) assert.match(id, /^[0-9a-f]{32}$/)
    const everything = (project: string) => ({ policy: 'StepwellFullAccess', project })
    const built = { passwordHash: null, revision: 1 }
    assert.deepEqual(
      users.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      [
        userOf({
          ...built,
          id: users.find(({ name }) => name === 'AK2')!.id,
          name: 'AK2',
          policies: [everything(two)],
          createdAt: 4000,
          updatedAt: 4000,
        }),
        userOf({
          ...built,
          id: users.find(({ name }) => name === 'administrator')!.id,
          name: 'administrator',
          administrator: true,
          policies: [everything(two), everything(one)],
          createdAt: 3000,
          updatedAt: 3000,
        }),
      ],
    )
    const byName = new Map(users.map(({ id, name }) => [name, id]))
    assert.deepEqual(
      (await store.listKeys()).map(({ accessKey, user, generation, lastUsedAt, disabledAt }) => [
        accessKey,
        user,
        generation,
        lastUsedAt,
        disabledAt,
      ]),
      [
        ['AK1', byName.get('administrator'), 1, null, null],
        ['AK2', byName.get('AK2'), 1, null, null],
        ['AK3', byName.get('administrator'), 1, null, null],
      ],
    )
    assert.equal(Object.hasOwn((await store.findKey('AK1'))!, 'administrator'), false)
    await store.close()
  }))
