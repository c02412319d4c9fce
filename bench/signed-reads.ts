/**
 * Measures what a signed read of a task costs (as each service shows its progress), beside a bare node:http server that verifies
 * the same signatures in straight lines and answers the same bytes, and one that only answers. Every request has a signature
 * of its own, made beforehand. Each server is a process of its own; they are asked in turn. Exit status 1: a target is missed.
 *
 * STEPWELL_BENCH_TASKS (100000) stored, STEPWELL_BENCH_ROUNDS (15), STEPWELL_BENCH_REQUESTS (4000) of a round.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { signRequest } from '../src/access/sign.ts'
import { services, type Service } from '../src/core/task.ts'
import { held, median, setting, statusOf, tableOf, told, type Line } from './figures.ts'
import { readPaths } from './read-tasks.ts'
import { openSignedReads, signedRequests, type SignedReads } from './signed-requests.ts'
import type { Order, Started } from './signed-reads-server.ts'

const tasks = setting('TASKS', 100_000)
const rounds = setting('ROUNDS', 15)
const requests = setting('REQUESTS', 4000)
/** The first warm up. */
const roundsLeftOut = 3

type Kind = Order['kind']

interface Measured {
  readonly perSecond: number
  /** Of the server's process, in microseconds a request. */
  readonly cpuUs: number
}

interface Asked {
  readonly child: ChildProcess
  readonly reads: SignedReads
}

async function startServer(order: Order): Promise<Started & { readonly child: ChildProcess }> {
  const child = fork(join(import.meta.dirname, 'signed-reads-server.ts'), {
    execArgv:
      process.env['STEPWELL_BENCH_PROFILE'] === order.kind ? ['--cpu-prof', '--cpu-prof-dir=/tmp'] : [],
  })
  child.on('exit', code => {
    if (code !== 0) throw new Error(`the server that is ${order.kind} has ended with ${code}`)
  })
  child.send(order)
  const [started] = (await once(child, 'message')) as [Started]
  return { ...started, child }
}

async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('usage')
  const [{ user, system }] = (await once(child, 'message')) as [NodeJS.CpuUsage]
  return user + system
}

const data = await mkdtemp(join(tmpdir(), 'stepwell-reads-'))
const servers = new Map<Kind, Asked>()
try {
  const stepwell = await startServer({ kind: 'stepwell', data, tasks })
  const key = stepwell.key!
  const host = `127.0.0.1:${stepwell.port}`
  const paths = readPaths(key.project)
  servers.set('stepwell', { child: stepwell.child, reads: await openSignedReads(stepwell.port) })

  const bodies: Record<string, string> = {}
  for (const path of services.flatMap(service => paths[service])) {
    const { accessKey, secretKey } = key
    const url = `http://${host}${path}`
    const asked = {
      method: 'GET',
      url,
      headers: {},
      body: new Uint8Array(),
      accessKey,
      secretKey,
      nowMs: Date.now(),
    }
    const { Host: _, ...headers } = signRequest(asked).headers
    const answer = await fetch(url, { headers })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    bodies[path] = await answer.text()
  }
  for (const kind of ['verifying', 'functions', 'plain'] as const) {
    const { child, port } = await startServer({ kind, key, bodies })
    servers.set(kind, { child, reads: await openSignedReads(port) })
  }

  const lines: Line[] = []
  for (const service of services) lines.push(...(await measure(service, paths[service], { key, host })))
  console.log(
    `\n${tasks} tasks stored, median of ${rounds} rounds of ${requests}, load ${loadavg()[0]!.toFixed(1)}\n\n${tableOf(lines)}`,
  )
  process.exitCode = statusOf(lines)
} finally {
  for (const { child, reads } of servers.values()) {
    reads[Symbol.dispose]()
    child.disconnect()
    await once(child, 'exit')
  }
  await rm(data, { recursive: true, force: true })
}

async function measure(
  service: Service,
  paths: readonly string[],
  signer: Parameters<typeof signedRequests>[2],
): Promise<readonly Line[]> {
  const measured: Record<Kind, Measured>[] = []
  for (let round = 0; round < rounds + roundsLeftOut; round++) {
    const of: Partial<Record<Kind, Measured>> = {}
    for (const [kind, { child, reads }] of servers) {
      const signed = signedRequests(paths, requests, signer)
      const before = await cpuOf(child)
      const perSecond = await reads.perSecond(signed)
      of[kind] = { perSecond, cpuUs: ((await cpuOf(child)) - before) / requests }
    }
    if (round >= roundsLeftOut) measured.push(of as Record<Kind, Measured>)
  }
  const middle = (number: (of: Record<Kind, Measured>) => number): number => median(measured.map(number))
  const ratio = middle(({ stepwell, verifying }) => stepwell.perSecond / verifying.perSecond)
  const beyond = middle(({ functions, plain }) => functions.cpuUs - plain.cpuUs)
  const pace = `${middle(of => of.stepwell.perSecond).toFixed(0)} : ${middle(of => of.verifying.perSecond).toFixed(0)} a second`
  const cpu = (kind: Kind): string => `${middle(of => of[kind].cpuUs).toFixed(1)} µs`
  const name = { dcs: 'D3', dms: 'K2', taurusdb: 'T1' }[service]
  return [
    held(`${name}: reads, of Stepwell : verifying`, `${ratio.toFixed(2)} (${pace})`, '≥ 0.65', ratio >= 0.65),
    held(`${name}: CPU of signature, policy and view`, `${beyond.toFixed(1)} µs`, '≤ 25 µs', beyond <= 25),
    told(
      `${name}: CPU of a request`,
      `Stepwell ${cpu('stepwell')}, verifying ${cpu('verifying')}, only answering ${cpu('plain')}`,
    ),
  ]
}
