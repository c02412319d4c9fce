import type { EffectLife } from '../../../src/core/task.ts'
import type { Machine, Process } from '../machine/machine.ts'
import type { Random } from '../machine/random.ts'
import type { ActFaultName } from '../plan.ts'

/** Code of a task that runs somewhere and may touch instances. */
export interface Work {
  readonly process: Process
  readonly task: string
  readonly instances: readonly string[]
  readonly what: string
}

/** An effect that is really in place, whatever the store says. */
export interface InPlace {
  readonly task: string
  readonly instance: string
  readonly name: string
  readonly key: string
  readonly lives: EffectLife
}

/** One thing that is done to an instance. */
export interface Act extends Work {
  /** How long it takes, in milliseconds. */
  readonly ms: number
  /** What it changes. */
  readonly change?: () => void
  /** Ends it early, with the signal's reason. */
  readonly until?: AbortSignal
}

/** The servers worked on: what is done to them, and what is in place on them. */
export interface Outside {
  /** All that runs now in processes that can still reach the servers. */
  readonly work: ReadonlySet<Work>
  readonly inPlace: ReadonlyMap<string, InPlace>
  /** Counts some work as running until the function given is called. */
  begin(work: Work): () => void
  /** Does something to an instance. Rejects when the servers refuse it or the process is cut off. */
  act(act: Act): Promise<void>
  put(effect: InPlace): void
  remove(effect: Pick<InPlace, 'task' | 'name' | 'key'>): void
  /** The process is dead or cut off: what it had under way may have happened, and nothing else of it will. */
  part(process: Process): void
}

export interface OutsideParts {
  readonly machine: Machine
  readonly random: Random
  /** What befalls the next act: refused it changes nothing, unheard it does but fails all the same; null: nothing. */
  readonly fault: () => ActFaultName | null
  /** Called when work has begun or an effect was put in place. */
  readonly changed: () => void
}

/** By what an effect is found. */
export const effectKey = ({ task, name, key }: Pick<InPlace, 'task' | 'name' | 'key'>): string =>
  `${task} ${name} ${key}`

/** Servers to which nothing was done. */
export function createOutside({ machine, random, fault, changed }: OutsideParts): Outside {
  const work = new Set<Work>()
  const inPlace = new Map<string, InPlace>()
  const underWay = new Map<Act, () => void>()

  function begin(begun: Work): () => void {
    if (begun.process.state !== 'running') return () => {}
    work.add(begun)
    changed()
    return () => void work.delete(begun)
  }

  function act(asked: Act): Promise<void> {
    return new Promise((resolve, reject) => {
      const { process, until } = asked
      if (process.state === 'dead') return
      if (process.state === 'cut off') return reject(new Error('no connection to the servers'))
      if (until?.aborted === true) return reject(until.reason as Error)
      const leave = begin(asked)
      const ended = (): void => {
        takeBack()
        until?.removeEventListener('abort', stop)
        underWay.delete(asked)
        leave()
      }
      const stop = (): void => {
        ended()
        reject(until?.reason as Error)
      }
      const happen = (): void => {
        const befallen = fault()
        if (befallen !== 'actRefused') asked.change?.()
        ended()
        if (befallen === null) resolve()
        else reject(new Error(`${asked.what} failed: ${befallen}`))
      }
      const parted = (): void => {
        // Its last command may have stood in a server's buffer.
        if (random.chance(0.5)) asked.change?.()
        ended()
        // Of a dead process no code may go on.
        if (process.state === 'cut off') reject(new Error(`${asked.what}: the connection was cut`))
      }
      const turn = { process, what: asked.what, readyAt: machine.elapsed() + asked.ms, happen }
      const takeBack = machine.wait(turn)
      until?.addEventListener('abort', stop, { once: true })
      underWay.set(asked, parted)
    })
  }

  return {
    work,
    inPlace,
    begin,
    act,
    put(effect) {
      inPlace.set(effectKey(effect), effect)
      changed()
    },
    remove: effect => void inPlace.delete(effectKey(effect)),
    part(process) {
      for (const [asked, parted] of underWay) if (asked.process === process) parted()
      for (const begun of work) if (begun.process === process) work.delete(begun)
    },
  }
}
