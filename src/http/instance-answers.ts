import type { Caller } from '../core/caller.ts'
import { StepwellError, type Problem } from '../core/error.ts'
import { fillWords } from '../core/words.ts'
import type { Instance } from '../core/instance.ts'
import type { Registry } from '../core/registry.ts'
import type { Store } from '../core/store.ts'
import type { Task } from '../core/task.ts'
import type { InstanceExchanges, InstanceRecord } from '../dialects/instance-exchanges.ts'
import { problemWords } from '../words/problems.ts'

/** Answers what the APIs of the services ask about instances. */
type InstanceAnswers = {
  readonly [Name in keyof InstanceExchanges]: (
    caller: Caller,
    question: InstanceExchanges[Name]['question'],
  ) => Promise<InstanceExchanges[Name]['answer']>
}

/** Puts the registry behind the questions about instances as records. */
export function instanceAnswers(registry: Registry, locks: Pick<Store, 'holders'>): InstanceAnswers {
  async function recordsOf(instances: readonly Instance[]): Promise<readonly InstanceRecord[]> {
    const holders: ReadonlyMap<string, Task> = await locks.holders(instances.map(({ id }) => id))
    return instances.map(instance => ({ instance, holder: holders.get(instance.id) ?? null }))
  }

  return {
    async instanceRecord(caller, { service, id }) {
      const found = await registry.byId(caller, id)
      if (found?.service !== service) throw new StepwellError('instance_not_found', { instance: id })
      return (await recordsOf([found]))[0]!
    },
    async instanceRecords(caller, { service, match, offset, refusesBehindLast = false, limit }) {
      const matching = (await recordsOf(await registry.list(caller, service))).filter(match)
      if (refusesBehindLast && offset > 0 && offset >= matching.length)
        throw new StepwellError('invalid_request', {}, { problems: [behindLast(matching.length)] })
      return { records: matching.slice(offset, offset + limit), total: matching.length }
    },
  }
}

const behindLast = (total: number): Problem => ({
  path: '?offset',
  message: fillWords(problemWords.behindTheLast, { total }),
})
