import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { createKeyRingFile, readKeyRingFile } from '../../src/access/key-ring-file.ts'
import { createKeyRing } from '../../src/access/key-ring.ts'
import { createVault } from '../../src/access/vault.ts'
import { openInstance } from '../../src/core/instance.ts'
import type { LogPage } from '../../src/dialects/native/log-schema.ts'
import type { InstanceList, TaskList, TaskView } from '../../src/dialects/native/schema.ts'
import { openSqliteStore } from '../../src/store/sqlite/open.ts'
import { readHistory } from '../kill/task-history.ts'
import { isEnded, watchTask } from '../kill/task-watch.ts'
import type { Native } from '../scenario/native.ts'
import { startStepwell, type StepwellProcess } from '../scenario/stepwell-process.ts'
import { freePort } from '../servers/redis-server.ts'
import { serveToEnd } from '../start/serve-to-end.ts'
import { addTicked, operations, submitTicks } from '../start/ticks.ts'
import { runStepwell } from './stepwell-command.ts'

const access = { username: 'root', password: 'hush', tls: false }

const ended = (native: Native, id: string): Promise<TaskView> => watchTask(native, id).until(isEnded)

/** Submits tasks one after the other, and lets them end, until it is told to stop. */
async function keepBusy(native: Native, instance: string, file: string, stop: AbortSignal): Promise<number> {
  let count = 0
  for (; !stop.aborted; count += 1)
    await ended(native, (await submitTicks(native, { instance, file, ticks: 1 })).id)
  return count
}

/** Takes the place of a machine that is gone: a server of its own, whose data folder is empty. */
async function startElsewhere(): Promise<StepwellProcess> {
  const elsewhere = await startStepwell({ operations })
  await elsewhere.stop()
  for (const name of await readdir(elsewhere.data)) await rm(join(elsewhere.data, name))
  return elsewhere
}

async function passwordsIn(data: string): Promise<readonly (string | null)[]> {
  const vault = createVault(readKeyRingFile(join(data, 'key-ring.json'))!)
  const store = await openSqliteStore(data, { writer: 'inline' })
  const instances = await store.listInstances({})
  await store.close()
  return instances.map(instance => openInstance(vault, instance).access.password)
}

