import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { killProcess, processStartedAt } from './process-identity.ts'

/** A process that does nothing until it is killed, which the end of the test does at the latest. */
async function sleeper(): Promise<ChildProcess & { readonly pid: number } & Disposable> {
  const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' })
  await once(child, 'spawn')
  return Object.assign(child as ChildProcess & { readonly pid: number }, {
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  })
}

test('a process has one start time as long as it lives, and none afterwards', async () => {
  using child = await sleeper()
  const startedAt = processStartedAt(child.pid)
  assert.notEqual(startedAt, null)
  assert.equal(processStartedAt(child.pid), startedAt)
  child.kill('SIGKILL')
  await once(child, 'exit')
  assert.equal(processStartedAt(child.pid), null)
})

const noProc = process.platform === 'linux' ? false : 'only Linux has /proc'
test('a name with brackets and blanks is not taken for other fields', { skip: noProc }, async () => {
  const child = spawn('/bin/sh', ['-c', 'echo ") R 1 1" > /proc/$$/comm; echo ready; read -r line'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  await once(child.stdout, 'data')
  const startedAt = Number(processStartedAt(child.pid!))
  // In the same form as of this process, which began before it.
  assert.ok(startedAt >= Number(processStartedAt(process.pid)))
  child.stdin.end()
  await once(child, 'exit')
})

test('there is no process of an impossible pid', () => {
  assert.equal(processStartedAt(2 ** 30), null)
})

test('killing waits until the process is gone, also one that is stopped', async () => {
  for (const signal of ['SIGCONT', 'SIGSTOP'] as const) {
    using child = await sleeper()
    child.kill(signal)
    const exited = once(child, 'exit')
    await killProcess(child.pid, processStartedAt(child.pid)!)
    assert.equal(processStartedAt(child.pid), null)
    assert.deepEqual(await exited, [null, 'SIGKILL'])
  }
})

test('a process that has got the pid of another is let alone', async () => {
  using child = await sleeper()
  await killProcess(child.pid, 'another time')
  assert.notEqual(processStartedAt(child.pid), null)
})

test('killing a process that has ended is no error', async () => {
  using child = await sleeper()
  const startedAt = processStartedAt(child.pid)!
  child.kill('SIGKILL')
  await once(child, 'exit')
  await killProcess(child.pid, startedAt)
})
