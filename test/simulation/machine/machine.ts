import type { Clock, Timer } from '../../../src/core/clock.ts'
import type { Random } from './random.ts'

/**
 * A process whose code goes on only when the scheduler lets it. `cut off` is one that could not be killed, only parted
 * from the servers it works on: what it has under way goes on for a while.
 */
export interface Process {
  readonly name: string
  readonly pid: number
  /** Changed by the machine alone, like `frozenUntil`. */
  state: 'running' | 'cut off' | 'dead'
  /** It does nothing before; by the machine's watch. */
  frozenUntil: number
  /** How often its turn comes when it is drawn, from 0 to 1. */
  readonly speed: number
}

/** Something of a process that waits for its turn. */
export interface Turn {
  readonly process: Process
  /** What it is, for the trace. */
  readonly what: string
  /** Not before; by the machine's watch, in milliseconds. */
  readonly readyAt: number
  readonly happen: () => void
  /** Called instead when the process dies first, right before it does. */
  readonly lost?: () => void
}

/** All processes, all they wait for, and the time: what a scheduler chooses from. */
export interface Machine {
  /** Starts a process; `ended` is called when it dies. */
  start(name: string, ended?: () => void): Process
  /** Kills a process: none of its code runs any more. */
  end(process: Process): void
  /** Parts it from the servers it works on. */
  cutOff(process: Process): void
  freeze(process: Process, ms: number): void
  thawAll(): void
  /** Processes that are not dead, oldest first. */
  living(): readonly Process[]
  find(pid: number): Process | undefined
  /** Lets something wait for its turn; gives a function that takes it back. A dead process waits for nothing. */
  wait(turn: Turn): () => void
  /** Turns that may happen now. */
  ready(): readonly Turn[]
  /** Lets one of them happen. */
  take(turn: Turn): void
  /** When the next turn becomes ready, by the machine's watch; null: nobody waits for a later moment. */
  nextMoment(): number | null
  /** Milliseconds by a watch that nobody sets. */
  elapsed(): number
  pass(ms: number): void
  /** Milliseconds since the epoch, as every process reads them. */
  now(): number
  /** Sets the clock forward, or back by a negative number. */
  setClock(byMs: number): void
  /** The time of one process, which loses its timers when it dies. */
  clockOf(process: Process): Clock
}

/** When the clock of every schedule begins. */
const beginning = Date.UTC(2026, 0, 1)

/** A machine without processes. */
export function createMachine(random: Random): Machine {
  const processes: Process[] = []
  const endings = new Map<Process, () => void>()
  let waiting: Turn[] = []
  let elapsed = 0
  let setBy = 0

  const readyAt = ({ process, readyAt: at }: Turn): number => Math.max(at, process.frozenUntil)
  const now = (): number => beginning + elapsed + setBy

  function wait(turn: Turn): () => void {
    if (turn.process.state === 'dead') return () => {}
    waiting.push(turn)
    return () => void (waiting = waiting.filter(other => other !== turn))
  }

  function timer(process: Process, ms: number, act: () => void, again: boolean): Timer {
    let takeBack = (): void => {}
    const arm = (): void => {
      takeBack = wait({ process, what: 'timer', readyAt: elapsed + ms, happen: over })
    }
    const over = (): void => {
      if (again) arm()
      act()
    }
    arm()
    return { cancel: () => takeBack() }
  }

  return {
    wait,
    now,
    elapsed: () => elapsed,
    start(name, ended = () => {}) {
      const speed = random.pick([0.1, 0.5, 1])
      const started: Process = { name, pid: processes.length + 1, state: 'running', frozenUntil: 0, speed }
      processes.push(started)
      endings.set(started, ended)
      return started
    },
    end(process) {
      if (process.state === 'dead') return
      const lost = waiting.filter(turn => turn.process === process)
      waiting = waiting.filter(turn => turn.process !== process)
      for (const turn of lost) turn.lost?.()
      process.state = 'dead'
      endings.get(process)!()
    },
    cutOff(process) {
      if (process.state === 'running') process.state = 'cut off'
    },
    freeze: (process, ms) => void (process.frozenUntil = elapsed + ms),
    thawAll: () => processes.forEach(process => void (process.frozenUntil = 0)),
    living: () => processes.filter(process => process.state !== 'dead'),
    find: pid => processes[pid - 1],
    ready: () => waiting.filter(turn => readyAt(turn) <= elapsed),
    take(turn) {
      waiting = waiting.filter(other => other !== turn)
      turn.happen()
    },
    nextMoment() {
      const later = waiting.map(readyAt).filter(at => at > elapsed)
      return later.length === 0 ? null : Math.min(...later)
    },
    pass: ms => void (elapsed += ms),
    setClock: byMs => void (setBy += byMs),
    clockOf: process => ({
      now,
      elapsed: () => elapsed,
      after: (ms, act) => timer(process, ms, act, false),
      every: (ms, act) => timer(process, ms, act, true),
    }),
  }
}
