import { setTimeout as delay } from 'node:timers/promises'
import { ask, type Scene } from '../migration/scene.ts'
import type { RedisServer } from '../servers/redis-server.ts'

/** What happens to a server, and how it ends. */
export interface RedisFault {
  /** Resolves when it has happened. */
  strike(server: RedisServer): Promise<void>
  /** Resolves when it is time to end it; null: nobody does. */
  readonly lasts: ((scene: Scene) => Promise<void>) | null
  /** Has the server answer again, if it does not. */
  mend(server: RedisServer): Promise<void>
}

const hang = {
  strike: (server: RedisServer) => server.kill('SIGSTOP'),
  mend: (server: RedisServer) => server.kill('SIGCONT'),
}
const death = {
  strike: (server: RedisServer) => server.kill('SIGKILL'),
  mend: (server: RedisServer) => server.restart(),
}

/** Longer than anything waits that does not give up: what a server does that swaps, or saves on a slow disk. */
const shortHangMs = 3000

/** Waits until the worker has noticed that a server is lost, or the task has ended. */
async function noticed({ stage }: Scene): Promise<void> {
  while (
    !stage.log.some(line => /connections are lost|left as it is/.test(line)) &&
    (await stage.task()).endedAt === null
  )
    await delay(20)
}

/** The faults of a server, by what it does; those that last longest at the end. */
export const redisFaults = {
  'resets its connections': {
    async strike(server) {
      for (const type of ['normal', 'replica']) await ask(server, 'CLIENT', 'KILL', 'TYPE', type)
    },
    lasts: async () => {},
    mend: async () => {},
  },
  'hangs for 3 s': { ...hang, lasts: () => delay(shortHangMs) },
  'dies and comes back': { ...death, lasts: noticed },
  'hangs until it is given up': { ...hang, lasts: noticed },
  'dies for ever': { ...death, lasts: null },
  'hangs for ever': { ...hang, lasts: null },
} satisfies { readonly [name: string]: RedisFault }

export type FaultName = keyof typeof redisFaults
