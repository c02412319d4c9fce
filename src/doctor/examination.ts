import { join } from 'node:path'
import { fitRing, type RingFit } from '../access/ring-fit.ts'
import type { Access, Endpoint } from '../core/instance.ts'
import type { Probe } from '../core/registry.ts'
import type { Service } from '../core/task.ts'
import { readDatabase, type DatabaseReading } from '../store/sqlite/read-database.ts'
import { readServer, type ServerReading } from './server-reading.ts'
import { visitInstances, type Visit } from './visits.ts'

/** How far the clock of a server is ahead of ours, in milliseconds. */
export interface ClockReading {
  /** host:port */
  readonly address: string
  readonly aheadMs: number
}

/** Reads the clocks of the servers of an instance; those that do not tell are left out. */
export type ReadClocks = (
  endpoints: readonly Endpoint[],
  access: Access,
  now: () => number,
) => Promise<readonly ClockReading[]>

/** What is examined, and with what. */
export interface DoctorParts {
  /** The data folder, absolute. */
  readonly folder: string
  /** Where the server is said to answer; null: the folder tells. */
  readonly serverUrl: string | null
  /** The PEM files of certificate and key that a server is told to use; null: not set. */
  readonly tlsCertificate: string | null
  readonly tlsKey: string | null
  /** Of the Stepwell that examines. */
  readonly version: string
  /** Of the Node that it runs on. */
  readonly nodeVersion: string
  /** The oldest Node that will do: its major version. */
  readonly leastNode: number
  readonly now: () => number
  /** Null: nothing can look into this service yet. */
  readonly probes: { readonly [service in Service]: Probe | null }
  readonly clocks: { readonly [service in Service]: ReadClocks | null }
}

/** What the checks look at; each reading is taken once, when the first check asks for it. */
export interface Examination extends DoctorParts {
  readonly database: () => Promise<DatabaseReading>
  readonly keyRing: () => Promise<RingFit>
  readonly server: () => Promise<ServerReading>
  readonly visits: () => Promise<readonly Visit[]>
}

/** Begins an examination; nothing is looked at yet. */
export function beginExamination(parts: DoctorParts): Examination {
  const database = once(() => readDatabase(parts.folder))
  const keyRing = once(async () => {
    const reading = await database()
    return fitRing(join(parts.folder, 'key-ring.json'), reading.state === 'read' ? reading.sealed : [])
  })
  const server = once(() => readServer(parts))
  const visits = once(async () => {
    const [reading, fit] = [await database(), await keyRing()]
    return reading.state === 'read'
      ? visitInstances(reading.instances, fit.state === 'read' ? fit.ring : null, parts.probes)
      : []
  })
  return { ...parts, database, keyRing, server, visits }
}

function once<Value>(take: () => Promise<Value>): () => Promise<Value> {
  let taken: Promise<Value> | null = null
  return () => (taken ??= take())
}
