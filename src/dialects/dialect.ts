import type { TSchema } from 'typebox'
import type { Task } from '../core/task.ts'
import type { Refusal } from './refusal.ts'
import type { Method, Reply } from './reply.ts'
import type { Route } from './route.ts'

/** What a document says about the messages that are posted to webhooks. */
export interface PostedMessage {
  readonly name: string
  readonly summary: string
  readonly schema: TSchema
}

/** The route by which a service shows one of its tasks. */
export interface TaskRoute {
  readonly route: Route
  /** Values of the `{name}`s of its path. */
  readonly path: (task: Task) => { readonly [name: string]: string }
  /** Names and values of its query; left out: it has none. */
  readonly query?: (task: Task) => readonly (readonly [name: string, value: string])[]
}

/** An operation of a service's API that is not answered: who calls it is told that nothing is there. */
export interface NotServed {
  /** Its name in the official SDKs. */
  readonly id: string
  readonly method: Method
  /** As in `/v2/{project_id}/instances/{instance_id}/resize`. */
  readonly path: string
  /** Why, in a few words, for who reads the page; in English, as the page is. */
  readonly why: string
}

/** One wire format: a table of routes with pure parse and render, and its form of refusals. */
export interface Dialect {
  readonly name: string
  /** What its document is called. */
  readonly title: string
  /** The first label of a Host that means it, as in `dcs.example.com`; null: it is told by the path alone. */
  readonly hostLabel: string | null
  /** What paths it answers begin with, also those it does not know. */
  readonly pathPrefixes: readonly string[]
  /** Where its OpenAPI document is; open to all. */
  readonly documentPath: string
  /** Whether a bearer token tells who asks; else only a signature does. */
  readonly acceptsBearer: boolean
  readonly routes: readonly Route[]
  /** What is known of its API beside; left out: all of it is answered. */
  readonly notServed?: readonly NotServed[]
  /** Of the dialect that has the name of a service; left out: it shows no tasks yet. */
  readonly taskRoute?: (task: Task) => TaskRoute
  /** What is posted to webhooks in its form; left out: nothing is. */
  readonly posted?: PostedMessage
  readonly renderRefusal: (refusal: Refusal) => Reply
  /** The schema of every refusal. */
  readonly refusalSchema: TSchema
  /** Schemas that the document names. */
  readonly schemas: { readonly [name: string]: TSchema }
}
