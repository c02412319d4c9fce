import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { startStepwell } from '../../../test/scenario/stepwell-process.ts'
import { change, submit } from '../../store/conformance/samples.ts'
import { lockFolder } from '../../store/folder-lock.ts'
import type { CertificateObjection } from '../../tls/certificate-objection.ts'
import { joinWords } from '../../words/joined.ts'
import { readinessWords } from '../../words/readiness.ts'
import { checkServer } from './server.ts'
import { createFolder, findingsOf } from '../testing/examine-folder.ts'

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string
}

const sayingOf = async (...asked: Parameters<typeof findingsOf>): Promise<readonly string[]> =>
  (await findingsOf(...asked)).map(({ level, says }) => `${level} ${says}`)

suite('a server as a user runs it', () => {
  test('is not found, or not told from one that was stopped or killed', async () => {
    await using stepwell = await startStepwell()
    const folder = stepwell.data
    assert.deepEqual(await sayingOf('server', folder, { version }), ['ok server.ok'])
    assert.deepEqual(await sayingOf('server', folder, { version: '9' }), ['warning server.otherVersion'])
    assert.deepEqual(await sayingOf('worker', folder), ['ok worker.ok'])
    assert.deepEqual(await sayingOf('serverClock', folder), ['ok serverClock.ok'])
    const ahead = { now: () => Date.now() + 3_600_000 }
    const [clock] = await findingsOf('serverClock', folder, ahead)
    assert.deepEqual([clock!.level, clock!.says], ['problem', 'serverClock.off'])
    assert.ok(Math.abs(Number(clock!.parameters['offSeconds']) - 3600) < 60)
    const [late] = await findingsOf('worker', folder, ahead)
    assert.deepEqual([late!.level, late!.says], ['problem', 'worker.late'])
    const [worker] = await stepwell.workerPids()
    assert.equal(late!.parameters['pid'], worker)

    const { pid } = stepwell
    await stepwell.kill()
    assert.deepEqual(await findingsOf('server', folder), [
      { level: 'problem', says: 'server.killed', parameters: { folder, pid } },
    ])
    assert.deepEqual(await sayingOf('worker', folder), [], 'without a server none is looked for')
    await stepwell.start()
    await stepwell.stop()
    assert.deepEqual(await sayingOf('server', folder), ['warning server.stopped'])
  })

  test('hangs, and is waited for without end', { timeout: 30_000 }, async () => {
    await using stepwell = await startStepwell()
    process.kill(stepwell.pid, 'SIGSTOP')
    try {
      const [finding] = await findingsOf('server', stepwell.data)
      assert.deepEqual([finding!.level, finding!.says], ['problem', 'server.silent'])
      assert.match(String(finding!.parameters['why']), /no answer in 5 s/)
    } finally {
      process.kill(stepwell.pid, 'SIGCONT')
    }
  })
})

test('a server that has no worker, or does not listen yet, passes for one that works', async () => {
  await using data = await createFolder()
  const lock = lockFolder(data.folder)
  assert.deepEqual(await sayingOf('server', data.folder), ['warning server.starting'])
  const later = { now: () => Date.now() + 3_600_000 }
  assert.deepEqual(await sayingOf('server', data.folder, later), ['problem server.startsForLong'])
  assert.deepEqual(await sayingOf('worker', data.folder), ['problem worker.none'])
  lock.release()
})

