import { mayStayUnlocked } from './effects-declared.ts'
import type { Seen } from './write-invariants.ts'

/** What holds at every moment; looked at after every write and whenever work begins or an effect is put in place. */
export const standingInvariants: { readonly [name: string]: (seen: Seen) => string | null } = {
  'an instance is worked on by the task that holds it': ({ outside, truth }) => {
    for (const { task, instances, what } of outside.work)
      for (const instance of instances) {
        const holder = truth.holders.get(instance)
        if (holder !== task) return `${instance} is ${heldBy(holder)} while ${task} works on it (${what})`
      }
    return null
  },

  'an instance is free only once everything is undone': ({ outside, truth }) => {
    for (const effect of outside.inPlace.values()) {
      const { task, instance, name, key } = effect
      const holder = truth.holders.get(instance)
      if (holder === task || mayStayUnlocked(truth.tasks.get(task)!, effect)) continue
      return `${instance} is ${heldBy(holder)} while ${name} ${key} of ${task} is in place`
    }
    return null
  },

  'nothing of a paused or ended task runs': ({ outside, truth }) => {
    for (const { task, what } of outside.work) {
      const { status, worker } = truth.tasks.get(task)!
      // Effects that were kept for a retry are cleaned up later.
      if (status !== 'running' && worker === null) return `${what} of ${task} runs, and it is ${status}`
    }
    return null
  },

  'a task runs in one process at a time': ({ outside }) => {
    const processes = new Map<string, string>()
    for (const { task, process } of outside.work) {
      const other = processes.get(task)
      if (other !== undefined && other !== process.name) return `${task} runs in ${other} and ${process.name}`
      processes.set(task, process.name)
    }
    return null
  },
}

const heldBy = (holder: string | undefined): string => (holder === undefined ? 'free' : `held by ${holder}`)
