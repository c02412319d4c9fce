import type { Commit, CommitResult, Store, TaskVersion } from '../../../src/core/store.ts'
import { isEnded } from '../../../src/core/task.ts'
import type { Machine, Process } from '../machine/machine.ts'
import { actInvariants, type RecipeAct } from './act-invariants.ts'
import { endInvariants, stateOf, type End } from './end-invariants.ts'
import { standingInvariants } from './standing-invariants.ts'
import { changesOf, type Truth, type Write } from './truth.ts'
import { writeInvariants, type Seen } from './write-invariants.ts'

/** An invariant that did not hold. */
export interface Violation {
  /** Its name. */
  readonly invariant: string
  /** What was wrong, to what. */
  readonly message: string
}

/** Holds everything that happens to the invariants. */
export interface Judge {
  /** The first that was broken; null: all hold. */
  violation(): Violation | null
  report(invariant: string, message: string): void
  /** Passes a write on to the store and looks at it when it is accepted. */
  commit(writer: Process, commit: Commit): Promise<CommitResult>
  /** Passes a removal on to the store and looks at it when it was done. */
  remove(version: TaskVersion): Promise<boolean>
  act(process: Process, act: RecipeAct): void
  standing(): void
  end(seen: Pick<End, 'acknowledged' | 'follower'>): Promise<void>
}

export interface JudgeParts extends Omit<Seen, 'truth'> {
  readonly truth: Truth
  readonly store: Store
  readonly machine: Machine
  /** Called after every write, with what the store answered. */
  readonly written: (writer: Process, commit: Commit, result: CommitResult) => void
}

/** A judge who has seen nothing. */
export function createJudge(parts: JudgeParts): Judge {
  const { truth, store, machine } = parts
  let violation: Violation | null = null

  function report(invariant: string, message: string): void {
    violation ??= { invariant, message }
  }

  function hold(name: string, wrong: () => string | null, about = ''): void {
    try {
      const message = wrong()
      if (message !== null) report(name, `${about}${message}`)
    } catch (error) {
      // What the code cannot bear to be looked at is as wrong as what it says.
      report(name, `${about}${String(error)}`)
    }
  }

  function asWrite(writer: Process, commit: Commit): Write {
    const before = truth.tasks.get(commit.task.id) ?? null
    let changes: Write['changes'] = []
    hold('an event that is written fits the task as it is', () => {
      changes = changesOf(before, commit)
      return null
    })
    return { before, after: commit.task, commit, changes, writer }
  }

  function standing(): void {
    for (const [name, wrong] of Object.entries(standingInvariants)) hold(name, () => wrong(parts))
  }

  return {
    violation: () => violation,
    report,
    standing,
    async commit(writer, commit) {
      const result = await store.commit(commit)
      parts.written(writer, commit, result)
      if (!result.accepted) return result
      const write = asWrite(writer, commit)
      for (const [name, wrong] of Object.entries(writeInvariants))
        hold(name, () => wrong(write, parts), `${commit.task.id}: `)
      truth.accept(write, machine.elapsed())
      standing()
      return result
    },
    async remove(version) {
      const isRemoved = await store.removeTask(version)
      if (!isRemoved) return false
      const task = truth.tasks.get(version.id)!
      const isOver =
        isEnded(task) && task.worker === null && !task.locked && task.revision === version.revision
      const isLeft = task.effects.some(({ status }) => !['undone', 'kept', 'released'].includes(status))
      if (!isOver || isLeft) report('only what is over is removed', stateOf(task))
      truth.remove(version.id)
      return true
    },
    act(process, act) {
      if (process.state !== 'running') return
      for (const [name, wrong] of Object.entries(actInvariants)) hold(name, () => wrong(act, truth, process))
      if (act.kind === 'step') truth.begin(act.task, act.step)
    },
    async end(seen) {
      const end: End = { ...parts, ...seen }
      for (const [name, wrong] of Object.entries(endInvariants)) {
        const message = await wrong(end)
        hold(name, () => message)
      }
    },
  }
}
