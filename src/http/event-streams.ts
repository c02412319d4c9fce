import type { ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Admission } from '../core/admission.ts'
import type { Caller } from '../core/caller.ts'
import type { EventScope } from '../core/centre.ts'
import type { Clock, Timer } from '../core/clock.ts'
import type { EventFeed } from '../core/event-feed.ts'
import type { FeedEvent } from '../core/event.ts'
import type { Store } from '../core/store.ts'
import type { Task } from '../core/task.ts'
import type { RouteStream } from '../dialects/route.ts'
import type { ViewContext } from '../dialects/view.ts'
import { heartbeatText, messageText, openingText, withLatestProgress } from './event-messages.ts'
import { drained } from './drained.ts'

/** What a stream is to give, and to whom. */
export interface StreamOpening {
  readonly scope: EventScope
  readonly message: RouteStream['message']
  readonly context: Omit<ViewContext, 'now'>
  /** Who opened it. */
  readonly caller: Pick<Caller, 'accessKey' | 'admission' | 'keyGeneration' | 'administrator'>
  /** Whether who opened it may by the policies of now. */
  readonly isPermitted: () => Promise<boolean>
  /** In the log. */
  readonly requestId: string
}

/** The open streams of events. */
export interface EventStreams {
  /**
   * Sends events behind a head that was sent, until the client leaves, what it was let in by is over or was ended, its key is
   * rotated or disabled, its user may no longer follow or is no longer what it was, or the server closes. Nothing is sent
   * behind a change of who may do what before it was seen who may follow still; what is idle ends within 15 seconds.
   */
  open(response: ServerResponse, opening: StreamOpening): void
  /** How many are open. */
  count(): number
  /** Ends those that were opened by an admission, or by one that was made of it. */
  endOf(admission: Pick<Admission, 'id'>): void
  /** Ends all of them. Their clients come again. */
  close(): void
}

export interface EventStreamParts {
  readonly store: Pick<Store, 'events' | 'find' | 'lastEventId'>
  readonly feed: Pick<EventFeed, 'subscribe'>
  /** Whether who was let in would be still, as what it was. */
  readonly isLetIn: (caller: StreamOpening['caller']) => Promise<boolean>
  /** Grows with every change of who may do what. */
  readonly accountsVersion: () => number
  readonly clock: Pick<Clock, 'now' | 'elapsed' | 'every' | 'after'>
  readonly log: (fields: object, text: string) => void
  /** Told of each stream that was dropped because its client does not read. */
  readonly dropped: () => void
}

/** A stream that has taken no more for so long as is buffered for it is dropped: nobody waits for who does not read. */
const mostBufferedBytes = 256 * 1024
const heartbeatEveryMs = 15_000
const pageLimit = 200

interface Stream {
  readonly response: ServerResponse
  readonly opening: StreamOpening
  /** It knows what came up to this event. */
  afterId: number
  /** With those that are sent the same; null: it is catching up. */
  group: Group | null
  /** Since when it takes nothing of what it is catching up with; null: it does. */
  stuckSinceMs: number | null
  /** Ends it when what it was opened by is over; null: that is a key. */
  readonly ending: Timer | null
}

/** Streams that have caught up and are sent the very same bytes. */
interface Group {
  readonly key: string
  readonly opening: StreamOpening
  readonly streams: Set<Stream>
}

/**
 * Keeps the streams of a server. What happens is read once for all of them, and rendered once for those that see the
 * same; one that comes from further back reads alone, at the pace of its client, until it is where the others are.
 */
