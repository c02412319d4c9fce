import { edit, type Mutation } from './mutation.ts'

/** Ways to break what is stored and compared. */
export const storeMutations: readonly Mutation[] = [
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
    name: 'a client token stands for several tasks',
    edits: [edit('store/memory.ts', 'if (sameToken !== undefined)', 'if (false)')],
  },
  {
    name: 'tasks under suspicion run beside others',
    edits: [edit('store/memory.ts', '(task.suspect !== null) === suspects', 'true')],
  },
  {
    name: 'a task is removed though it has changed since it was found',
    edits: [
      edit(
        'store/memory.ts',
        'task?.revision !== revision || freeSince(task) === null',
        'task === undefined',
      ),
    ],
  },
]
