import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { test } from 'node:test'
import type { Network } from '../core/network.ts'
import { createHandClock } from '../core/testing/hand-clock.ts'
import type { DeliveryOutcome } from '../core/webhook.ts'
import { createAddressPolicy } from './address-policy.ts'
import type { Resolve } from './guarded-lookup.ts'
import { post, timeLimitSeconds } from './post.ts'
import { startReceiver } from './testing/receiver.ts'

const loopback: Network = { address: '127.0.0.0', prefix: 8, family: 'ipv4' }

interface Sending {
  readonly networks?: readonly Network[]
  readonly resolve?: Resolve
  readonly body?: string
}

/** Posts to a URL with a clock that stands still; names lead nowhere unless told. */
function send(url: string, sending: Sending = {}) {
  const { networks = [loopback], resolve = leadsTo(), body = '{"a":"支付"}' } = sending
  const clock = createHandClock(() => 0)
  const stopped = new AbortController()
  const outcome = post(
    { url, headers: { 'Content-Type': 'application/json', 'webhook-id': 'one' }, body },
    { policy: createAddressPolicy(networks), resolve, clock, signal: stopped.signal },
  )
  return { outcome, clock, stop: () => stopped.abort() }
}

/** Resolves every name to these addresses. */
const leadsTo =
  (...addresses: readonly string[]): Resolve =>
  (hostname, _, callback) => {
    if (addresses.length === 0) return callback(Object.assign(new Error(hostname), { code: 'ENOTFOUND' }), [])
    callback(
      null,
      addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }

const problemOf = (outcome: DeliveryOutcome) =>
  outcome.taken ? `taken ${outcome.status}` : `${outcome.problem.code} ${outcome.problem.detail}`

test('a message arrives as another than was sent, or a success is none', async () => {
  await using receiver = await startReceiver()
  for (const status of [200, 202, 204]) {
    receiver.answer(() => status)
    assert.deepEqual(await send(`${receiver.url}a/b?c=d#e`).outcome, { taken: true, status })
  }
  const [first] = receiver.received
  assert.deepEqual([first?.method, first?.path, first?.body], ['POST', '/a/b?c=d', '{"a":"支付"}'])
  assert.equal(first?.headers['content-length'], String(Buffer.byteLength('{"a":"支付"}')))
  assert.equal(first?.headers['webhook-id'], 'one')
})

test('an answer that is no success passes for one', async () => {
  await using receiver = await startReceiver()
  const told: string[] = []
  for (const status of [400, 404, 410, 429, 500, 503]) {
    receiver.answer(() => status)
    told.push(problemOf(await send(receiver.url).outcome))
  }
  assert.deepEqual(told, [
    'answered 400',
    'answered 404',
    'gone 410',
    'answered 429',
    'answered 500',
    'answered 503',
  ])
})

test('a redirect is followed', async () => {
  await using elsewhere = await startReceiver()
  await using receiver = await startReceiver()
  for (const status of [301, 302, 303, 307, 308]) {
    receiver.answer((_, response) => void response.writeHead(status, { Location: elsewhere.url }).end())
    assert.equal(problemOf(await send(receiver.url).outcome), `redirected ${status}`)
  }
  assert.equal(elsewhere.received.length, 0)
})

test('an answer without end is read to its end', async () => {
  await using receiver = await startReceiver()
  const left = Promise.withResolvers<void>()
  receiver.answer((_, response) => {
    response.writeHead(200)
    const chunk = Buffer.alloc(8192)
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    }
    response.on('drain', more).on('close', left.resolve)
    more()
  })
  assert.equal(problemOf(await send(receiver.url).outcome), 'taken 200')
  await left.promise
})

test('an answer that breaks behind its status is no answer', async () => {
  await using receiver = await startReceiver()
  receiver.answer((_, response) => {
    response.writeHead(200, { 'Content-Length': '100' })
    response.write('x', () => response.destroy())
  })
  assert.equal(problemOf(await send(receiver.url).outcome), 'taken 200')
})

