import { Type } from 'typebox'
import { auditActs } from '../../core/audit.ts'
import { route } from '../route.ts'
import { auditPageSchema, type AuditPage } from './account-schema.ts'
import { moment } from './moment.ts'
import { defaultLimit, limit } from './page-query.ts'

const listAudit = route({
  method: 'GET',
  path: '/v1/audit',
  id: 'listAudit',
  summary: 'Tells who came in, and every change of who may do what, the newest first (administrators only)',
  question: 'audit',
  query: Type.Object(
    {
      before: Type.Optional(Type.Integer({ minimum: 1, description: 'The `next` of the page before.' })),
      act: Type.Optional(Type.Enum([...auditActs])),
      limit: limit(1000),
    },
    { additionalProperties: false },
  ),
  answers: { 200: { description: 'One page.', schema: auditPageSchema } },
  parse: ({ query: { limit: most = defaultLimit, ...rest } }) => ({ ...rest, limit: most }),
  render: ({ items, next }) => {
    const body: AuditPage = { entries: items.map(entry => ({ ...entry, at: moment(entry.at) })), next }
    return { status: 200, body }
  },
})

/** What may be asked about the audit. */
export const auditRoutes = [listAudit]
