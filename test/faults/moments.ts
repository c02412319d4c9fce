import type { Commit } from '../../src/core/store.ts'
import type { NodeState } from '../../src/operations/redis/migrate/node-state.ts'

/** A moment of a migration, told by what its worker stores. */
export interface Moment {
  /** Before it is stored, or right after. */
  readonly when: 'before' | 'after'
  isNow(commit: Commit, events: readonly string[]): boolean
}

const runs = (step: string, { task }: Commit): boolean =>
  task.steps.some(({ name, status }) => name === step && status === 'running')

const stored = (event: string) => (_: Commit, events: readonly string[]) => events.includes(event)

/** The step's connections are open, and its change feed follows. */
const follows = (step: string) => (commit: Commit, events: readonly string[]) =>
  runs(step, commit) && events.some(event => event.startsWith('taskCheckpointSaved'))

/** A moment in each step, and those of the cut-over that differ. */
export const moments = {
  pre_check: { when: 'after', isNow: stored('stepStarted pre_check') },
  data_migration: {
    when: 'after',
    isNow({ task }) {
      const [copy] = Object.values(task.checkpoints) as unknown as readonly NodeState[]
      return copy !== undefined && copy.cursor !== '0' && !copy.scanned
    },
  },
  verify: { when: 'after', isNow: follows('verify') },
  'cut_over, before the pause': { when: 'after', isNow: stored('effectIntended writePause') },
  'cut_over, before the switch': { when: 'before', isNow: stored('instanceChanged') },
  'cut_over, after the switch': { when: 'after', isNow: stored('instanceChanged') },
  resume_operation: { when: 'after', isNow: stored('stepStarted resume_operation') },
} satisfies { readonly [name: string]: Moment }

export type MomentName = keyof typeof moments
