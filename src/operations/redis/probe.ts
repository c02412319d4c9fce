import { StepwellError } from '../../core/error.ts'
import type { Probe } from '../../core/registry.ts'
import { addressOf } from '../../drivers/redis/endpoint.ts'
import { isRedisFault } from '../../drivers/redis/fault.ts'
import { probeTopology } from '../../drivers/redis/topology.ts'
import { redisEndpoint } from './migrate/session.ts'

/** A probe is part of a request: it may not take long. */
const timeoutMs = 3000

/** Looks what stands behind an address that is said to be a Redis: the endpoints are those of its masters. */
export const probeRedis: Probe = async ([first], access) => {
  const endpoint = redisEndpoint(first!, access)
  try {
    const topology = await probeTopology(endpoint, {
      connectTimeoutMs: timeoutMs,
      commandTimeoutMs: timeoutMs,
    })
    return {
      endpoints: topology.nodes.map(node => ({ host: node.endpoint.host, port: node.endpoint.port })),
      facts: {
        mode: topology.mode,
        flavour: topology.flavour,
        version: topology.version,
        nodes: topology.nodes.length,
        keys: topology.keyCount,
      },
    }
  } catch (error) {
    if (!isRedisFault(error)) throw error
    const silent = error.kind === 'unreachable' || error.kind === 'timed_out' || error.kind === 'closed'
    throw new StepwellError(
      silent ? 'instance_unreachable' : 'instance_not_as_claimed',
      { address: addressOf(endpoint), why: error.message },
      { cause: error },
    )
  }
}