test('a machine is lost, and its backup, taken in the middle of the work, does not bring it all back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stepwell-backup-'))
  const [file, ring, ticks] = ['nightly.db', 'key-ring.json', 'ticks'].map(name => join(folder, name)) as [
    string,
    string,
    string,
  ]
  try {
    await using lost = await startStepwell({ operations })
    await using elsewhere = await startElsewhere()
    const before = await lost.native()
    for (const name of ['quiet', 'long', 'busy']) await addTicked(before, name, access)
    for (let nth = 0; nth < 3; nth += 1)
      await ended(before, (await submitTicks(before, { instance: 'quiet', file: ticks, ticks: 5 })).id)
    const onLong = (name: string, count: number): Promise<TaskView> =>
      submitTicks(before, { instance: 'long', file: join(folder, name), ticks: count })
    const { id } = await onLong('long', 400)
    await watchTask(before, id).until(task => task.percent > 1)
    const waiting = await onLong('next', 3)

    const stop = new AbortController()
    const busy = keepBusy(before, 'busy', ticks, stop.signal)
    while ((await before.ask<TaskList>('GET', '/tasks?status=succeeded')).tasks.length < 6) await delay(10)
    const list = await before.ask<TaskList>('GET', '/tasks?status=succeeded&limit=200')
    const histories = await Promise.all(list.tasks.map(task => readHistory(before, task.id)))
    const backup = await runStepwell('backup', file, '--data', lost.data, '--json')
    assert.equal(backup.status, 0, backup.stderr)
    stop.abort()
    assert.ok((await busy) > 3, 'the store was written to')
    const { tasks } = JSON.parse(backup.stdout) as { readonly tasks: Record<string, number> }
    assert.ok(tasks['succeeded']! >= list.tasks.length && tasks['running']! >= 1, backup.stdout)
    await copyFile(join(lost.data, 'key-ring.json'), ring)
    await lost.kill()

    const { data } = elsewhere
    const restore = await runStepwell('restore', file, '--data', data)
    assert.equal(restore.status, 0, restore.stderr)
    assert.match(restore.stdout, /There is no key ring .*\n.* of its tasks have not ended: they go on/)
    const refused = async (said: RegExp): Promise<void> => {
      const { status, stderr } = await serveToEnd({ data, port: await freePort() })
      assert.notEqual(status, 0)
      assert.match(stderr, /^stepwell: [^\n]+\n$/, 'one line')
      assert.match(stderr, said)
    }
    await refused(/The key ring .* is missing/)
    createKeyRingFile(join(data, 'key-ring.json'), createKeyRing(randomBytes))
    await refused(/The key ring .* belongs to another data folder: it opens none of the secrets/)
    await copyFile(ring, join(data, 'key-ring.json'))
    assert.deepEqual(await passwordsIn(data), ['hush', 'hush', 'hush'])

    await elsewhere.start()
    const after = await elsewhere.native()
    for (const [index, task] of list.tasks.entries()) {
      assert.deepEqual(await after.ask('GET', `/tasks/${task.id}`), task)
      assert.deepEqual(await readHistory(after, task.id), histories[index])
    }
    for (const [task, name, count] of [
      [id, 'long', 400],
      [waiting.id, 'next', 3],
    ] as const) {
      assert.equal((await ended(after, task)).status, 'succeeded')
      const ticked = (await readFile(join(folder, name), 'utf8')).trim().split('\n').length
      assert.ok(ticked >= count, `${name}: ${ticked}`)
    }
    const types = (await readHistory(after, id)).map(event => event.type)
    assert.deepEqual(
      types.filter(type => type === 'claimed' || type === 'workerLost'),
      ['claimed', 'workerLost', 'claimed'],
      'its worker is new',
    )
    const { lines } = await after.ask<LogPage>('GET', `/tasks/${id}/logs`)
    assert.match(lines.at(-1)!.text, /^ticks from [1-9]\d*$/, 'it went on, and was not begun anew')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('a backup is restored under a running server, or over its database', async () => {
  await using stepwell = await startStepwell()
  const file = join(stepwell.data, 'copy.db')
  assert.equal((await runStepwell('backup', file, '--data', stepwell.data)).status, 0)
  const restore = (...more: readonly string[]) =>
    runStepwell('restore', file, '--data', stepwell.data, ...more)
  const held = await restore('--force')
  assert.equal(held.status, 3)
  assert.match(held.stderr, new RegExp(`^stepwell: the data folder .* is in use .*pid ${stepwell.pid}.*\n$`))
  assert.match((await restore('--force', '--lang', 'zh-cn')).stderr, /数据目录 .* 正被另一个 Stepwell/)
  await stepwell.stop()
  assert.match((await restore()).stderr, /^stepwell: .*stepwell\.db is there already; .*--force\n$/)
  assert.equal((await restore('--force')).status, 0)
  await stepwell.start()
})

test('the steps to restore by hand do not lead to a server that starts', async () => {
  await using stepwell = await startStepwell()
  await addTicked(await stepwell.native(), 'kept')
  const [file, database] = ['copy.db', 'stepwell.db'].map(name => join(stepwell.data, name)) as [
    string,
    string,
  ]
  assert.equal((await runStepwell('backup', file, '--data', stepwell.data)).status, 0)
  await addTicked(await stepwell.native(), 'later')
  await stepwell.kill()
  for (const end of ['-wal', '-shm']) await rm(`${database}${end}`)
  await copyFile(file, database)
  await stepwell.start()
  const { instances } = await (await stepwell.native()).ask<InstanceList>('GET', '/instances')
  assert.deepEqual(
    instances.map(({ name }) => name),
    ['kept'],
  )
})
