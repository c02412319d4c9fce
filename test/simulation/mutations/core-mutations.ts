import { edit, type Mutation } from './mutation.ts'

/** Ways to break the rules. */
export const coreMutations: readonly Mutation[] = [
  {
    name: 'the epoch of a write is not checked',
    edits: [
      edit('core/transition.ts', 'event.epoch !== task.epoch || task.worker === null', 'false'),
      edit('worker/recorder.ts', 'stored.epoch !== epoch || stored.worker !== worker', 'false'),
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
    name: 'a task is claimed before it is due',
    edits: [edit('core/due.ts', 'return beginsAt(task)', 'return 0')],
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
      edit('core/transition.ts', 'return given({ ...task, suspect }, now)', 'return { ...task, suspect }'),
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
    name: 'any step may be skipped',
    edits: [edit('core/attempt-transition.ts', 'failed?.skippable !== true', 'failed === undefined')],
  },
  {
    name: 'a step that ends its worker is tried again and again',
    edits: [edit('core/poison.ts', 'suspect.deathsAlone >= poisonDeaths', 'false')],
  },
  {
    name: 'a deleted task can be changed',
    edits: [
      edit('core/transition.ts', 'if (task.deletedAt !== null) throw', 'if (false) throw'),
      edit('core/centre.ts', '!seen || task.deletedAt !== null', '!seen'),
    ],
  },
  {
    name: 'a task is removed though it has left something',
    edits: [
      edit(
        'core/retention.ts',
        'return isEnded(task) && !isHeld ? task.endedAt : null',
        'return task.endedAt',
      ),
    ],
  },
  {
    name: 'a stream leaves an event out',
    edits: [edit('core/event-feed.ts', 'place = last.id', 'place = last.id + 1')],
  },
  {
    name: 'a stream does not tell again what was not taken',
    edits: [
      edit(
        'core/event-feed.ts',
        'await listener(batch)\n    place = last.id',
        'place = last.id\n    await listener(batch)',
      ),
    ],
  },
]
