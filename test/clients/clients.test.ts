import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test, type TestContext } from 'node:test'
import { setDefaultCACertificates } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createNative, type Native } from '../scenario/native.ts'
import { startStepwell, type KeptCredentials, type StepwellProcess } from '../scenario/stepwell-process.ts'
import { runCommand } from '../servers/command.ts'
import { dcsCells } from './cells/dcs.ts'
import { dmsCells } from './cells/dms.ts'
import { gatewayCells } from './cells/gateway.ts'
import { iamCells, readerOf } from './cells/iam.ts'
import { taurusdbInstanceCells } from './cells/taurusdb-instances.ts'
import { taurusdbCells } from './cells/taurusdb.ts'
import { startDriver, type ClientOf } from './driver.ts'
import { missing, runCell, runGatewayCell, type Stage } from './run-cell.ts'
import { isSameOnChinesePage, readySample, samples, seedPages } from './samples.ts'
import { setScene } from './scene.ts'
import { createTable, type Place } from './table.ts'
import { goSdk } from './toolchains/go.ts'
import { javaSdk } from './toolchains/java.ts'
import { nodeSdk } from './toolchains/node.ts'
import { pythonSdk } from './toolchains/python.ts'
import { missingPrograms, type Obtained, type Toolchain } from './toolchains/toolchain.ts'

const toolchains = [goSdk, javaSdk, pythonSdk, nodeSdk]
const schemes = ['http', 'https'] as const
type Scheme = (typeof schemes)[number]

const cells = [...dcsCells, ...dmsCells, ...taurusdbCells, ...taurusdbInstanceCells, ...iamCells]
const table = createTable('operation')

/** A running server as clients find it. */
interface Server {
  readonly stepwell: StepwellProcess
  readonly url: string
  readonly native: Native
  readonly credentials: KeptCredentials
  /** Null: it speaks http. */
  readonly certificate: string | null
}

const operations = [
  new URL('operations/redis-resize.ts', import.meta.url),
  new URL('operations/kafka-expand-disks.ts', import.meta.url),
  new URL('operations/taurusdb.ts', import.meta.url),
].map(url => fileURLToPath(url))

async function startServer(scheme: Scheme): Promise<Server> {
  const stepwell = await startStepwell({ operations })
  const credentials = await stepwell.credentials()
  const url = stepwell.url.replace('http:', `${scheme}:`)
  let certificate: string | null = null
  if (scheme === 'https') {
    await stepwell.stop()
    await stepwell.start('--development-certificate')
    certificate = join(stepwell.data, 'development-certificate.pem')
    setDefaultCACertificates([readFileSync(certificate, 'utf8')])
  }
  return { stepwell, url, native: createNative(url, credentials.token), credentials, certificate }
}

const servers = new Map<Scheme, Server>()
before(async () => {
  for (const scheme of schemes) servers.set(scheme, await startServer(scheme))
})
after(async () => {
  for (const { stepwell } of servers.values()) await stepwell[Symbol.asyncDispose]()
})

after(async () => {
  const { values } = parseArgs({ options: { table: { type: 'string' } } })
  const versions = toolchains.map(toolchain => `${toolchain.name} ${toolchain.versions}`).join('; ')
  const told = `${table.markdown()}\nThe official SDKs: ${versions}.\n`
  console.log(told)
  if (values.table !== undefined) await writeFile(values.table, told)
})

/** Runs one cell as a test of its own, and writes what came of it into the table. `run` gives why it was skipped. */
async function cellTest(t: TestContext, place: Place, run: () => Promise<string | null>): Promise<void> {
  await t.test(`${place.row}: ${place.column} is misled`, async inner => {
    try {
      const why = await run()
      table.tell(place, why === null ? { is: 'green' } : { is: 'skipped', why })
      if (why !== null) inner.skip(why)
    } catch (error) {
      table.tell(place, { is: 'red', why: `${place.row}, ${place.column}: ${String(error).slice(0, 300)}` })
      throw error
    }
  })
}

const obtained = new Map<Toolchain, Promise<Obtained>>()
function obtain(toolchain: Toolchain): Promise<Obtained> {
  const found = obtained.get(toolchain) ?? toolchain.obtain()
  obtained.set(toolchain, found)
  return found
}

