import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeyRingFile } from '../../access/key-ring-file.ts'
import { createKeyRing } from '../../access/key-ring.ts'
import { createVault } from '../../access/vault.ts'
import { sealAccess, type Access, type Endpoint } from '../../core/instance.ts'
import type { Store } from '../../core/store.ts'
import type { Service } from '../../core/task.ts'
import { sampleInstance } from '../../store/conformance/samples.ts'
import { openSqliteStore } from '../../store/sqlite/open.ts'
import type { CheckName } from '../../words/doctor.ts'
import { examine, type Examined } from '../doctor.ts'
import type { DoctorParts } from '../examination.ts'

const none = { dcs: null, dms: null, taurusdb: null }

/** Examines a folder, and gives what one check has found. */
export async function findingsOf(
  check: CheckName,
  folder: string,
  over: Partial<DoctorParts> = {},
): Promise<readonly Omit<Examined, 'check'>[]> {
  const findings = await examineAll(folder, over)
  return findings.flatMap(({ check: made, ...finding }) => (made === check ? [finding] : []))
}

/** Examines a folder, and gives everything that was found. */
export async function examineAll(
  folder: string,
  over: Partial<DoctorParts> = {},
): Promise<readonly Examined[]> {
  const parts: DoctorParts = {
    folder,
    serverUrl: null,
    tlsCertificate: null,
    tlsKey: null,
    version: '1.2.3',
    nodeVersion: '26.10.0',
    leastNode: 24,
    now: Date.now,
    probes: none,
    clocks: none,
    ...over,
  }
  const findings: Examined[] = []
  for await (const finding of examine(parts)) findings.push(finding)
  return findings
}

/** A data folder as a stopped server leaves it: a key ring and a database. */
export interface StoppedFolder extends AsyncDisposable {
  readonly folder: string
  readonly store: Store
  /** Registers an instance, its access sealed with the folder's ring. */
  register(name: string, service: Service, endpoint: Endpoint, access?: Partial<Access>): Promise<void>
}

/** Makes a data folder; its store stays open, as another process would have it. */
export async function createFolder(): Promise<StoppedFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'stepwell-doctor-'))
  const ring = createKeyRing(randomBytes)
  createKeyRingFile(join(folder, 'key-ring.json'), ring)
  const store = await openSqliteStore(folder, { writer: 'inline' })
  return {
    folder,
    store,
    async register(name, service, endpoint, access = {}) {
      const sealedAccess = sealAccess(createVault(ring), name, {
        username: null,
        password: null,
        tls: false,
        ...access,
      })
      await store.addInstance(sampleInstance(name, { name, service, endpoints: [endpoint], sealedAccess }))
    },
    async [Symbol.asyncDispose]() {
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
