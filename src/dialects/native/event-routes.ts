import { Type } from 'typebox'
import { route } from '../route.ts'
import { liveEventSchema, taskEventListSchema, type TaskEventList } from './event-schema.ts'
import { liveEventView, taskEventView } from './live-event.ts'
import { defaultLimit, limit } from './page-query.ts'
import { eventListSchema, type EventList } from './schema.ts'
import { eventView } from './view.ts'
import { taskKey } from './task-key.ts'

const query = Type.Object(
  {
    after: Type.Optional(
      Type.Integer({ minimum: 0, description: 'The `next` of the page before; or the id of an event.' }),
    ),
    limit: limit(1000),
  },
  { additionalProperties: false },
)

const message = { message: liveEventView, schema: liveEventSchema }

const listTaskEvents = route({
  method: 'GET',
  path: '/v1/tasks/{id}/events',
  id: 'listTaskEvents',
  summary:
    "Lists a task's history, the oldest first; or follows it, from its beginning unless told otherwise",
  question: 'history',
  query,
  answers: { 200: { description: 'One page.', schema: eventListSchema } },
  parse: request => ({
    key: taskKey(request),
    afterId: request.query.after ?? 0,
    limit: request.query.limit ?? defaultLimit,
  }),
  render: ({ items, next }, context) => {
    const body: EventList = { events: items.map(event => eventView(event, context)), next }
    return { status: 200, body }
  },
  stream: { ...message, follow: ({ key, afterId }) => ({ task: key.id, afterId }) },
})

const listEvents = route({
  method: 'GET',
  path: '/v1/events',
  id: 'listEvents',
  summary:
    'Lists what happened to all tasks, the oldest first; or follows it, from now on unless told otherwise',
  question: 'events',
  query,
  answers: { 200: { description: 'One page.', schema: taskEventListSchema } },
  parse: request => ({
    afterId: request.query.after ?? null,
    limit: request.query.limit ?? defaultLimit,
  }),
  render: ({ items, next }, context) => {
    const body: TaskEventList = { events: items.map(event => taskEventView(event, context)), next }
    return { status: 200, body }
  },
  stream: { ...message, follow: ({ afterId }) => ({ task: null, afterId }) },
})

/** What may be asked about events. */
export const eventRoutes = [listTaskEvents, listEvents]
