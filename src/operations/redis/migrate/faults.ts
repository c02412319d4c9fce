import { operationFailure } from '../../../core/failure.ts'
import { addressOf } from '../../../drivers/redis/endpoint.ts'
import { isRedisFault, whyOf, type RedisFault } from '../../../drivers/redis/fault.ts'
import type { MigrateContext } from './input.ts'

/** What of a step names the server of a fault. */
export type FaultContext = Pick<MigrateContext, 'instance' | 'instanceId' | 'input'>

/** What a fault of a server means for a migration. */
function failureFor(fault: RedisFault, address: string): Error {
  const parameters = { address, why: whyOf(fault) }
  if (fault.kind !== 'refused') return operationFailure('DCS.5101', parameters, { cause: fault })
  if (fault.code === 'MOVED' || fault.code === 'ASK')
    return operationFailure('DCS.5117', { instance: address }, { cause: fault })
  if (fault.code === 'NOPERM' || /unknown command/i.test(fault.message))
    return operationFailure('DCS.5125', parameters, { cause: fault })
  return operationFailure('DCS.5114', parameters, { cause: fault })
}

/** Runs a part of a migration; a fault of a server becomes one of the operation's failures. */
export async function withFailures<Result>(
  context: FaultContext,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    throw isRedisFault(error) ? failureFor(error, await namedAddress(context, error.address)) : error
  }
}

/** An address with the name of its instance, as in `orders (127.0.0.1:6379)`; alone where the registry does not know it. */
async function namedAddress(context: FaultContext, address: string): Promise<string> {
  for (const id of [context.instanceId, context.input.target]) {
    // Why the step failed matters more than a name.
    const instance = await context.instance(id).catch(() => null)
    if (instance?.endpoints.some(endpoint => addressOf(endpoint) === address) === true)
      return `${instance.name} (${address})`
  }
  return address
}
