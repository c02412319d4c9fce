import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type Server, createServer } from 'node:net'
import { describe, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { ask } from './ask.ts'
import { freePort, startRedis } from './redis-server.ts'

const answers = (port: number) =>
  ask(port, ['PING'], { timeoutMs: 500 }).then(
    () => true,
    () => false,
  )

describe('servers of tests', () => {
  test('a server is gone with its folder after its scope, also when it hangs', async () => {
    let port: number
    let folder: string
    {
      await using server = await startRedis()
      ;({ port, folder } = server)
      assert.equal(await ask(port, ['SET', 'key', 'value']), '+OK')
      await server.kill('SIGSTOP')
    }
    assert.equal(await answers(port), false)
    assert.equal(existsSync(folder), false)
  })

  test('restarted, it is empty and on the same port', async () => {
    await using server = await startRedis({ password: 'a "b"' })
    const { pid, port } = server
    await ask(port, ['SET', 'key', 'value'], { password: 'a "b"' })
    await server.restart()
    assert.notEqual(server.pid, pid)
    assert.equal(await ask(port, ['DBSIZE'], { password: 'a "b"' }), ':0')
  })

  test('a port that is asked for and taken is told; a directive that is none too', async () => {
    const taken = await listen()
    await assert.rejects(startRedis({ port: taken.port }), /is taken/)
    taken.server.close()
    await assert.rejects(startRedis({ configuration: { nonsense: '1' } }), /did not start/)
  })

  test('servers die and their folders go when the process that started them is killed with -9', async () => {
    const script = `
      import { startRedis } from ${JSON.stringify(new URL('redis-server.ts', import.meta.url).href)}
      const servers = [await startRedis(), await startRedis()]
      console.log(JSON.stringify(servers.map(({ port, folder }) => ({ port, folder }))))
      setInterval(() => {}, 1000)
    `
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const servers = JSON.parse(await firstLine(parent)) as { port: number; folder: string }[]
    assert.equal(servers.length, 2)
    parent.kill('SIGKILL')
    await once(parent, 'exit')
    for (const { port, folder } of servers) {
      while (existsSync(folder)) await delay(5)
      assert.equal(await answers(port), false)
    }
  })
})

async function firstLine(child: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of child.stdout!) {
    text += String(chunk)
    if (text.includes('\n')) break
  }
  return text
}

async function listen(): Promise<{ server: Server; port: number }> {
  const port = await freePort()
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  return { server, port }
}