test('an answer that hangs behind its status is waited for without end', async () => {
  await using receiver = await startReceiver()
  const left = Promise.withResolvers<void>()
  receiver.answer((_, response) => {
    response.on('close', left.resolve).writeHead(503).write('x')
  })
  const { outcome, clock } = send(receiver.url)
  await receiver.until(1)
  clock.pass(timeLimitSeconds * 1000)
  // Which of the two, only the network knows: the status was sent just now.
  assert.match(problemOf(await outcome), /^answered 503$|^late 15$/)
  await left.promise
})

test('a receiver that never answers is waited for without end', async () => {
  await using receiver = await startReceiver()
  receiver.answer(() => {})
  const { outcome, clock } = send(receiver.url)
  await receiver.until(1)
  clock.pass(timeLimitSeconds * 1000)
  assert.equal(problemOf(await outcome), `late ${timeLimitSeconds}`)
  assert.equal(clock.nextMs(), null, 'no timer is left')
})

test('a name that is not resolved is waited for without end', async () => {
  const { outcome, clock } = send('http://hooks.test/', { resolve: () => {} })
  clock.pass(timeLimitSeconds * 1000)
  assert.equal(problemOf(await outcome), `late ${timeLimitSeconds}`)
})

test('a message cannot be called back', async () => {
  await using receiver = await startReceiver()
  receiver.answer(() => {})
  const { outcome, clock, stop } = send(receiver.url)
  await receiver.until(1)
  stop()
  assert.equal((await outcome).taken, false)
  assert.equal(clock.nextMs(), null)
})

test('what is wrong with a connection is not told', async () => {
  const server = createServer(socket => {
    socket.on('error', () => {})
    socket.resume().end('this is no HTTP\r\n\r\n')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  assert.match(problemOf(await send(`http://127.0.0.1:${port}/`).outcome), /^unanswered HPE_/)
  server.close()
  await once(server, 'close')
  assert.equal(problemOf(await send(`http://127.0.0.1:${port}/`).outcome), 'unanswered ECONNREFUSED')
  assert.equal(problemOf(await send('http://hooks.test/').outcome), 'unknown_host hooks.test (ENOTFOUND)')
})

test('a message goes to an address that nobody has allowed', async () => {
  await using receiver = await startReceiver()
  const { port } = receiver
  const none = { networks: [] }
  for (const [url, detail] of [
    [`https://127.0.0.1:${port}/`, '127.0.0.1'],
    [`https://[::1]:${port}/`, '::1'],
    [`https://[::ffff:127.0.0.1]:${port}/`, '::ffff:7f00:1'],
    [`http://0x7f.1:${port}/`, '127.0.0.1'],
  ] as const)
    assert.equal(problemOf(await send(url, none).outcome), `address_refused ${detail}`)
  const named = (resolve: Resolve, networks: readonly Network[] = []) =>
    send(`http://hooks.test:${port}/`, { networks, resolve }).outcome
  assert.equal(problemOf(await named(leadsTo('127.0.0.1'))), 'address_refused 127.0.0.1')
  assert.equal(problemOf(await named(leadsTo('::1', '127.0.0.1'))), 'address_refused ::1, 127.0.0.1')
  const elsewhere: Network = { address: '10.0.0.0', prefix: 8, family: 'ipv4' }
  assert.equal(problemOf(await named(leadsTo('127.0.0.1'), [elsewhere])), 'address_refused 127.0.0.1')
  assert.equal(receiver.received.length, 0)
})

test('of several addresses one is tried that is not allowed, or the others are not', async () => {
  await using receiver = await startReceiver()
  const url = `http://hooks.test:${receiver.port}/`
  let asked = 0
  const resolve: Resolve = (hostname, options, callback) => {
    asked += 1
    assert.equal(hostname, 'hooks.test')
    // The second time it leads elsewhere, as a name does that is made to deceive.
    const addresses = asked === 1 ? ['10.255.255.1', '::1', '127.0.0.2', '127.0.0.1'] : ['169.254.169.254']
    leadsTo(...addresses)(hostname, options, callback)
  }
  assert.equal(problemOf(await send(url, { resolve }).outcome), 'taken 204')
  assert.equal(asked, 1, 'what was looked at is what was connected to')
  assert.equal(receiver.received[0]?.headers['host'], `hooks.test:${receiver.port}`)
})
