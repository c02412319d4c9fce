import type { Failure } from './failure.ts'
import type { Json } from './json.ts'
import type { Words } from './words.ts'

/** The managed services. */
export const services = ['dcs', 'dms', 'taurusdb'] as const
export type Service = (typeof services)[number]

export const taskStatuses = ['pending', 'running', 'paused', 'succeeded', 'failed', 'cancelled'] as const
export type TaskStatus = (typeof taskStatuses)[number]

/** How an attempt, and with its last one a task, may have ended. */
export const endedStatuses = ['succeeded', 'failed', 'cancelled'] as const satisfies readonly TaskStatus[]
export type EndedStatus = (typeof endedStatuses)[number]

export const stepStatuses = ['waiting', 'running', 'succeeded', 'failed', 'cancelled', 'skipped'] as const
export type StepStatus = (typeof stepStatuses)[number]

/** One value of a step's detail: plain, a text in every language, or ranges `[from, to]` (both inclusive). */
export type DetailValue = string | number | Words | readonly (readonly [number, number])[]

/** Additional facts of a step or sub-step, in the order to be shown. Names are camelCase; a dialect spells its own. */
export type Detail = { readonly [name: string]: DetailValue }

/** How far a step or sub-step is, in units of its own. */
export interface Progress {
  /** Units done; null: nothing has been counted yet. */
  readonly done: number | null
  /** Units in all; null: not known yet. */
  readonly total: number | null
  /** What is counted (`keys`, `bytes`, `checks`); null: nothing is. */
  readonly unit: string | null
  /** Units per second, measured while it runs; null: not known. Never derived from a resumed counter. */
  readonly ratePerSecond: number | null
  /** How far what follows is behind what is written, in bytes; null: does not apply. */
  readonly lagBytes: number | null
  /** Null: nothing to add. */
  readonly detail: Detail | null
}

/** A part of a step: what an operator would name. */
export interface SubStep extends Progress {
  readonly name: string
  readonly title: Words
  /** Its share among its siblings; any positive number. */
  readonly weight: number
  readonly status: StepStatus
  /** Times in milliseconds since the epoch; null: has not happened. */
  readonly startedAt: number | null
  readonly endedAt: number | null
  /** Null: did not fail. */
  readonly failure: Failure | null
  /** What it returned; null before it succeeded. */
  readonly output: Json
}

/** How a step may be treated, as its operation declares it; kept with the task, so that it outlives the recipe. */
export interface StepTraits {
  /** False: once begun it goes on to its end; a cancel and a pause wait. */
  readonly cancellable: boolean
  /** Whether a person may go on without it after it has failed. */
  readonly skippable: boolean
  /** How long it may take, in seconds; null: as long as it needs. A step that may not be cancelled has one. */
  readonly budgetSeconds: number | null
  /** How soon it comes to a cancel point at the latest, in seconds; a worker that lets it pass is taken for hung. */
  readonly stopSeconds: number
  /** Without a sign of progress for longer it is stalled, in seconds; null: what the step has shown of itself tells. */
  readonly stallSeconds: number | null
  /** What of its work stays when the task is stopped, for people; null: nothing that is worth a word. */
  readonly leaves: Words | null
  /** What a pause may cost its work, as a sentence for people; null: nothing but the time. */
  readonly pauseCosts: Words | null
  /** How often it is tried again by itself after a failure that may pass; null: not known, of a task from before that was kept. */
  readonly retryTimes: number | null
}

/** A step: a border for crash, cancel, retry and progress. */
export interface Step extends SubStep, StepTraits {
  /** When its present run is over its budget; null: it has none, or has not begun. */
  readonly deadlineAt: number | null
  /** For how long of its time nobody has worked on it, in milliseconds: the task was paused, or had no worker. */
  readonly restedMs: number
  /** Since when nobody does, which `restedMs` does not count yet; null: it is worked on, or does not run. */
  readonly restingSince: number | null
  /** What it saved last so that it can go on after a crash; null: nothing. */
  readonly checkpoint: Json
  readonly subSteps: readonly SubStep[]
}