export async function startEventStreams(parts: EventStreamParts): Promise<EventStreams> {
  const { store, clock, log } = parts
  const streams = new Set<Stream>()
  const groups = new Map<string, Group>()
  /** Up to here events have been given to the groups. */
  let position = await store.lastEventId()
  let closed = false
  /** By these accounts it was seen who may follow. */
  let seenVersion = parts.accountsVersion()

  /** Sends the groups what has happened. Who joins one meanwhile has read it from the store. */
  async function deliver(batch: readonly FeedEvent[]): Promise<void> {
    position = batch.at(-1)!.id
    const events = withLatestProgress(batch)
    const shares = [...groups.values()].flatMap(group => {
      const own = events.filter(event => isIn(group.opening.scope, event))
      return own.length === 0 ? [] : [{ group, own, to: [...group.streams] }]
    })
    if (shares.length === 0) return
    const tasks = await tasksOf(shares.flatMap(({ own }) => own))
    await endChanged()
    for (const { group, own, to } of shares) {
      const bytes = render(group.opening, own, tasks)
      for (const stream of to) {
        const isAhead = stream.afterId >= own[0]!.id
        send(stream, isAhead ? render(group.opening, behind(own, stream.afterId), tasks) : bytes)
        stream.afterId = Math.max(stream.afterId, own.at(-1)!.id)
      }
    }
    // Sockets need a turn to take what was written, or a fast reader would look slow.
    await nextTurn()
  }

  /** Leads a stream from where its client left off to where the others are. */
  async function catchUp(stream: Stream): Promise<void> {
    const { response, opening } = stream
    // The accounts may have changed since it was permitted.
    await endRefused([stream])
    while (stream.afterId < position && isOpen(response)) {
      const upTo = position
      const page = await store.events(filterOf(opening.scope), stream.afterId, pageLimit)
      const told = page.filter(event => event.id <= upTo)
      stream.afterId = told.length === pageLimit ? told.at(-1)!.id : upTo
      const events = withLatestProgress(told)
      const tasks = await tasksOf(events)
      await endChanged()
      send(stream, render(opening, events, tasks))
      stream.stuckSinceMs = clock.elapsed()
      await drained(response)
      stream.stuckSinceMs = null
    }
    if (isOpen(response)) join(stream)
  }

  async function tasksOf(events: readonly FeedEvent[]): Promise<ReadonlyMap<string, Task | null>> {
    const tasks = new Map<string, Task | null>()
    for (const { task } of events) if (!tasks.has(task)) tasks.set(task, await store.find(task))
    return tasks
  }

  function render(
    { message, context }: StreamOpening,
    events: readonly FeedEvent[],
    tasks: ReadonlyMap<string, Task | null>,
  ): Buffer {
    const shownNow = { ...context, now: clock.now() }
    const texts = events.map(event =>
      messageText(event, message({ event, task: tasks.get(event.task) ?? null }, shownNow)),
    )
    return Buffer.from(texts.join(''))
  }

  function send(stream: Stream, bytes: Buffer): void {
    const { response } = stream
    if (!isOpen(response) || bytes.length === 0) return
    if (response.writableLength > mostBufferedBytes) return drop(stream)
    response.write(bytes)
  }

  function drop({ response, opening }: Stream): void {
    const { requestId, caller } = opening
    log(
      { requestId, accessKey: caller.accessKey },
      'a stream of events was dropped: its client does not read',
    )
    parts.dropped()
    response.destroy()
  }

  function join(stream: Stream): void {
    const { scope, context } = stream.opening
    const key = JSON.stringify([scope.project, scope.task, context.language, context.administrator])
    const group = groups.get(key) ?? { key, opening: stream.opening, streams: new Set() }
    groups.set(key, group)
    group.streams.add(stream)
    stream.group = group
  }

  function leave(stream: Stream): void {
    streams.delete(stream)
    stream.ending?.cancel()
    const { group } = stream
    group?.streams.delete(stream)
    if (group?.streams.size === 0) groups.delete(group.key)
  }

  async function beat(): Promise<void> {
    const heartbeat = Buffer.from(heartbeatText)
    for (const stream of streams) {
      const { stuckSinceMs } = stream
      if (stream.group !== null) send(stream, heartbeat)
      else if (stuckSinceMs !== null && clock.elapsed() - stuckSinceMs >= heartbeatEveryMs) drop(stream)
    }
    await endRefused(streams)
  }

  /** Ends those of who may no longer follow, where who may do what has changed; nothing has changed since when it settles. */
  async function endChanged(): Promise<void> {
    while (seenVersion !== parts.accountsVersion()) {
      const version = parts.accountsVersion()
      await endRefused(streams)
      seenVersion = version
    }
  }

  async function endRefused(among: Iterable<Stream>): Promise<void> {
    // Each who asks is looked for once, however many streams it has.
    const openers = Map.groupBy(among, ({ opening: { caller } }) =>
      JSON.stringify([caller.accessKey, caller.admission?.id, caller.keyGeneration, caller.administrator]),
    )
    for (const opened of openers.values()) {
      const isLetIn = await parts.isLetIn(opened[0]!.opening.caller)
      for (const { response, opening } of opened)
        if (!isLetIn || !(await opening.isPermitted())) response.end()
    }
  }

  const unsubscribe = parts.feed.subscribe(deliver, position)
  const failed = (error: unknown): void => {
    if (!closed) log({ err: error }, 'streams of events')
  }
  const beating = clock.every(heartbeatEveryMs, () => void beat().catch(failed))

  return {
    open(response, opening) {
      const { afterId } = opening.scope
      const { admission } = opening.caller
      response.write(openingText(afterId))
      if (closed || response.destroyed) return void response.end()
      const ending =
        admission === undefined
          ? null
          : clock.after(Math.max(0, admission.expiresAt - clock.now()), () => void response.end())
      const stream: Stream = { response, opening, afterId, group: null, stuckSinceMs: null, ending }
      streams.add(stream)
      response.on('close', () => leave(stream))
      catchUp(stream).catch((error: unknown) => {
        failed(error)
        response.destroy()
      })
    },
    count: () => streams.size,
    endOf({ id }) {
      for (const { opening, response } of streams) {
        const { admission } = opening.caller
        if (admission?.id === id || admission?.madeOf.includes(id) === true) response.end()
      }
    },
    close() {
      closed = true
      beating.cancel()
      unsubscribe()
      for (const { response } of streams) response.end()
    },
  }
}

const isOpen = ({ destroyed, writableEnded }: ServerResponse): boolean => !destroyed && !writableEnded

const isIn = ({ project, task }: EventScope, event: FeedEvent): boolean =>
  event.project === project && (task === null || event.task === task)

const behind = (events: readonly FeedEvent[], id: number): readonly FeedEvent[] =>
  events.filter(event => event.id > id)

const filterOf = ({ project, task }: EventScope) => (task === null ? { project } : { project, task })
