import { operationFailure } from '../../../core/failure.ts'
import { isRedisFault, type RedisFault } from '../../../drivers/redis/fault.ts'

/** What a fault of a server means for a migration. */
function failureFor(fault: RedisFault): Error {
  const parameters = { address: fault.address, why: fault.message }
  if (fault.kind !== 'refused') return operationFailure('DCS.5101', parameters, { cause: fault })
  if (fault.code === 'MOVED' || fault.code === 'ASK')
    return operationFailure('DCS.5117', { instance: fault.address }, { cause: fault })
  if (fault.code === 'NOPERM' || /unknown command/i.test(fault.message))
    return operationFailure('DCS.5125', parameters, { cause: fault })
  return operationFailure('DCS.5114', parameters, { cause: fault })
}

/** Runs a part of a migration; a fault of a server becomes one of the operation's failures. */
export async function withFailures<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    throw isRedisFault(error) ? failureFor(error) : error
  }
}
