import type { FeedEvent } from '../core/event.ts'

/** How long a client waits before it comes again after its stream broke. */
const comeAgainMs = 2000

/** What a stream begins with. The id is the place to come again from, also if it breaks before the first event. */
export const openingText = (afterId: number): string => `retry: ${comeAgainMs}\nid: ${afterId}\n\n`

/** Keeps what is between from taking a quiet stream for a dead one; clients skip it. */
export const heartbeatText = ':\n\n'

/** An event as a message. JSON has no line break of its own, so that the data is one line. */
export function messageText({ id, event }: FeedEvent, body: unknown): string {
  return `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(body)}\n\n`
}

/** Without the reports of progress that a later one of the same task makes old; everything else stays. */
export function withLatestProgress(events: readonly FeedEvent[]): readonly FeedEvent[] {
  const latest = new Map<string, FeedEvent>()
  for (const line of events) if (line.event.type === 'progressed') latest.set(line.task, line)
  return events.filter(line => line.event.type !== 'progressed' || latest.get(line.task) === line)
}
