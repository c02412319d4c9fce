import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { processStartedAt } from './process-identity.ts'
import { runProgram } from './run-program.ts'

const run = (script: string, change: Partial<Parameters<typeof runProgram>[2]> = {}) =>
  runProgram('/bin/sh', ['-c', script], { environment: {}, timeoutMs: 60_000, ...change })

test('tells the exit status and what was written last', async () => {
  assert.deepEqual(await run('echo out; echo err >&2; exit 3'), {
    exitStatus: 3,
    timedOut: false,
    lastOutput: 'out\nerr',
  })
  assert.deepEqual(await run('exit 0'), { exitStatus: 0, timedOut: false, lastOutput: '' })
})

test('what is written right before the end is not lost, and only the last of much is kept', async () => {
  const { lastOutput } = await run(
    'i=0; while [ $i -lt 20000 ]; do echo "line $i"; i=$((i+1)); done; printf 已切换',
  )
  assert.equal(lastOutput.length, 2000)
  assert.match(lastOutput, /line 19999\n已切换$/)
})

test('the environment is what is given and a plain PATH, nothing of ours', async () => {
  process.env['STEPWELL_TEST_SECRET'] = 'ours'
  const { lastOutput } = await runProgram('/usr/bin/env', [], {
    environment: { STEPWELL_NEW_ADDRESSES: 'a:1,b:2' },
    timeoutMs: 60_000,
  })
  delete process.env['STEPWELL_TEST_SECRET']
  // Measuring coverage, Node itself hands this one on to every process.
  const lines = lastOutput.split('\n').filter(line => !line.startsWith('NODE_V8_COVERAGE='))
  assert.deepEqual(lines.toSorted(), [
    'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    'STEPWELL_NEW_ADDRESSES=a:1,b:2',
  ])
})

test('no shell reads the arguments', async () => {
  const { lastOutput } = await runProgram('/bin/echo', ['$HOME', '; exit 7', '`id`', '*'], {
    environment: {},
    timeoutMs: 60_000,
  })
  assert.equal(lastOutput, '$HOME ; exit 7 `id` *')
})

test('nothing can be asked of the terminal', async () => {
  assert.deepEqual((await run('read -r line; echo "read $?"')).lastOutput, 'read 1')
})

test('a program that is missing, or is none, says so', async () => {
  for (const [program, why] of [
    ['/no/such/hook', /ENOENT/],
    ['/etc/passwd', /EACCES/],
  ] as const) {
    const result = await runProgram(program, [], { environment: {}, timeoutMs: 60_000 })
    assert.equal(result.exitStatus, null)
    assert.match(result.lastOutput, why)
    assert.match(result.lastOutput, new RegExp(program))
  }
})

test('a program that ends by a signal has no exit status', async () => {
  assert.deepEqual(await run('kill -TERM $$'), { exitStatus: null, timedOut: false, lastOutput: '' })
})

/** A script that writes its own pid and that of a child into a file, and then sleeps with it. */
const sleeps = (file: string): string =>
  `sleep 1000 & echo "$$ $!" > "${file}.new"; mv "${file}.new" "${file}"; wait`

const isGone = (pid: number): boolean => processStartedAt(pid) === null

/** Waits until processes are gone: a killed grandchild is a moment in the hands of the system. */
async function areGone(pids: readonly number[]): Promise<void> {
  while (!pids.every(isGone)) await new Promise(resolve => setTimeout(resolve, 2))
}

test('one that takes too long is killed with all it has started', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stepwell-hook-'))
  const file = join(folder, 'pids')
  const { exitStatus, timedOut, lastOutput } = await run(`echo begun; ${sleeps(file)}`, { timeoutMs: 1000 })
  assert.deepEqual([exitStatus, timedOut, lastOutput], [null, true, 'begun'])
  await areGone(readFileSync(file, 'utf8').split(' ').map(Number))
  rmSync(folder, { recursive: true })
})

test('one that is aborted is killed with all it has started, and has ended when that is told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stepwell-hook-'))
  const file = join(folder, 'pids')
  const stop = new AbortController()
  const result = run(sleeps(file), { signal: stop.signal })
  while (!existsSync(file)) await new Promise(resolve => setTimeout(resolve, 2))
  stop.abort()
  assert.deepEqual(await result, { exitStatus: null, timedOut: false, lastOutput: '' })
  const pids = readFileSync(file, 'utf8').split(' ').map(Number)
  assert.equal(isGone(pids[0]!), true)
  await areGone(pids)
  rmSync(folder, { recursive: true })
})

test('one that is aborted before it begins does not run', async () => {
  assert.equal((await run('sleep 1000', { signal: AbortSignal.abort() })).exitStatus, null)
})

test('a child that holds the output open does not hold up the end', async () => {
  const { exitStatus, lastOutput } = await run('sleep 1000 & echo $!; exit 5')
  assert.equal(exitStatus, 5)
  process.kill(Number(lastOutput), 'SIGKILL')
})
