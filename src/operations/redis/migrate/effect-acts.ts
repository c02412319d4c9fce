import type { Surroundings } from '../../../core/step-context.ts'
import { openConnection, type RedisConnection } from '../../../drivers/redis/connection.ts'
import { addressOf } from '../../../drivers/redis/endpoint.ts'
import { isRedisFault } from '../../../drivers/redis/fault.ts'
import { pauseWrites, resumeWrites } from '../../../drivers/redis/pause.ts'
import { changeSetting, readSetting } from '../../../drivers/redis/settings.ts'
import { fenceWrites, lowerFence, unfenceWrites } from '../../../drivers/redis/write-fence.ts'
import { megabytes } from './plan-lines.ts'
import type { PlannedServer } from './plan.ts'
import { accessTo, connectionPrefix, isLeft, redisEndpoint } from './session.ts'

async function atServer<Result>(
  { taskId, instance, signal }: Surroundings,
  server: PlannedServer,
  act: (connection: RedisConnection) => Promise<Result>,
): Promise<Result> {
  const endpoint = redisEndpoint(server, accessTo(server, await instance(server.instance)))
  const connection = await openConnection(endpoint, { name: `${connectionPrefix(taskId)}effect`, signal })
  try {
    return await act(connection)
  } finally {
    connection.close()
  }
}

/** Whether a server can't be asked: what ends with its process, or by itself, then needs no undoing. */
function isGone(error: unknown): boolean {
  return (
    isRedisFault(error) &&
    (error.kind === 'unreachable' || error.kind === 'closed' || error.kind === 'timed_out')
  )
}

/** Whether nothing listens at a server's address: the process has ended, and what was set in its memory with it. */
function isDead(error: unknown): boolean {
  const cause = isRedisFault(error) && error.kind === 'unreachable' ? error.cause : null
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED'
}

/** Whether the instance has been switched away from a server: what keeps writes off it has to stay. */
async function isSwitched(surroundings: Surroundings, server: PlannedServer): Promise<boolean> {
  return isLeft(server, await surroundings.instance(server.instance))
}

/** Settings of a source that are changed while it is copied. */
const changed = ['repl-backlog-size', 'repl-diskless-sync-delay'] as const

/** The settings as they were; null: the server has none of that name. */
export type EarlierSettings = { readonly [name in (typeof changed)[number]]: string | null }

/** A backlog that outlasts a worker's death under thousands of writes a second: 64 MB. */
const backlogBytes = 64 * 1024 * 1024

/** Reads the settings before they are changed: what undoes the change is journaled with its intent. */
export async function readEarlierSettings(connection: RedisConnection): Promise<EarlierSettings> {
  const [backlog, delay] = await Promise.all(changed.map(name => readSetting(connection, name)))
  return { 'repl-backlog-size': backlog ?? null, 'repl-diskless-sync-delay': delay ?? null }
}

/** What the settings of a source are changed and put back with. */
export type SettingsInput = PlannedServer & { readonly earlier: EarlierSettings }

export async function changeSettings(input: SettingsInput, surroundings: Surroundings): Promise<null> {
  return atServer(surroundings, input, async connection => {
    const { 'repl-backlog-size': backlog, 'repl-diskless-sync-delay': delay } = input.earlier
    if (backlog !== null) {
      const bytes = Math.max(Number(backlog), backlogBytes)
      const before = await changeSetting(connection, 'repl-backlog-size', String(bytes))
      // Each session makes sure of it.
      if (before !== String(bytes))
        surroundings.log(`${addressOf(input)}: the replication backlog is ${megabytes(bytes)} for the copy`)
    }
    // A master waits 5 s for more replicas before it serves the first: there is one.
    if (delay !== null) await changeSetting(connection, 'repl-diskless-sync-delay', '0')
    return null
  })
}

export async function restoreSettings(input: SettingsInput, surroundings: Surroundings): Promise<void> {
  try {
    await atServer(surroundings, input, async connection => {
      for (const name of changed) {
        const value = input.earlier[name]
        if (value !== null) await changeSetting(connection, name, value)
      }
    })
    surroundings.log(`${addressOf(input)}: the replication settings are as before`)
  } catch (error) {
    // Nobody has to answer at the old address once the instance has left it.
    if (!isDead(error) && !(isGone(error) && (await isSwitched(surroundings, input)))) throw error
    surroundings.log(`${addressOf(input)} does not answer: its replication settings are left`)
  }
}

/** The limits a fence replaces, journaled with its intent. */
export type EarlierLimits = { readonly minReplicasToWrite: string; readonly minReplicasMaxLag: string }

/** What a source is paused and let go with. */
export type PauseInput = PlannedServer & { readonly milliseconds: number; readonly earlier: EarlierLimits }

export async function pauseSource(input: PauseInput, surroundings: Surroundings): Promise<null> {
  await atServer(surroundings, input, connection => pauseWrites(connection, input.milliseconds))
  return null
}

export async function resumeSource(input: PauseInput, surroundings: Surroundings): Promise<void> {
  const switched = await isSwitched(surroundings, input)
  try {
    await atServer(surroundings, input, async connection => {
      // Where the switch is committed, those who have waited are to be refused: they ask for the new address then.
      if (!switched) await lowerFence(connection, input.earlier)
      await resumeWrites(connection)
    })
    surroundings.log(`${addressOf(input)}: clients that waited ${switched ? 'are refused' : 'go on writing'}`)
  } catch (error) {
    if (!isDead(error) && !(switched && isGone(error))) throw error
    surroundings.log(`${addressOf(input)} does not answer: a pause there ends by itself`)
  }
}

/** What an old source is made to refuse writes with, and to take them again. */
export type FenceInput = PlannedServer & { readonly earlier: EarlierLimits }
export type FenceResult = { readonly outlivesRestart: boolean }

export async function fenceSource(input: FenceInput, surroundings: Surroundings): Promise<FenceResult> {
  const result = await atServer(surroundings, input, fenceWrites)
  const until = result.outlivesRestart
    ? 'also after a restart'
    : 'until it is restarted: it has no configuration file'
  surroundings.log(`${addressOf(input)} refuses writes, ${until}`)
  return result
}

export async function unfenceSource(
  input: FenceInput,
  result: FenceResult | null,
  surroundings: Surroundings,
): Promise<void> {
  // An attempt may fail after the switch: the old server must not take writes again because of that.
  if (await isSwitched(surroundings, input))
    return surroundings.log(`${addressOf(input)} goes on refusing writes`)
  // It is put up after the switch only.
  if (result === null) return
  await atServer(surroundings, input, connection => unfenceWrites(connection, input.earlier))
  surroundings.log(`${addressOf(input)} takes writes again`)
}
