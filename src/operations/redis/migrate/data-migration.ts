import { operationFailure } from '../../../core/failure.ts'
import type { SubStepContext } from '../../../core/step-context.ts'
import type { Detail, Progress } from '../../../core/task.ts'
import { openCopying, type Copying } from './copying.ts'
import type { MigrateContext } from './input.ts'
import { partsAreTargets, partsOf, type MigrationPlan, type PlannedPart } from './plan.ts'
import { overSession, pause, type Session } from './session.ts'
import { parts as titles, phase } from './words.ts'

/** Changed keys that may wait when the copy is called caught up: what a cut-over drains in no time. */
const fewChanges = 2000
const reportEveryMs = 500
const lookEveryMs = 20
/** A source that is written faster than it can be copied is given up after this. */
const catchUpBudgetMs = 15 * 60 * 1000

/** Copies every key and goes on with what changes, until the target is hardly behind. */
export async function migrateData(context: MigrateContext<{ readonly pre_check: unknown }>): Promise<null> {
  const plan = context.outputs.pre_check as MigrationPlan
  const parts = partsOf(plan)
  await context.addSubSteps(
    parts.map(({ name, node }, index) => ({
      name,
      title: titles.resourceRequest,
      // A node without keys has its share too: it is looked at.
      weight: 1 + (partsAreTargets(plan) ? 0 : (plan.sourceKeys[index] ?? 0)),
      unit: 'keys',
      detail: detailOf(node, 'toStart', 'toStart'),
    })),
  )
  const over = Promise.withResolvers<null>()
  over.promise.catch(() => {}) // Nobody hears of it where an earlier worker has ended all parts.
  const reporters = new Map<PlannedPart, SubStepContext>()
  const shown = parts.map(part =>
    context.subStep(part.name, async reporter => {
      reporters.set(part, reporter)
      return over.promise
    }),
  )
  try {
    await overSession(context, plan, session => copyOver(context, plan, session, reporters))
    over.resolve(null)
  } catch (error) {
    over.reject(error)
    await Promise.allSettled(shown)
    throw error
  }
  await Promise.all(shown)
  return null
}

async function copyOver(
  context: MigrateContext,
  plan: MigrationPlan,
  session: Session,
  reporters: ReadonlyMap<PlannedPart, SubStepContext>,
): Promise<void> {
  const lags = new Map<number, number>()
  let copying: Copying | null = null
  const report = (incremental: keyof typeof phase = 'inProgress'): void => {
    for (const [part, reporter] of reporters)
      reporter.report(progressOf(plan, part, copying!, lags, incremental))
  }
  const opened = await openCopying(context, plan, session, () => copying !== null && report())
  copying = opened
  const began = performance.now()
  context.log(startLine(context, opened))
  try {
    await opened.while(async () => {
      await scanned(context, opened, async () => {
        for (const [index, { follower }] of opened.copiers.entries())
          lags.set(index, await follower.lagBytes())
        report()
      })
      context.log(`every key is copied, ${seconds(began)} later; ${waitingIn(opened)} changed keys wait`)
      await opened.sweep()
      await hardlyBehind(context, opened)
      context.log(`the target has caught up, ${seconds(began)} later; ${waitingIn(opened)} changed keys wait`)
    })
    for (const { follower } of opened.copiers) await follower.save()
    // The steps to come copy what changes until then; this part is over.
    report('finished')
  } finally {
    opened.close()
  }
}

/** How much is to be copied, and what of it an earlier worker has. */
function startLine({ input }: MigrateContext, { copiers }: Copying): string {
  const states = copiers.map(({ follower }) => follower.state())
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
  const [keys, copied] = [
    sum(states.flatMap(state => state.totals)),
    sum(states.flatMap(state => state.copied)),
  ]
  const speed = input.maximumKeysPerSecond
  return [
    `copying ${keys} keys from ${copiers.length === 1 ? 'one server' : `${copiers.length} servers`}`,
    ...(speed === undefined ? [] : [`at most ${speed} a second`]),
    ...(copied === 0 ? [] : [`${copied} of them are copied already`]),
  ].join(', ')
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Changed keys that have not been copied yet. */
const waitingIn = ({ copiers }: Copying): number =>
  copiers.reduce((sum, { follower }) => sum + follower.changedCount, 0)

async function scanned(context: MigrateContext, copying: Copying, look: () => Promise<void>): Promise<void> {
  let lookedAt = Number.NEGATIVE_INFINITY
  while (!copying.copiers.every(({ follower }) => follower.state().scanned)) {
    if (performance.now() - lookedAt >= reportEveryMs) {
      await look()
      lookedAt = performance.now()
    }
    await pause(lookEveryMs, context.signal)
    context.signal.throwIfAborted()
  }
  await look()
}

async function hardlyBehind(context: MigrateContext, copying: Copying): Promise<void> {
  const deadline = performance.now() + catchUpBudgetMs
  await copying.caughtUp()
  while (waitingIn(copying) > fewChanges) {
    if (performance.now() > deadline) throw operationFailure('DCS.5116', { keys: waitingIn(copying) })
    await copying.caughtUp()
    await pause(reportEveryMs, context.signal)
  }
}

function detailOf(
  node: PlannedPart['node'],
  full: keyof typeof phase,
  incremental: keyof typeof phase,
): Detail {
  return {
    nodeId: node.id,
    slotRange: node.slotRanges,
    fullMigration: phase[full],
    incrementalMigration: phase[incremental],
  }
}

/** How far a part is: of the one source node its keys come from, or of all it gets keys from. */
function progressOf(
  plan: MigrationPlan,
  part: PlannedPart,
  copying: Copying,
  lags: ReadonlyMap<number, number>,
  incremental: keyof typeof phase,
): Partial<Progress> {
  const index = partsOf(plan).findIndex(({ name }) => name === part.name)
  const source = partsAreTargets(plan) ? 0 : index
  const column = partsAreTargets(plan) ? index : 0
  const state = copying.copiers[source]!.follower.state()
  const total = state.totals[column]!
  return {
    // Keys that came meanwhile, and pages copied twice, make more than was counted.
    done: state.scanned ? total : Math.min(state.copied[column]!, total),
    total,
    lagBytes: lags.get(source) ?? null,
    detail: detailOf(part.node, state.scanned ? 'finished' : 'inProgress', incremental),
  }
}
