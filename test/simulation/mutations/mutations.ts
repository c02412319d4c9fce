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
    edits: [edit('core/attempt-transition.ts', 'const locked = left.length > 0', 'const locked = false')],
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
    edits: [edit('core/due.ts', 'return task.dueAt', 'return 0')],
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
        "return given(blame === 'none' ? task : { ...task, suspect: { deathsAlone } }, now)",
        "return blame === 'none' ? { ...task } : { ...task, suspect: { deathsAlone } }",
      ),
    ],
  },
  {
    name: 'a worker is given up before it is killed',
    edits: [
      edit('worker/supervisor.ts', 'await parts.kill(pid, processStartedAt)', ''),
      edit('worker/supervisor.ts', 'await parts.kill(worker.pid, worker.processStartedAt)', ''),
    ],
  },
  {
    name: 'a step ends while its parts still run',
    edits: [edit('worker/execute.ts', 'await acts.settled()\n', '')],
  },
  {
    name: 'a step that may not be cancelled is',
    edits: [
      edit('worker/execute.ts', 'const isBorder = mayStop(recorder.task())', 'const isBorder = true'),
      edit(
        'worker/context.ts',
        'const reason = step.cancellable ? reasonToStop(claim) : null',
        'const reason = reasonToStop(claim)',
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
    name: 'a cancel or a pause is not looked at between steps',
    edits: [
      edit('worker/execute.ts', 'if (reason !== null && (isBorder || claim.draining.aborted))', 'if (false)'),
    ],
  },
  {
    name: 'a retry forgets checkpoints',
    edits: [
      edit(
        'core/step-transition.ts',
        "{ ...part, status: 'waiting', startedAt: null, endedAt: null, failure: null }",
        "{ ...part, status: 'waiting', startedAt: null, endedAt: null, failure: null, checkpoint: null }",
      ),
    ],
  },
  {
    name: 'the output of a step is not stored',
    edits: [edit('core/step-transition.ts', 'deadlineAt: null,\n    output,\n', 'deadlineAt: null,\n')],
  },
  {
    name: 'effects kept for a retry are never cleaned up',
    edits: [edit('core/due.ts', 'return isCleaned(task) ? 0 : task.effectsExpireAt', 'return null')],
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
        "if (reason !== 'drained') throw error\n    await claim.recorder.record([{ type: 'yielded' }])",
        "if (reason !== 'drained') throw error",
      ),
    ],
  },
  {
    name: 'a paused task gives its instances back',
    edits: [
      edit('core/pause-transition.ts', "status: 'paused',\n", "status: 'paused',\n    locked: false,\n"),
    ],
  },
  {
    name: 'a pause begins within a step that may not be cancelled',
    edits: [
      edit('core/pause-transition.ts', 'task.worker === null && mayStop(task)', 'task.worker === null'),
    ],
  },
  {
    name: 'the limit of a pause is forgotten',
    edits: [edit('core/due.ts', 'return task.pauseLimit?.until ?? null', 'return null')],
  },
  {
    name: 'a person may retry though others have worked on the instance',
    edits: [
      edit('core/store.ts', 'soleUser: before !== null && after.attempt > before.attempt', 'soleUser: false'),
    ],
  },
  {
    name: 'a failed step is tried again without end',
    edits: [edit('core/retry-policy.ts', 'retries >= policy.times', 'false')],
  },
  {
    name: 'every failure is tried again',
    edits: [edit('worker/execute.ts', 'operation?.failures[code]?.retryable !== true', 'false')],
  },
  {
    name: 'any step may be skipped',
    edits: [edit('core/attempt-transition.ts', 'failed?.skippable !== true', 'failed === undefined')],
  },
  {
    name: 'a step that ends its worker is tried again and again',
    edits: [edit('core/poison.ts', 'suspect.deathsAlone >= poisonDeaths', 'false')],
  },
  {
    name: 'tasks under suspicion run beside others',
    edits: [edit('store/memory.ts', '(task.suspect !== null) === suspects', 'true')],
  },
  {
    name: 'a worker that does not stop a step in time is let be',
    edits: [edit('worker/worker-watch.ts', 'if (slow !== undefined)', 'if (false)')],
  },
  {
    name: 'a deleted task can be changed',
    edits: [
      edit('core/transition.ts', 'if (task.deletedAt !== null) throw', 'if (false) throw'),
      edit('core/centre.ts', '!seen || task.deletedAt !== null', '!seen'),
    ],
  },
]
