import { Type } from 'typebox'
import { route } from '../route.ts'
import { logPageSchema, type LogPage } from './log-schema.ts'
import { moment } from './moment.ts'
import { limit } from './page-query.ts'
import { traceLineSchema } from './trace-schema.ts'
import { traceOf } from './trace.ts'
import { taskKey } from './task-key.ts'

const defaultLines = 200
const ndjson = 'application/x-ndjson'

const readLog = route({
  method: 'GET',
  path: '/v1/tasks/{id}/logs',
  id: 'readTaskLog',
  summary: "Reads what a task's operation wrote, the oldest line first; also while it runs",
  question: 'log',
  query: Type.Object(
    {
      step: Type.Optional(
        Type.String({ minLength: 1, maxLength: 256, description: 'Lines of this step only.' }),
      ),
      after: Type.Optional(Type.Integer({ minimum: 0, description: 'Id of the last line that is known.' })),
      limit: limit(1000, defaultLines),
    },
    { additionalProperties: false },
  ),
  answers: { 200: { description: 'One page.', schema: logPageSchema } },
  parse: request => {
    const { step, after, limit: most } = request.query
    return {
      key: taskKey(request),
      afterId: after ?? 0,
      limit: most ?? defaultLines,
      ...(step === undefined ? {} : { step }),
    }
  },
  render: ({ items, next }) => {
    const lines = items.map(({ id, at, step, attempt, number, text }) => ({
      id,
      at: moment(at),
      step,
      attempt,
      number,
      text,
    }))
    const body: LogPage = { lines, next }
    return { status: 200, body }
  },
})

const exportTrace = route({
  method: 'GET',
  path: '/v1/tasks/{id}/trace',
  id: 'exportTaskTrace',
  summary: "Gives a task's history in the form in which its remaining time can be replayed",
  question: 'trace',
  answers: {
    200: { description: 'One JSON object a line.', schema: traceLineSchema, contentType: ndjson },
  },
  parse: taskKey,
  render: traced => ({
    status: 200,
    body: traceOf(traced)
      .map(line => `${JSON.stringify(line)}\n`)
      .join(''),
    contentType: ndjson,
  }),
})

/** What is kept of a task beside its history. */
export const recordRoutes = [readLog, exportTrace]
