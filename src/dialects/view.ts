import type { Action } from '../core/actions.ts'
import type { FeedEvent } from '../core/event.ts'
import type { Instance } from '../core/instance.ts'
import type { QueuePlace } from '../core/queue.ts'
import type { Rescheduled } from '../core/rescheduled.ts'
import type { StopAsked } from '../core/stop-asked.ts'
import { isEnded, type Task } from '../core/task.ts'
import type { Language, Words } from '../core/words.ts'
import {
  cancellingWords,
  endingWords,
  pausingWords,
  queuedAgainWords,
  retryingWords,
  stalledWords,
  taskStatusWords,
} from '../words/statuses.ts'
import type { WireForms } from './wire-forms.ts'

/** An instance by its names. */
export interface UsedInstance {
  readonly id: string
  /** Of one that is no longer registered what it was called when the task was submitted; null: nobody knows. */
  readonly name: string | null
  readonly isRegistered: boolean
}

/** A task as it is shown, with what belongs to it. */
export interface SeenTask {
  readonly task: Task
  /** Null: the instance is no longer registered. */
  readonly instance: Instance | null
  /** Every instance it locks, its own first. */
  readonly uses: readonly UsedInstance[]
  /** Null: it is not pending. */
  readonly queue: QueuePlace | null
  /** The task that has worked on an instance of a failed one since; null: none. */
  readonly supersededBy: string | null
  /** Who asked it to stop or to pause; null: nobody. */
  readonly stopAsked: StopAsked | null
  /** Who gave it another time to begin; null: nobody. */
  readonly rescheduled: Rescheduled | null
}

/** An event as it is shown to who follows events, with what belongs to it. */
export interface SeenEvent {
  readonly event: FeedEvent
  /** The task as it is now; null: it was removed since. */
  readonly task: Task | null
}

/** To whom and when something is shown. */
export interface ViewContext {
  readonly language: Language
  readonly now: number
  readonly forms: WireForms
  /** Whether the caller is an administrator; an open route has none. */
  readonly administrator: boolean
  /** What the user is called whom a history names, by an access key or by the own name; null: nobody knows, or it was none. */
  readonly userName: (by: string | null) => string | null
  /** Whether policies let the caller do something to a task. */
  readonly mayAct: (action: Action, seen: Pick<SeenTask, 'task' | 'instance'>) => boolean
}

/** A text in the language of the view. */
export const inWords = (words: Words, { language }: Pick<ViewContext, 'language'>): string => words[language]

/** The status of a task in words, with what the status alone does not tell: that it cleans up, is to stop, waits, or stands still. */
export function taskStatusText(task: Task, context: Pick<ViewContext, 'language'>): string {
  return inWords(taskStatusWordsOf(task), context)
}

function taskStatusWordsOf(task: Task): Words {
  if (task.status !== 'running') return taskStatusWords[task.status]
  if (task.ending !== null) return endingWords
  if (task.cancelRequestedAt !== null) return cancellingWords
  if (task.pauseRequestedAt !== null) return pausingWords
  if (task.stall !== null) return stalledWords
  if (task.resumeAt !== null) return retryingWords
  return task.worker === null ? queuedAgainWords : taskStatusWords.running
}

/** Whether a task has left its instances to a person: it has ended, nobody cleans up, and it holds them still. */
export const hasLeftInstance = (task: Task): boolean => isEnded(task) && task.locked && task.worker === null

/**
 * Whole seconds a task still needs. Null: no evidence. 0 says that it has ended, so what has not still needs 1 at least;
 * a wire's number holds no more than 32 bits.
 */
export function remainingSeconds(task: Task, now: number): number | null {
  if (isEnded(task)) return 0
  if (task.predictedEndAt === null) return null
  return Math.min(2 ** 31 - 1, Math.max(1, Math.ceil((task.predictedEndAt - now) / 1000)))
}