/** Something that answers at a port of its own. */
async function withAnswers(
  answer: (path: string) => readonly [number, object],
  act: (url: string) => Promise<void>,
): Promise<void> {
  const server = createServer((request, response) => {
    const [status, body] = answer(request.url ?? '')
    response.writeHead(status, { connection: 'close' }).end(JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.close()
  }
}

test('what answers where the server is said to be is taken for it', async () => {
  await using data = await createFolder()
  const says = (serverUrl: string) => sayingOf('server', data.folder, { serverUrl, version: '1' })
  await withAnswers(
    () => [200, { hello: 'world' }],
    async url => assert.deepEqual(await says(url), ['problem server.foreign']),
  )
  await withAnswers(
    path => (path === '/v1/ready' ? [503, { ready: false }] : [200, { info: { version: '1' } }]),
    async url => assert.deepEqual(await says(url), ['problem server.notReady']),
  )
  assert.deepEqual(await findingsOf('server', data.folder, { serverUrl: 'http://127.0.0.1:1' }), [
    {
      level: 'problem',
      says: 'server.silent',
      parameters: { url: 'http://127.0.0.1:1', why: 'ECONNREFUSED' },
    },
  ])
  // Left by a server that was killed: whatever has its port now is not asked.
  writeFileSync(join(data.folder, 'server.url'), 'http://127.0.0.1:1\n')
  assert.deepEqual(await sayingOf('server', data.folder), ['problem server.killed'])
})

test('a dead server is told as one that was stopped, because another process has its number now', async () => {
  await using data = await createFolder()
  writeFileSync(join(data.folder, 'lock.pid'), `${process.ppid}\n`)
  assert.deepEqual(await sayingOf('server', data.folder), ['problem server.killed'])
})

test('nobody is told that tasks wait for a server that does not run', async () => {
  await using data = await createFolder()
  assert.deepEqual(await sayingOf('server', data.folder), ['warning server.stopped'])
  const task = await submit(data.store, 't1')
  await submit(data.store, 't2')
  const [waiting] = await findingsOf('server', data.folder)
  assert.deepEqual([waiting!.level, waiting!.parameters['tasksCount']], ['problem', 2])
  await change(data.store, task, [{ type: 'cancelRequested' }], 2000)
  const [less] = await findingsOf('server', data.folder)
  assert.deepEqual([less!.says, less!.parameters['tasksCount']], ['server.stoppedAmidWork', 1])
})

test('it is not told which part of a server is missing', async () => {
  await using data = await createFolder()
  const missing = [{ part: 'worker' }, { part: 'of a later version' }, null, { part: 'store' }]
  await withAnswers(
    path => (path === '/v1/ready' ? [503, { ready: false, missing }] : [200, { info: { version: '1' } }]),
    async url => {
      const [finding] = await findingsOf('server', data.folder, { serverUrl: url })
      assert.equal(finding!.says, 'server.notReady')
      const { store, worker } = readinessWords
      assert.deepEqual(finding!.parameters['why'], joinWords([store, worker]))
    },
  )
})

test('an objection to the certificate of a server passes for another', async () => {
  const url = 'https://127.0.0.1:7100'
  async function told(objection: CertificateObjection): Promise<readonly unknown[]> {
    const [finding, ...more] = await checkServer({
      folder: '/nowhere',
      serverUrl: url,
      version,
      server: async () => ({ state: 'objected', url, objection }),
      database: () => assert.fail('it has nothing to do with it'),
    })
    assert.deepEqual([finding!.level, finding!.parameters['url'], more], ['problem', url, []])
    return [finding!.says, { ...finding!.parameters, url: undefined }]
  }
  const facts = (more: object = {}) => ({ ...more, url: undefined })
  const reason = 'DEPTH_ZERO_SELF_SIGNED_CERT'
  assert.deepEqual(await told({ kind: 'untrusted', reason }), ['server.untrusted', facts({ reason })])
  const others = await told({ kind: 'other_names', names: ['a', 'b'] })
  assert.deepEqual(others, ['server.otherNames', facts({ names: 'a, b' })])
  assert.deepEqual(await told({ kind: 'other_names', names: [] }), ['server.namesNone', facts()])
  assert.deepEqual(await told({ kind: 'expired', at: 7 }), ['server.expired', facts({ endedAt: 7 })])
  assert.deepEqual(await told({ kind: 'expired', at: null }), ['server.issuerExpired', facts()])
})
