import type { Period, StepRun } from '../../../api/native.generated.ts'
import type { Tone } from '../../../parts/status-badge.tsx'

/** How the bars of the whole task look, by what it did. */
export const periodTones: Readonly<Record<Period['kind'], Tone>> = {
  waiting: 'idle',
  working: 'running',
  paused: 'warning',
  undoing: 'bad',
}

/** How the bars of steps look, by how the run of one ended. */
export const runTones: Readonly<Record<StepRun['status'], Tone>> = {
  running: 'running',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'idle',
}
