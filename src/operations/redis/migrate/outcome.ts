import { fillWords, type Words } from '../../../core/words.ts'
import type { Json } from '../../../core/json.ts'
import { addressOf } from '../../../drivers/redis/endpoint.ts'
import type { FenceResult } from './effect-acts.ts'
import type { MigrateContext } from './input.ts'
import { stateName, type NodeState } from './node-state.ts'
import type { MigrationPlan, PlannedNode } from './plan.ts'
import { outcome } from './words.ts'

/** What the steps before have returned, as it is stored. */
export interface MigrationOutputs {
  readonly pre_check: unknown
  readonly verify: unknown
  readonly cut_over: unknown
}

/** Tells people what came of the migration: how much was copied, what the old servers do, and which names are one now. */
export async function tellOutcome(
  context: MigrateContext<MigrationOutputs>,
  plan: MigrationPlan,
  refusing: ReadonlyMap<PlannedNode, FenceResult>,
): Promise<void> {
  await context.remark('outcome', copiedText(context, plan))
  for (const node of plan.source.nodes) {
    const result = refusing.get(node)
    const text =
      result === undefined
        ? outcome.notAsked
        : result.outlivesRestart
          ? outcome.refusesForGood
          : outcome.refusesUntilRestart
    const address = addressOf(node.endpoint)
    await context.remark(result === undefined ? 'warning' : 'outcome', fillWords(text, { address }))
  }
  const [source, target] = await Promise.all(
    [plan.source, plan.target].map(({ instance }) => context.instance(instance)),
  )
  const addresses = plan.target.nodes.map(({ endpoint }) => addressOf(endpoint)).join(', ')
  const names = { source: source!.name, target: target!.name, addresses }
  await context.remark('outcome', fillWords(outcome.oneServer, names))
}

function copiedText(
  { outputs, taskCheckpoint }: MigrateContext<MigrationOutputs>,
  plan: MigrationPlan,
): Words {
  const states = plan.source.nodes.map(({ id }) => taskCheckpoint<Json>(stateName(id)) as NodeState | null)
  const keys = states.flatMap(state => state?.totals ?? []).reduce((sum, count) => sum + count, 0)
  const { keys: compared } = outputs.verify as { readonly keys: number }
  const { writePauseMilliseconds: milliseconds } = outputs.cut_over as {
    readonly writePauseMilliseconds: number | null
  }
  const parameters = { keys: grouped(keys), compared: grouped(Math.min(compared, keys)) }
  return milliseconds === null
    ? fillWords(outcome.copiedUnmeasured, parameters)
    : fillWords(outcome.copied, { ...parameters, milliseconds: grouped(Math.ceil(milliseconds)) })
}

const grouped = (count: number): string => count.toLocaleString('en-US')
