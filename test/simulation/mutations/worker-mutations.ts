import { edit, type Mutation } from './mutation.ts'

/** Ways to break how tasks are run. */
export const workerMutations: readonly Mutation[] = [
  {
    name: 'undo is recorded and not done',
    edits: [edit('worker/context.ts', 'await definition.undo(', 'void (')],
  },
  {
    name: 'effects are not undone at all',
    edits: [edit('worker/execute.ts', 'await undoEffects(claim, failures)', '')],
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
    name: 'a worker is given up before it is killed',
    edits: [
      edit('worker/supervisor.ts', 'await kill(pid, processStartedAt)', ''),
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
    name: 'every failure is tried again',
    edits: [edit('worker/execute.ts', 'operation?.failures[code]?.retryable !== true', 'false')],
  },
  {
    name: 'a worker that does not stop a step in time is let be',
    edits: [edit('worker/worker-watch.ts', 'if (culprit !== undefined)', 'if (false)')],
  },
]
