import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { join } from 'node:path'
import type { TaskView } from '../../src/dialects/native/schema.ts'
import { processStartedAt } from '../../src/drivers/host/process-identity.ts'
import { openConnection } from '../../src/drivers/redis/connection.ts'
import { isReplyError } from '../../src/drivers/redis/reply.ts'
import { readFacts } from '../../src/drivers/redis/server-facts.ts'
import { readSetting } from '../../src/drivers/redis/settings.ts'
import type { PreparedMigration } from '../scenario/migration.ts'

/** Settings of the source as they have to be after a migration: as before it, but for the fence. */
const settingsAfter: Readonly<Record<string, string>> = {
  'repl-backlog-size': '1048576',
  'repl-diskless-sync-delay': '5',
  'min-replicas-max-lag': '10',
}

/** What a succeeded migration has left that it should not have; empty: nothing. */
export async function leftBehind(prepared: PreparedMigration, task: TaskView): Promise<readonly string[]> {
  return [...effectsLeft(task), ...(await settingsLeft(prepared)), ...(await connectionsLeft(prepared))]
}

function effectsLeft({ effects }: TaskView): readonly string[] {
  // One that was undone and put in place again is told twice: the newest counts.
  const newest = new Map(effects.map(effect => [`${effect.name} ${effect.key}`, effect]))
  const wrong = [...newest].filter(
    ([, { lives, status }]) => status !== (lives === 'keep' ? 'kept' : 'undone'),
  )
  return [
    ...wrong.map(([name, { lives, status }]) => `effect ${name} (${lives}) is ${status}`),
    ...(effects.some(({ status }) => status === 'kept') ? [] : ['no effect keeps the source from writes']),
  ]
}

async function settingsLeft({ source }: PreparedMigration): Promise<readonly string[]> {
  const connection = await openConnection({ host: '127.0.0.1', port: source.port })
  try {
    const wrong: string[] = []
    for (const [name, expected] of Object.entries(settingsAfter)) {
      const value = await readSetting(connection, name)
      if (value !== expected) wrong.push(`the source has ${name} ${value} instead of ${expected}`)
    }
    // A pause that was left would make this wait, in vain.
    const [reply] = await connection.pipeline([['SET', 'probe:after', '1']])
    if (!isReplyError(reply!) || !reply.error.startsWith('NOREPLICAS'))
      wrong.push(`the source answers a write with ${JSON.stringify(reply)}`)
    const replicas = (await readFacts(connection, 'replication')).get('connected_slaves')
    if (replicas !== '0') wrong.push(`the source has ${replicas} replicas`)
    return wrong
  } finally {
    connection.close()
  }
}

/** Connections end a moment after the task: they are looked at until none is left. */
async function connectionsLeft({ source, target }: PreparedMigration): Promise<readonly string[]> {
  const deadline = performance.now() + 5000
  for (;;) {
    const named = await Promise.all([source, ...target.nodes].map(({ port }) => namedConnections(port)))
    if (named.flat().length === 0 || performance.now() > deadline) return named.flat()
    await delay(50)
  }
}

async function namedConnections(port: number): Promise<readonly string[]> {
  const connection = await openConnection({ host: '127.0.0.1', port })
  try {
    const list = String(await connection.command('CLIENT', 'LIST'))
    const named = list.split('\n').filter(line => line.includes(' name=stepwell:'))
    return named.map(line => `port ${port} has a connection ${/ name=(\S+)/.exec(line)?.[1]}`)
  } finally {
    connection.close()
  }
}

/** Processes of workers that still run, of those given by pid and start time. */
export function processesLeft(workers: ReadonlyMap<number, string>): readonly string[] {
  return [...workers]
    .filter(([pid, startedAt]) => processStartedAt(pid) === startedAt)
    .map(([pid]) => `worker process ${pid} still runs`)
}

/** What is wrong with the data folder of a server that has ended. */
export function folderProblems(folder: string): readonly string[] {
  const database = new DatabaseSync(join(folder, 'stepwell.db'))
  try {
    const integrity = String(database.prepare('PRAGMA integrity_check').get()!['integrity_check'])
    const rows = (table: string): number =>
      Number(database.prepare(`SELECT count(*) AS count FROM ${table}`).get()!['count'])
    return [
      ...(integrity === 'ok' ? [] : [`stepwell.db: ${integrity}`]),
      ...['lock', 'queue', 'worker']
        .filter(table => rows(table) > 0)
        .map(table => `table ${table} is not empty`),
    ]
  } finally {
    database.close()
  }
}
