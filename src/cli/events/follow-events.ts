import { setTimeout as delay } from 'node:timers/promises'
import type { LiveEventView } from '../../dialects/native/event-schema.ts'
import type { EventType } from '../../words/events.ts'
import type { CommandContext } from '../context.ts'
import { CommandFailure, exitCodes } from '../failure.ts'
import { eventLine } from './event-line.ts'
import { eventNames, type EventNames } from '../../telling/event-names.ts'

const LOOK_AGAIN_MS = 1000

/** What is followed. */
export interface Following {
  /** Null: all of the project. */
  readonly task: string | null
  /** The event to begin behind; null: from now on. */
  readonly after: number | null
  /** It ends after so many; null: never by itself. */
  readonly limit: number | null
}

/**
 * Prints events as they happen, until ctrl-C. A server that is lost on the way is waited for, and nothing of what
 * happened meanwhile is left out. Throws a {@link CommandFailure} if they cannot be followed at all.
 */
export async function followEvents(following: Following, context: CommandContext): Promise<void> {
  using interrupt = context.surroundings.catchInterrupt()
  const { signal } = interrupt
  const line = createLine(following, context)
  try {
    while (!(await line.read(signal))) await delay(LOOK_AGAIN_MS, undefined, { signal })
  } catch (error) {
    if (!signal.aborted) throw error
    const place = line.place()
    const behind = place === null ? [] : ['--after', place]
    const command = [
      'stepwell events',
      ...(following.task === null ? [] : [following.task]),
      '--follow',
      ...behind,
    ]
    context.note(context.say('follow.left', { command: command.join(' ') }))
    context.exitWith(exitCodes.interrupted)
  }
}

/** Events after which there are titles that were not there before. */
const namesAnew: readonly string[] = ['subStepsAdded', 'effectIntended'] satisfies readonly EventType[]

/** The line to the server: it may break, and be taken up again where it broke. */
function createLine({ task, after, limit }: Following, context: CommandContext) {
  const client = context.client()
  let place = after
  let printed = 0
  let state: 'new' | 'there' | 'lost' = 'new'

  function heard(): void {
    if (state === 'lost') context.note(context.say('watch.back'))
    state = 'there'
  }

  function lost(): void {
    if (state !== 'lost') context.note(context.say('follow.lost', { url: context.connection().url }))
    state = 'lost'
  }

  async function print(text: string, signal: AbortSignal): Promise<void> {
    context.print(context.json ? text : await told(JSON.parse(text) as LiveEventView, signal))
    printed += 1
  }

  /** By task. One that is not here has to be asked for: it is new, or there are new ones. */
  const names = new Map<string, EventNames>()
  async function told(event: LiveEventView, signal: AbortSignal): Promise<string> {
    const known = names.get(event.task) ?? (await namesOf(event.task, signal))
    names.set(event.task, known)
    const isOver = event.type === 'ended' || event.type === 'deleted'
    if (isOver || namesAnew.includes(event.type)) names.delete(event.task)
    return eventLine(shown(event), context, known)
  }

  /** One that has been removed since has none any more. */
  async function namesOf(of: string, signal: AbortSignal): Promise<EventNames> {
    const view = await client.task(of, signal).catch((error: unknown) => {
      if (task === null && error instanceof CommandFailure && !error.lost) return null
      throw error
    })
    return eventNames(view)
  }

  /** Of one task all events are: it need not be named in each line. */
  const shown = ({ task: of, ...event }: LiveEventView) => (task === null ? { ...event, task: of } : event)

  return {
    /** The last event that was read; null: it has not begun. */
    place: () => place,
    /** Reads until it breaks; true: that was all that was wanted. */
    async read(signal: AbortSignal): Promise<boolean> {
      try {
        for await (const { id, data } of client.follow(task, place, signal)) {
          heard()
          if (data !== null) await print(data, signal)
          place = id ?? place
          if (printed === limit) return true
        }
      } catch (error) {
        if (state === 'new' || !(error instanceof CommandFailure && error.lost)) throw error
      }
      lost()
      return false
    },
  }
}
