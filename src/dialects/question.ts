import type { EventScope, TaskKey } from '../core/centre.ts'
import type { CallerEvent, FeedEvent, HistoryEvent } from '../core/event.ts'
import type { Instance } from '../core/instance.ts'
import type { LogFilter, LogLine } from '../core/log.ts'
import type { OperationDeclaration } from '../core/operation.ts'
import type { Readiness } from '../core/readiness.ts'
import type { NewInstance } from '../core/registry.ts'
import type { TaskFilter, Worker } from '../core/store.ts'
import type { Submission } from '../core/submission.ts'
import type { Service, Task, TaskStatus } from '../core/task.ts'
import type { Timeline } from '../core/timeline.ts'
import type { AccountExchanges } from './account-exchanges.ts'
import type { InstanceExchanges } from './instance-exchanges.ts'
import type { RecordExchanges } from './record-exchanges.ts'
import type { ServiceAnswer } from './service-answer.ts'
import type { SeenTask } from './view.ts'
import type { SessionExchanges } from './session-exchanges.ts'
import type { WebhookExchanges } from './webhook-exchanges.ts'

export type { NewKey } from './account-exchanges.ts'

/** What a dialect may ask, by name: the question and its answer. */
export interface Exchanges
  extends AccountExchanges, InstanceExchanges, RecordExchanges, SessionExchanges, WebhookExchanges {
  submit: {
    question: { readonly submission: Submission; readonly reason: string | null }
    answer: SeenTask
  }
  task: { question: TaskKey; answer: SeenTask }
  /** What the API of a task's service answers who asks for the task. */
  serviceAnswer: { question: TaskKey; answer: ServiceAnswer }
  /**
   * `instance`, one that a task is done to or names, and `uses` are ids or names; `search` is what somebody looks for
   * (`core/task-search.ts`), and `after` the `next` of the page before.
   */
  tasks: {
    question: Omit<TaskFilter, 'project' | 'anyOf' | 'now' | 'involves' | 'afterStatus'> & {
      readonly search?: string
      /** Without those that are done to another instance and name it. */
      readonly onlyOwn?: true
    }
    answer: Page<SeenTask, string>
  }
  /** `instance` is an id or a name. */
  taskCounts: {
    question: {
      readonly service?: Service
      readonly instance?: string
      readonly operation?: string
      /** As of `tasks`. */
      readonly onlyOwn?: true
    }
    answer: TaskCounts
  }
  change: {
    question: { readonly key: TaskKey; readonly event: CallerEvent; readonly reason: string | null }
    answer: SeenTask
  }
  history: {
    question: { readonly key: TaskKey; readonly afterId: number; readonly limit: number }
    answer: Page<HistoryEvent, number>
  }
  log: { question: LogFilter & { readonly key: TaskKey }; answer: Page<LogLine, number> }
  /** A task with the part of its history that a trace tells. */
  trace: { question: TaskKey; answer: TracedTask }
  /** A task and what of it is drawn over time. */
  timeline: { question: TaskKey; answer: { readonly task: Task; readonly timeline: Timeline } }
  /** Of every task of the project. Null: from the beginning. */
  events: {
    question: { readonly afterId: number | null; readonly limit: number }
    answer: Page<FeedEvent, number>
  }
  /** What a stream gives. Null: every task of the project; from now on. */
  follow: {
    question: { readonly task: string | null; readonly afterId: number | null }
    answer: EventScope
  }
  operations: { question: null; answer: readonly OperationDeclaration[] }
  operation: { question: { readonly name: string }; answer: OperationDeclaration }
  addInstance: { question: NewInstance; answer: Instance }
  /** Null: of every service. */
  instances: { question: { readonly service: Service | null }; answer: readonly Instance[] }
  instance: { question: { readonly idOrName: string }; answer: Instance }
  removeInstance: { question: { readonly idOrName: string }; answer: Instance }
  workers: { question: null; answer: readonly WorkerWithTasks[] }
  /** Whether the server can take work; that it answers at all says that it is healthy. */
  ready: { question: null; answer: Readiness }
  /** The figures of the server over all projects, as Prometheus reads them. */
  metrics: { question: null; answer: string }
  nothing: { question: null; answer: null }
}

export type QuestionName = keyof Exchanges
export type Question<Name extends QuestionName> = Exchanges[Name]['question']
export type Answer<Name extends QuestionName> = Exchanges[Name]['answer']

/** A task and its history, oldest first. */
export interface TracedTask {
  readonly task: Task
  readonly events: readonly HistoryEvent[]
}

/** How many tasks there are; of more than `most` no more are counted. */
export interface TaskCounts {
  readonly statuses: { readonly [status in TaskStatus]: number }
  readonly stalled: number
  readonly most: number
}

/** One page of a list. */
export interface Page<Item, Place> {
  readonly items: readonly Item[]
  /** Where the next page begins; null: there is no more. */
  readonly next: Place | null
}

/** A worker and the ids of the tasks it runs of the caller's project. */
export interface WorkerWithTasks {
  readonly worker: Worker
  readonly tasks: readonly string[]
}
