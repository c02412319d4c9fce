import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { get } from 'node:https'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { connect } from 'node:tls'
import { promisify } from 'node:util'
import { developmentCertificate, developmentFiles } from '../../src/tls/development-certificate.ts'
import { launcher, startStepwell } from '../scenario/stepwell-process.ts'
import { freePort } from '../servers/redis-server.ts'
import { serveToEnd } from './serve-to-end.ts'

const run = promisify(execFile)

test('a server with a development certificate cannot be used by the commands of its own folder', async () => {
  await using stepwell = await startStepwell()
  await stepwell.stop()
  await stepwell.start('--development-certificate')
  const url = (await readFile(join(stepwell.data, 'server.url'), 'utf8')).trim()
  assert.equal(url, `https://127.0.0.1:${stepwell.port}`)
  assert.ok(stepwell.lines().some(line => line.includes('development-certificate.pem')))
  const environment = { PATH: process.env['PATH'] ?? '' }
  const list = async (more: object) =>
    run(process.execPath, [launcher, 'list', '--json'], { env: { ...environment, ...more } })
  const { stdout } = await list({ STEPWELL_DATA: stepwell.data })
  assert.deepEqual((JSON.parse(stdout) as { tasks: unknown }).tasks, [])
  // Elsewhere nobody trusts it.
  const { token } = await stepwell.credentials()
  await assert.rejects(list({ STEPWELL_DATA: '/nowhere', STEPWELL_URL: url, STEPWELL_TOKEN: token }), {
    code: 3,
    stderr:
      /The certificate of https:\S+ is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\): .*NODE_EXTRA_CA_CERTS/,
  })
  const told = await run(
    process.execPath,
    ['--eval', `fetch('${url}/v1/health').then(({ status }) => console.log(status))`],
    { env: { ...environment, NODE_EXTRA_CA_CERTS: join(stepwell.data, 'development-certificate.pem') } },
  )
  assert.equal(told.stdout.trim(), '200')
})

test('clients by an address of the machine fail, or nobody is told that all of them are listened at', async () => {
  await using stepwell = await startStepwell()
  await stepwell.stop()
  await stepwell.start('--development-certificate')
  await stepwell.stop()
  const first = stepwell.lines().length
  await stepwell.start('--development-certificate', '--host', '0.0.0.0')
  const said = stepwell.lines().slice(first)
  assert.ok(
    said.some(line => line.startsWith('Stepwell listens on all addresses of this machine, here at https:')),
  )
  const outer = Object.values(networkInterfaces())
    .flatMap(each => each ?? [])
    .find(
      ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
    )
  if (outer === undefined) return
  assert.ok(said.some(line => line.includes('was made anew') && line.includes('development-certificate.pem')))
  const ca = await readFile(join(stepwell.data, 'development-certificate.pem'))
  const asked = get({ host: outer.address, port: stepwell.port, path: '/v1/health', ca, agent: false })
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.resume()
  assert.equal(answer.statusCode, 200)
})

test('a server listens beyond this machine without TLS, or with a certificate that cannot be used', async () => {
  await using stepwell = await startStepwell()
  await stepwell.stop()
  const { data } = stepwell
  const refused = async (environment: Readonly<Record<string, string>>, ...told: readonly string[]) => {
    const { status, stderr } = await serveToEnd({ port: await freePort(), data, environment, told })
    assert.ok(status !== null && status > 0, stderr)
    assert.match(stderr, /^stepwell: [^\n]+\n$/, 'one line')
    return stderr
  }
  assert.match(
    await refused({ STEPWELL_HOST: '0.0.0.0' }),
    /STEPWELL_TLS_CERTIFICATE.*--development-certificate.*STEPWELL_PROXY/,
  )
  assert.match(await refused({ STEPWELL_TLS_KEY: '/nowhere' }), /belong together/)
  const file = join(data, 'text')
  await writeFile(file, 'text', { mode: 0o600 })
  const both = { STEPWELL_TLS_CERTIFICATE: file, STEPWELL_TLS_KEY: file }
  assert.match(await refused({ ...both, STEPWELL_TLS_CERTIFICATE: '/nowhere' }), /\/nowhere cannot be read/)
  assert.match(await refused(both), /no PEM file/)
  const beside = await refused(both, '--development-certificate')
  assert.match(beside, /--development-certificate stands beside STEPWELL_TLS_CERTIFICATE .* leave it out/)
})

/** The certificate that a server shows. */
async function shownAt(port: number): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  const { fingerprint256 } = socket.getPeerCertificate()
  socket.destroy()
  return fingerprint256
}

test('a server beyond this machine does not start with a certificate, or shows the one before once it is renewed', async () => {
  const folders = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), 'stepwell-tls-'))))
  try {
    for (const folder of folders) await developmentCertificate(folder, Date.now())
    const [used, next] = folders.map(developmentFiles)
    await using stepwell = await startStepwell({
      environment: {
        STEPWELL_HOST: '0.0.0.0',
        STEPWELL_TLS_CERTIFICATE: used!.certificate,
        STEPWELL_TLS_KEY: used!.key,
      },
    })
    const before = await shownAt(stepwell.port)
    await copyFile(next!.key, used!.key)
    await copyFile(next!.certificate, used!.certificate)
    // It looks every ten seconds.
    const until = Date.now() + 30_000
    while ((await shownAt(stepwell.port)) === before) {
      assert.ok(Date.now() < until, stepwell.output())
      await delay(200)
    }
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true })
  }
})

test('a server behind a proxy does not start beyond this machine', async () => {
  await using stepwell = await startStepwell({
    environment: { STEPWELL_HOST: '0.0.0.0', STEPWELL_PROXY: 'true' },
  })
  assert.equal((await fetch(`${stepwell.url}/v1/health`)).status, 200)
})