/** Whether the server has IAM: another part of it, which comes later. */
async function hasIam({ url, native }: Server): Promise<boolean> {
  const { status } = await fetch(`${url}/v3/auth/domains`, {
    headers: { Authorization: `Bearer ${native.token}` },
  })
  return status !== 404
}

const iamIsMissing = 'the server has no IAM yet'

for (const scheme of schemes)
  for (const [index, toolchain] of toolchains.entries())
    test(`${toolchain.name} cannot use a server over ${scheme}`, async t => {
      const column = `${toolchain.name} ${scheme}`
      const absent = await missingPrograms(toolchain)
      const whyNot =
        absent.length === 0 ? null : `${toolchain.name} needs what is not here: ${absent.join(', ')}`
      const packages = whyNot === null ? await obtain(toolchain) : null
      const server = servers.get(scheme)!
      const { accessKey, secretKey, project } = server.credentials
      const by = { endpoint: server.url, accessKey, secretKey, project }
      await using scene = await setScene(server.native, toolchain.name.toLowerCase(), index)
      const iam = await hasIam(server)
      if (iam) {
        const policies = [{ policy: 'StepwellFullAccess', project }]
        await server.native.ask('POST', '/users', { ...readerOf(scene), policies })
      }
      const reasonFor = (service: ClientOf): string | null => {
        const lack = toolchain.lacks[service]
        if (lack !== undefined) return `the ${toolchain.name} SDK for ${service} is ${lack}`
        return service === 'iam' && !iam ? iamIsMissing : whyNot
      }
      const notInSdk = `not in the ${toolchain.name} SDK ${toolchain.versions}`
      const driver = packages === null ? null : startDriver(await packages.driver(server.certificate))
      const stage = driver === null ? null : ({ driver, scene, by } satisfies Stage)
      const notThere = new Set<string>()
      try {
        for (const cell of cells)
          await cellTest(t, { row: `${cell.id} ${cell.operation}`, column }, async () => {
            const why = reasonFor(cell.service)
            if (why !== null || stage === null) return why
            if ((await runCell(cell, stage)) !== missing) return null
            notThere.add(`${cell.service} ${cell.operation}`)
            return notInSdk
          })
        for (const cell of gatewayCells)
          await cellTest(t, { row: `${cell.what}: ${cell.service}`, column }, async () => {
            const why = reasonFor(cell.service)
            if (why !== null || stage === null) return why
            return (await runGatewayCell(cell, stage)) === missing ? notInSdk : null
          })
      } finally {
        await driver?.[Symbol.asyncDispose]()
      }
      if (scheme === 'http' && toolchain !== nodeSdk)
        await samplesTest(t, toolchain, packages, { column, scene, by, notThere, notInSdk, whyNot })
    })

interface SamplesStage extends Pick<Stage, 'scene' | 'by'> {
  readonly column: string
  /** `service operation` of each that the SDK does not have. */
  readonly notThere: ReadonlySet<string>
  readonly notInSdk: string
  readonly whyNot: string | null
}

async function samplesTest(
  t: TestContext,
  { name }: Toolchain,
  packages: Obtained | null,
  { column, scene, by, notThere, notInSdk, whyNot }: SamplesStage,
): Promise<void> {
  const pages = seedPages()
  const work = await mkdtemp(join(tmpdir(), 'stepwell-samples-'))
  const absent = 'the seed pages are not beside the clone (../shared/reference)'
  try {
    for (const sample of samples)
      await cellTest(t, { row: `sample of page ${sample.page}`, column }, async () => {
        if (packages === null || pages === null) return whyNot ?? absent
        if (notThere.has(`${sample.task(scene).service} ${sample.operation}`)) return notInSdk
        const { source, environment } = await readySample(sample, name, pages, scene, by)
        const ready = await packages.sample(join(work, sample.page), source, environment)
        const { stdout, stderr } = await runCommand(ready.program, ready.words, {
          environment: ready.environment,
        })
        for (const printed of sample.prints(scene))
          assert.ok(
            typeof printed === 'string' ? stdout.includes(printed) : printed.test(stdout),
            stdout + stderr,
          )
        return null
      })
    await cellTest(t, { row: 'sample of page 001, as 000', column }, async () => {
      if (packages === null || pages === null) return whyNot ?? absent
      assert.ok(await isSameOnChinesePage(name, pages), 'page 001 prints other programs than page 000')
      return null
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
