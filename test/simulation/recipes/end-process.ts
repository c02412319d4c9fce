import type { Machine, Process } from '../machine/machine.ts'

/** Ends the process that a recipe runs in, as its code can; never resolves. */
export function endProcess(machine: Machine, process: Process): Promise<never> {
  machine.end(process)
  return new Promise<never>(() => {})
}
