import { samplesShownAt } from '../../dialects/samples.ts'
import { createMemoryStore } from '../../store/memory.ts'
import { serve, type Received, type Sending, type Served } from './serve.ts'

/** A server at the moment the samples are shown, for tests, and the way to ask it as an SDK of DCS does. */
export interface ServedDcs {
  readonly server: Served
  /**
   * Asks with a signature and the Host of DCS. `path`: what follows the project of the key, or a whole one that begins with
   * /v2/.
   */
  ask(path: string, sending?: Omit<Sending, 'path'>, key?: Served['administrator']): Promise<Received>
}

/** Names the service: the very paths are those of DMS, too. */
const host = 'dcs.cn-north-4.myhuaweicloud.com'

/** Starts one with no instance. */
export async function serveDcs(): Promise<ServedDcs> {
  const server = await serve(createMemoryStore(), { now: () => samplesShownAt })
  return {
    server,
    async ask(path, sending = {}, key = server.administrator) {
      const whole = path.startsWith('/v2/') ? path : `/v2/${key.project}${path}`
      return server.askSigned({ ...sending, path: whole, headers: { host, ...sending.headers } }, key)
    },
  }
}
