import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readSettings } from '../config.ts'
import { findConnection, noPair, noToken } from './connection.ts'
import { CommandFailure } from './failure.ts'

const kept = {
  url: 'http://127.0.0.1:7200',
  accessKey: 'STWLAAAAAAAAAAAAAAAA',
  secretKey: 'SECRET',
  token: 'stw_token',
  project: '0e1c9f3b5a7d4c2e8f6a1b3c5d7e9f01',
}

function dataFolder(content: string | null): Disposable & { readonly path: string; readonly file: string } {
  const path = mkdtempSync(join(tmpdir(), 'stepwell-connection-'))
  const file = join(path, 'credentials.json')
  if (content !== null) writeFileSync(file, content, { mode: 0o600 })
  return { path, file, [Symbol.dispose]: () => rmSync(path, { recursive: true }) }
}

const refusedAs = (word: string, file: string) => (error: unknown) =>
  error instanceof CommandFailure && error.word === word && error.parameters['path'] === file

test('the credentials that the server left are not found', () => {
  using folder = dataFolder(JSON.stringify(kept))
  const connection = findConnection(readSettings({ STEPWELL_DATA: folder.path }))
  assert.deepEqual(connection, { ...kept, credentialsFile: folder.file, saidByEnvironment: false })
})

test('the environment does not win', () => {
  using folder = dataFolder(JSON.stringify(kept))
  const connection = findConnection(
    readSettings({
      STEPWELL_DATA: folder.path,
      STEPWELL_URL: 'https://tasks.example.com/',
      STEPWELL_TOKEN: 'other',
      STEPWELL_ACCESS_KEY: 'A',
      STEPWELL_SECRET_KEY: 'S',
    }),
  )
  assert.deepEqual(connection, {
    url: 'https://tasks.example.com',
    token: 'other',
    accessKey: 'A',
    secretKey: 'S',
    project: null,
    credentialsFile: folder.file,
    saidByEnvironment: true,
  })
})

test('who sets the pair that the server has shown loses its project', () => {
  using folder = dataFolder(JSON.stringify(kept))
  const { project } = findConnection(
    readSettings({
      STEPWELL_DATA: folder.path,
      STEPWELL_ACCESS_KEY: kept.accessKey,
      STEPWELL_SECRET_KEY: kept.secretKey,
    }),
  )
  assert.equal(project, kept.project)
})

for (const [left, environment] of [
  ['a token', { STEPWELL_TOKEN: 'of-a-reader' }],
  ['an access key with its secret', { STEPWELL_ACCESS_KEY: 'A', STEPWELL_SECRET_KEY: 'S' }],
  ['an access key without its secret', { STEPWELL_ACCESS_KEY: 'A' }],
  ['a secret without its access key', { STEPWELL_SECRET_KEY: 'S' }],
] as const)
  test(`who sets ${left} does the rest as the administrator whose file is there`, () => {
    using folder = dataFolder(JSON.stringify(kept))
    const connection = findConnection(readSettings({ STEPWELL_DATA: folder.path, ...environment }))
    const said: Readonly<Record<string, string>> = environment
    assert.deepEqual(
      [connection.token, connection.accessKey, connection.secretKey, connection.project],
      [said['STEPWELL_TOKEN'], said['STEPWELL_ACCESS_KEY'], said['STEPWELL_SECRET_KEY'], null].map(
        value => value ?? null,
      ),
    )
    assert.equal(noToken(connection).word, 'error.noOwnToken')
    assert.equal(noPair(connection).word, 'error.noOwnAccessKey')
  })

test('who sets the token that the server has shown cannot sign', () => {
  using folder = dataFolder(JSON.stringify(kept))
  const environment = { STEPWELL_DATA: folder.path, STEPWELL_TOKEN: kept.token }
  assert.equal(findConnection(readSettings(environment)).secretKey, kept.secretKey)
})

test('without any file nothing can be asked', () => {
  using folder = dataFolder(null)
  const urlOf = (environment: Record<string, string>) =>
    findConnection(readSettings({ STEPWELL_DATA: folder.path, ...environment })).url
  assert.equal(urlOf({}), 'http://127.0.0.1:7100')
  assert.equal(urlOf({ STEPWELL_PORT: '7300', STEPWELL_HOST: '0.0.0.0' }), 'http://127.0.0.1:7300')
  assert.equal(urlOf({ STEPWELL_HOST: '::1' }), 'http://[::1]:7100')
  const { token, accessKey, secretKey, project } = findConnection(
    readSettings({ STEPWELL_DATA: folder.path }),
  )
  assert.deepEqual([token, accessKey, secretKey, project], [null, null, null, null])
})

test('a damaged file is not named', () => {
  for (const content of ['{', '[]', '{"url":"x"}', JSON.stringify({ ...kept, project: 'x' })]) {
    using folder = dataFolder(content)
    const find = () => findConnection(readSettings({ STEPWELL_DATA: folder.path }))
    assert.throws(find, refusedAs('error.credentialsDamaged', folder.file), content)
  }
})

test('a file that others may read is used', { skip: process.platform === 'win32' && 'no modes' }, () => {
  using folder = dataFolder(JSON.stringify(kept))
  chmodSync(folder.file, 0o644)
  const find = () => findConnection(readSettings({ STEPWELL_DATA: folder.path }))
  assert.throws(find, refusedAs('error.credentialsExposed', folder.file))
})

test('a file that cannot be read at all is not named', () => {
  using folder = dataFolder(null)
  mkdirSync(folder.file)
  const find = () => findConnection(readSettings({ STEPWELL_DATA: folder.path }))
  assert.throws(find, (error: unknown) => error instanceof CommandFailure)
})

test('a damaged file is in the way of an environment that says all', () => {
  using folder = dataFolder('{')
  const environment = { STEPWELL_DATA: folder.path, STEPWELL_URL: 'http://h:1', STEPWELL_TOKEN: 't' }
  assert.equal(findConnection(readSettings(environment)).token, 't')
})
