import { Option, type Command } from 'commander'
import type { TaskView } from '../../dialects/native/schema.ts'
import type { Say } from '../../words/command-line.ts'
import { limitedPauseWords } from '../../words/events.ts'
import type { CommandContext } from '../context.ts'
import { exitCodes, misuse } from '../failure.ts'
import { readDuration } from '../input/duration.ts'
import { readMoment } from '../input/moment.ts'
import { hasEnded } from '../watch/watch-task.ts'
import { addControl, type Control, type ControlOptions } from './control.ts'
import * as next from './next-line.ts'

/** The commands that ask something of a task. */
export function addControls(program: Command, context: CommandContext): void {
  for (const control of controls) addControl(program, context, control)
}

const flag = (name: 'wait' | 'watch', description: string): Option => new Option(`--${name}`, description)

const watchToEnd = (say: Say): readonly Option[] => [flag('watch', say('help.watchToEnd'))]

const cameThrough = (done: boolean): number => (done ? exitCodes.done : exitCodes.taskFailed)

const cancel: Control = {
  action: 'cancel',
  options: say => [flag('wait', say('help.cancel.wait'))],
  next: next.afterCancel,
  isOver: task => hasEnded(task) && task.leftBehind !== 'undoing',
  // What was asked for here is the cancel: a task that ended otherwise did not do it.
  outcome: (last, asked) => cameThrough(hasEnded(asked) ? !last.locked : last.status === 'cancelled'),
}

const pause: Control = {
  action: 'pause',
  options: say => [
    new Option('--until <moment>', say('help.pause.until')).argParser(text => readMoment(text, '--until')),
    new Option('--for <duration>', say('help.pause.for'))
      .argParser(text => readDuration(text, '--for'))
      .conflicts('until'),
    new Option('--then <action>', say('help.pause.then')).choices(Object.keys(limitedPauseWords)),
    flag('wait', say('help.pause.wait')),
  ],
  body: pauseLimit,
  next: next.afterPause,
  isOver: task => hasEnded(task) || isPaused(task) || task.pauseRequestedAt === null,
  outcome: last => cameThrough(isPaused(last)),
}

const isPaused = ({ status }: TaskView): boolean => status === 'paused'

function pauseLimit({ until, for: durationMs, then }: ControlOptions, now: number): object {
  const at = until ?? (durationMs === undefined ? null : now + durationMs)
  if (at === null && then !== undefined) throw misuse('pause.noLimit')
  return {
    ...(at === null ? {} : { until: new Date(at).toISOString() }),
    ...(then === undefined ? {} : { afterwards: then }),
  }
}

const resume: Control = { action: 'resume', options: watchToEnd, next: next.afterResume }
const retry: Control = { action: 'retry', options: watchToEnd, next: next.afterRetry }
const skip: Control = { action: 'skip', options: watchToEnd, next: next.afterRetry }
const release: Control = { action: 'release', needsReason: true, next: next.afterRelease }
const remove: Control = { action: 'delete', next: next.afterDelete }

const reschedule: Control = {
  action: 'reschedule',
  options: say => [
    new Option('--at <moment>', say('help.reschedule.at'))
      .argParser(text => readMoment(text, '--at'))
      .makeOptionMandatory(),
  ],
  body: ({ at }) => ({ dueAt: new Date(at ?? NaN).toISOString() }),
  next: next.afterReschedule,
}

const controls: readonly Control[] = [cancel, pause, resume, retry, skip, release, reschedule, remove]
