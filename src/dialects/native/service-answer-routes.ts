import { Type } from 'typebox'
import { curlOf } from '../curl.ts'
import { methods } from '../reply.ts'
import { route } from '../route.ts'
import type { Shown } from '../shown.ts'
import { taskKey } from './task-key.ts'

/** Answer of `GET /v1/tasks/{id}/answer`. */
export const serviceAnswerSchema = Type.Object({
  dialect: Type.String({ description: 'The service whose API answers.' }),
  method: Type.Enum([...methods]),
  path: Type.String(),
  status: Type.Integer(),
  headers: Type.Record(Type.String(), Type.String(), {
    description: 'Without those that are of one request only, as its id.',
  }),
  body: Type.Unknown(),
  curl: Type.String({
    description: 'A command that asks for it; HOST, DATE, ACCESS_KEY and SIGNATURE have to be filled in.',
  }),
})
type ServiceAnswerView = Shown<typeof serviceAnswerSchema>

const showServiceAnswer = route({
  method: 'GET',
  path: '/v1/tasks/{id}/answer',
  id: 'showServiceAnswer',
  summary: "Shows what the API of the task's service answers who asks for the task",
  question: 'serviceAnswer',
  answers: { 200: { description: 'The answer, and how it is asked for.', schema: serviceAnswerSchema } },
  parse: taskKey,
  render: ({ dialect, method, path, reply }, context) => {
    const { status, headers, body } = reply(context)
    const view: ServiceAnswerView = {
      dialect,
      method,
      path,
      status,
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
      curl: curlOf(method, path, context.language),
    }
    return { status: 200, body: view }
  },
})

/** What services' own APIs answer. */
export const serviceAnswerRoutes = [showServiceAnswer]