/** Until when an effect lives; see {@link Effect}. */
export type EffectLife = 'attempt' | 'task' | 'keep'

/**
 * Something that must not be left behind. `attempt` is undone when the attempt ends; `task` stays while a retry is
 * possible; `keep` stays once the task has succeeded and is undone at every other end.
 */
export interface Effect {
  /** Name of the effect on the operation. */
  readonly name: string
  /** Tells several effects of one name apart; `''` where there is one. */
  readonly key: string
  /** What it is, for people. */
  readonly title: Words
  readonly lives: EffectLife
  /** What it is applied with. Never holds a secret: it is stored and shown. */
  readonly input: Json
  /**
   * `intended` is journaled before the act: after a crash the world decides whether it happened. `kept` stays for good;
   * `released`: a person vouched for what could not be undone.
   */
  readonly status: 'intended' | 'applied' | 'undone' | 'undo_failed' | 'kept' | 'released'
  /** What applying it gave (for instance the earlier value); null while only intended. */
  readonly result: Json
  readonly attempt: number
}

/** A try of a task that has ended. */
export interface Attempt {
  readonly number: number
  readonly status: EndedStatus
  readonly startedAt: number | null
  readonly endedAt: number
  readonly failure: Failure | null
}

/** What becomes of a paused task when its time is over. */
export interface PauseLimit {
  readonly until: number
  readonly afterwards: 'resume' | 'cancel'
}

/** Why a step may have stalled, as far as can be told. */
export const stallReasons = [
  'no_units', // nothing was counted, and nothing else is known
  'connection_lost',
  'lag_grows', // more is written than it can follow
  'waiting_for_lock',
] as const
export type StallReason = (typeof stallReasons)[number]

/** A running step that shows no progress for longer than it should. */
export interface Stall {
  readonly step: string
  /** When it moved last. */
  readonly since: number
  readonly reason: StallReason
  /** What it waits for, as in "the target 127.0.0.1:6379"; left out: that is not known. */
  readonly about?: Words
}

export const remarkKinds = [
  'warning', // something was lost, or takes longer
  'outcome', // what came of it
] as const
export type RemarkKind = (typeof remarkKinds)[number]

/** Something a step wants people to know. */
export interface Remark {
  readonly step: string
  readonly at: number
  readonly kind: RemarkKind
  /** Whole sentences. */
  readonly text: Words
}

/** What is held against a task whose worker has died. */
export interface Suspicion {
  /** How often its worker has died while nothing else ran there. */
  readonly deathsAlone: number
  /** Whether the step in flight was over its budget and did not end: it has failed, and is not begun again. */
  readonly timedOut: boolean
}

/** When a step is predicted to end. */
export interface PredictedStep {
  readonly step: string
  readonly endAt: number
}

