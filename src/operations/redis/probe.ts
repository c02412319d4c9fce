import { StepwellError } from '../../core/error.ts'
import type { Probe } from '../../core/registry.ts'
import { addressOf, type RedisEndpoint } from '../../drivers/redis/endpoint.ts'
import { isRedisFault, whyOf, type RedisFaultKind } from '../../drivers/redis/fault.ts'
import { probeTopology } from '../../drivers/redis/topology.ts'
import { redisEndpoint } from './migrate/session.ts'

/** A probe is part of a request: in all it may not take longer, whatever answers. */
const budgetMs = 5000
const timeoutMs = 3000

/** Looks what stands behind addresses that are said to be a Redis: the endpoints are those of its masters. */
export const probeRedis: Probe = async (endpoints, access) => {
  const signal = AbortSignal.timeout(budgetMs)
  const options = { connectTimeoutMs: timeoutMs, commandTimeoutMs: timeoutMs, signal }
  const asked = endpoints.map(endpoint => redisEndpoint(endpoint, access))
  // The first that answers tells of all; when none does, what the first said is told.
  const topology = await Promise.any(asked.map(endpoint => probeTopology(endpoint, options))).catch(
    (error: unknown) => {
      throw refusalOf(error instanceof AggregateError ? error.errors[0] : error, asked[0]!)
    },
  )
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
}

const silent: readonly RedisFaultKind[] = ['unreachable', 'timed_out', 'closed', 'cancelled']

/** What a fault of the probed server is to the caller. */
function refusalOf(error: unknown, endpoint: RedisEndpoint): unknown {
  if (!isRedisFault(error)) return error
  const parameters = { address: addressOf(endpoint), why: whyOf(error) }
  if (error.kind === 'authentication')
    return new StepwellError('instance_access_refused', parameters, { cause: error })
  const code = silent.includes(error.kind) ? 'instance_unreachable' : 'instance_not_as_claimed'
  return new StepwellError(code, parameters, { cause: error })
}
