import type { EffectDefinition } from '../../../core/step-context.ts'
import type { FenceInput, FenceResult, PauseInput, SettingsInput } from './effect-acts.ts'
import { effects as titles } from './words.ts'

/** Loaded with the first task: the driver would cost a worker that has nothing to do some MB. */
const acts = () => import('./effect-acts.ts')

const replicationSettings: EffectDefinition<SettingsInput, null> = {
  lives: 'attempt',
  title: titles.replicationSettings,
  apply: async (input, _earlier, surroundings) => (await acts()).changeSettings(input, surroundings),
  undo: async (input, _result, surroundings) => (await acts()).restoreSettings(input, surroundings),
}

/**
 * The pause, and the fence it ends in. In the server's memory only: whatever happens before the switch, a restart of the
 * source finds nothing of us.
 */
const writePause: EffectDefinition<PauseInput, null> = {
  lives: 'attempt',
  title: titles.writePause,
  apply: async (input, _earlier, surroundings) => (await acts()).pauseSource(input, surroundings),
  undo: async (input, _result, surroundings) => (await acts()).resumeSource(input, surroundings),
}

const refuseWrites: EffectDefinition<FenceInput, FenceResult> = {
  lives: 'keep',
  title: titles.refuseWrites,
  apply: async (input, _earlier, surroundings) => (await acts()).fenceSource(input, surroundings),
  undo: async (input, result, surroundings) => (await acts()).unfenceSource(input, result, surroundings),
}

/** What a migration may leave on the source, and how it is undone. */
export const effects = { replicationSettings, writePause, refuseWrites }