/** One run of one operation on one instance. Changed by {@link transition} only. */
export interface Task {
  readonly id: string
  /** Grows by one with every stored change. */
  readonly revision: number
  readonly project: string
  readonly service: Service
  /** Id of the instance it is done to. */
  readonly instance: string
  /** Ids of every instance it locks while it works; includes its own. */
  readonly locks: readonly string[]
  readonly operation: {
    readonly name: string
    readonly version: number
    readonly title: Words
    /** See {@link OperationDeclaration.jobName}. */
    readonly jobName: string
  }
  readonly input: Json
  /** The caller's own key for the submission; null: none given. */
  readonly token: string | null
  /** Who submitted it: an access key, or the name of a user who has signed in with a password. */
  readonly submittedBy: string
  /** Why; null: nobody said. */
  readonly reason: string | null
  /** What its instances were called then, by their ids. */
  readonly instanceNames: { readonly [id: string]: string }
  readonly priority: 'urgent' | 'normal'
  readonly createdAt: number
  /** It is not begun before. */
  readonly dueAt: number
  /** The time that was asked for with the submission, by which the same request is known again; null: none was. */
  readonly requestedDueAt: number | null
  readonly status: TaskStatus
  /** When the current attempt began; null: not yet. */
  readonly startedAt: number | null
  /** When the task ended, undo included; null: it has not. */
  readonly endedAt: number | null
  readonly steps: readonly Step[]
  /** State that outlives a step, by name. */
  readonly checkpoints: { readonly [name: string]: Json }
  /** In the order of intent. */
  readonly effects: readonly Effect[]
  /** Number of the current attempt, from 1. */
  readonly attempt: number
  /** Attempts that have ended, oldest first. */
  readonly attempts: readonly Attempt[]
  /** Counts claims: a write under an older epoch is refused. */
  readonly epoch: number
  /** Id of the worker that runs it; null: none does now. */
  readonly worker: string | null
  /**
   * Set while effects are undone: how the attempt will have ended, and when the next one begins by itself (`retryAt`; null:
   * none does). Null: its steps are not over.
   */
  readonly ending: {
    readonly status: Attempt['status']
    readonly failure: Failure | null
    readonly retryAt: number | null
  } | null
  /** Null: nobody asked. */
  readonly cancelRequestedAt: number | null
  /** Null: nobody asked, or it is paused. */
  readonly pauseRequestedAt: number | null
  /** Null: it is not paused. */
  readonly pausedAt: number | null
  /** Of a pause, or of one that was asked for; null: it lasts until somebody ends it. */
  readonly pauseLimit: PauseLimit | null
  /** No worker takes it before: it tries again by itself then. Null: it need not wait. */
  readonly resumeAt: number | null
  /** How often it has tried again by itself since a step succeeded last, or a person retried it. */
  readonly retries: number
  /**
   * Set after the death of its worker until the step in flight, or the undo, has come through: it runs in a process of its
   * own. A death there can have no other cause, and counts. Null: it is not suspected.
   */
  readonly suspect: Suspicion | null
  /** Null: it moves, or does not run. */
  readonly stall: Stall | null
  /** What its steps have said, oldest first: the last of them. */
  readonly remarks: readonly Remark[]
  /** Why it failed; null: it did not. */
  readonly failure: Failure | null
  /** Whether it holds its instances: from claim until the work and its undo have really stopped, clean-up included. */
  readonly locked: boolean
  /** Until when effects that live as long as the task are kept after a failure; null: none are. */
  readonly effectsExpireAt: number | null
  /** When what was kept for a retry had been undone: there can be none any more. Null: it was not, or nothing was kept. */
  readonly givenUpAt: number | null
  /** 0 to 100; never falls within an attempt; 100 only when it has succeeded. */
  readonly percent: number
  /** When it is predicted to end; null: no evidence. What is shown is this minus now. */
  readonly predictedEndAt: number | null
  /** When its steps are predicted to end, in their order: of those that had not then, as far as there was evidence. */
  readonly predictedSteps: readonly PredictedStep[]
  /** When a person deleted it: no list or question finds it any more. Null: it is not deleted. */
  readonly deletedAt: number | null
}

/** What is foretold of a task that runs. */
export type Prediction = Pick<Task, 'predictedEndAt' | 'predictedSteps'>

/** Nothing is: there is no evidence, or nobody works. */
export const noPrediction: Prediction = { predictedEndAt: null, predictedSteps: [] }

/**
 * Whether a task has ended. What still may change it: a retry, also one that skips a step; a release; the clean-up of what it
 * keeps for a retry, early when that is given up; and that it is deleted.
 */
export function isEnded(task: Pick<Task, 'status'>): boolean {
  return endedStatuses.some(status => status === task.status)
}

/** Whether a time to begin was asked for with the submission. */
export function isScheduled(task: Pick<Task, 'requestedDueAt'>): boolean {
  return task.requestedDueAt !== null
}
