/** A way to break the code. */
export interface Mutation {
  /** What is wrong then. */
  readonly name: string
  /** Each text is found exactly once in its file. */
  readonly edits: readonly Edit[]
}

export interface Edit {
  /** From the root of the project. */
  readonly file: string
  readonly find: string
  readonly replace: string
}

const edit = (file: string, find: string, replace: string): Edit => ({ file: `src/${file}`, find, replace })

/** Ways to break the code, each of which the simulation has to notice. */
export const mutations: readonly Mutation[] = [
  {
    name: 'the epoch of a write is not checked',
    edits: [
      edit('core/transition.ts', 'event.epoch !== task.epoch || task.worker === null', 'false'),
      edit('worker/recorder.ts', 'stored.epoch !== epoch || stored.worker !== worker', 'false'),
    ],
  },
  {
    name: 'a write made from an old revision is accepted',
    edits: [
      edit('store/memory.ts', '(tasks.get(task.id)?.task.revision ?? 0) !== expectedRevision', 'false'),
    ],
  },
  {
    name: 'the lock of an instance is not checked',
    edits: [
      edit('store/memory.ts', 'holder !== undefined && holder !== task.id', 'false'),
      edit('store/memory.ts', '(taken.get(instance) ?? task.id) === task.id', 'true'),
    ],
  },
  {
    name: 'the lock is given back when a cancel is asked',
    edits: [
      edit(
        'core/store.ts',
        'release: held && !after.locked ? after.locks : []',
        'release: held && (!after.locked || after.cancelRequestedAt !== null) ? after.locks : []',
      ),
    ],
  },
  {
    name: 'the instance is free though an undo has failed',
    edits: [edit('core/transition.ts', 'const locked = left.length > 0', 'const locked = false')],
  },
  {
    name: 'undo is recorded and not done',
    edits: [edit('worker/context.ts', 'await definition.undo(', 'void (')],
  },
  {
    name: 'effects are not undone at all',
    edits: [edit('worker/execute.ts', 'await undoEffects(claim, failures)', '')],
  },
  {
    name: 'effects are undone oldest first',
    edits: [edit('core/effect-transition.ts', '.toReversed()', '')],
  },
  {
    name: 'effects kept for a retry are undone at a failure',
    edits: [edit('core/effect-transition.ts', "failed: ['task', 'keep']", 'failed: []')],
  },
  {
    name: 'what is to be kept is undone at success',
    edits: [edit('core/effect-transition.ts', "succeeded: ['keep']", 'succeeded: []')],
  },
  {
    name: 'an effect is put in place before its intent is stored',
    edits: [
      edit('worker/context.ts', 'await recorder.record([intent(operation, name, input as Json, key)])', ''),
      edit(
        'worker/context.ts',
        'const effect = liveEffect(claim, name, key)!',
        'const effect = liveEffect(claim, name, key) ?? { status: "intended", input: input as Json, result: null }',
      ),
      edit(
        'worker/context.ts',
        "await recorder.record([{ type: 'effectApplied', name, key, result: result ?? null }])",
        "await recorder.record([intent(operation, name, input as Json, key), { type: 'effectApplied', name, key, result: result ?? null }])",
      ),
    ],
  },
  {
    name: 'a task is claimed before it is due',
    edits: [
      edit(
        'core/transition.ts',
        "if (task.status === 'pending') return task.dueAt <= now",
        "if (task.status === 'pending') return true",
      ),
    ],
  },
  {
    name: 'a finished step runs again',
    edits: [
      edit('worker/execute.ts', "stored?.status === 'succeeded' || stored?.status === 'skipped'", 'false'),
      edit(
        'core/step-transition.ts',
        "if (step.status !== 'waiting' && step.status !== 'running')",
        'if (false)',
      ),
    ],
  },
  {
    name: 'a finished part runs again',
    edits: [
      edit('worker/context.ts', "if (part.status === 'succeeded') return part.output as Output", ''),
      edit('core/step-transition.ts', "if (part.status === 'succeeded') throw", 'if (false) throw'),
    ],
  },
  {
    name: 'percent follows reports down',
    edits: [
      edit('core/progress.ts', 'Math.max(task.percent, rawPercent(task.steps))', 'rawPercent(task.steps)'),
    ],
  },
  {
    name: 'a checkpoint is not stored',
    edits: [edit('core/step-transition.ts', '{ checkpoint: value }', '{}')],
  },
  {
    name: 'a lost worker keeps its tasks',
    edits: [
      edit(
        'core/transition.ts',
        'throw unfit(task, `it is not held by ${event.worker}`)\n      return { ...task, worker: null, predictedEndAt: null }',
        'throw unfit(task, `it is not held by ${event.worker}`)\n      return { ...task, predictedEndAt: null }',
      ),
    ],
  },
  {
    name: 'a worker is given up before it is killed',
    edits: [
      edit(
        'worker/supervisor.ts',
        'await parts.kill(worker.pid, worker.processStartedAt)\n    await buryId',
        'await buryId',
      ),
      edit('worker/supervisor.ts', 'await parts.kill(worker.pid, worker.processStartedAt)\n      if', 'if'),
    ],
  },
  {
    name: 'a step ends while its parts still run',
    edits: [edit('worker/execute.ts', 'await acts.settled()\n', '')],
  },
  {
    name: 'a step that may not be cancelled is',
    edits: [
      edit(
        'worker/execute.ts',
        'const mayStop = step.cancellable || !isCommitted(recorder.task(), step)',
        'const mayStop = true',
      ),
      edit(
        'worker/context.ts',
        'if (step.cancellable && recorder.task().cancelRequestedAt',
        'if (recorder.task().cancelRequestedAt',
      ),
    ],
  },
  {
    name: 'a worker that gives up does not give its task back',
    edits: [edit('worker/worker.ts', 'stopped.signal.aborted ? giveBack(recorder) : undefined', 'undefined')],
  },
  {
    name: 'a refused write is taken for stored',
    edits: [edit('worker/recorder.ts', 'if (result.accepted) {', 'if (result.accepted || true) {')],
  },
  {
    name: 'a claim whose answer was lost is forgotten',
    edits: [edit('worker/worker.ts', 'unanswered.add(task.id)', '')],
  },
  {
    name: 'a client token stands for several tasks',
    edits: [edit('store/memory.ts', 'if (sameToken !== undefined)', 'if (false)')],
  },
  {
    name: 'a refused claim is taken for granted',
    edits: [edit('worker/worker.ts', 'if (!result.accepted) return', '')],
  },
  {
    name: 'a cancel is not looked at between steps',
    edits: [
      edit('worker/execute.ts', 'if (mayStop && recorder.task().cancelRequestedAt !== null)', 'if (false)'),
    ],
  },
  {
    name: 'a retry forgets checkpoints',
    edits: [
      edit(
        'core/step-transition.ts',
        'reopen({ ...step, subSteps: step.subSteps.map(reopen) })',
        'reopen({ ...step, checkpoint: null, subSteps: step.subSteps.map(reopen) })',
      ),
    ],
  },
  {
    name: 'the output of a step is not stored',
    edits: [
      edit('core/step-transition.ts', '...finished(step, now),\n    output,', '...finished(step, now),'),
    ],
  },
  {
    name: 'effects kept for a retry are never cleaned up',
    edits: [
      edit('core/transition.ts', 'task.effectsExpireAt !== null && task.effectsExpireAt <= now', 'false'),
    ],
  },
  {
    name: 'undo does not wait for the apply before it',
    edits: [edit('worker/acts.ts', 'await before.catch(() => {})', '')],
  },
  {
    name: 'an event is lost when two are written at once',
    edits: [
      edit('worker/recorder.ts', 'const all = [...noted, ...progressed, ...events]', 'const all = events'),
    ],
  },
  {
    name: 'a task stays with a worker that drains',
    edits: [
      edit(
        'worker/execute.ts',
        "if (stopReason(error) !== 'drained') throw error\n    await claim.recorder.record([{ type: 'yielded' }])",
        '',
      ),
    ],
  },
]
