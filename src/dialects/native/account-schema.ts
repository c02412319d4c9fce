import { Type } from 'typebox'
import { auditActs } from '../../core/audit.ts'
import { languages } from '../../core/words.ts'
import type { Shown } from '../shown.ts'
import { moment, momentOrNull, name, nullable } from './schema-parts.ts'

const closed = { additionalProperties: false }
const language = nullable(Type.Enum([...languages]))
const password = Type.String({ minLength: 1, maxLength: 256 })
const projectId = Type.String({ pattern: '^[0-9a-f]{32}$', description: '32 lower-case hex digits.' })

/** A policy that a user has. */
export const attachmentSchema = Type.Object(
  {
    policy: name,
    project: Type.Optional(
      nullable(Type.String({ maxLength: 64, description: 'Id or name; null: every project.' })),
    ),
  },
  closed,
)
export type AttachmentBody = Shown<typeof attachmentSchema>

/** Body of `POST /v1/users`. */
export const newUserSchema = Type.Object(
  {
    name,
    password: Type.Optional(password),
    language: Type.Optional(language),
    administrator: Type.Optional(Type.Boolean()),
    policies: Type.Optional(Type.Array(attachmentSchema, { maxItems: 100 })),
  },
  closed,
)
export type NewUserBody = Shown<typeof newUserSchema>

/** Body of `PUT /v1/users/{id}`: what is left out stays. */
export const userChangeSchema = Type.Object(
  {
    language: Type.Optional(language),
    administrator: Type.Optional(Type.Boolean()),
    disabled: Type.Optional(Type.Boolean()),
  },
  closed,
)
export type UserChangeBody = Shown<typeof userChangeSchema>

/** Body of `PUT /v1/users/{id}/password`. */
export const newPasswordSchema = Type.Object({ password }, closed)

/** Body of `PUT /v1/password`. */
export const passwordChangeSchema = Type.Object({ current: password, password }, closed)

/** A user; its password is shown nowhere. */
export const userSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  hasPassword: Type.Boolean(),
  language,
  administrator: Type.Boolean(),
  policies: Type.Array(Type.Object({ policy: Type.String(), project: nullable(Type.String()) })),
  disabledAt: momentOrNull,
  createdAt: moment,
  updatedAt: moment,
})
export type UserView = Shown<typeof userSchema>

export const userListSchema = Type.Object({ users: Type.Array(userSchema) })
export type UserList = Shown<typeof userListSchema>

const description = Type.String({ maxLength: 255 })

/** Body of `POST /v1/projects`. */
export const newProjectSchema = Type.Object(
  { name, description: Type.Optional(description), language: Type.Optional(language) },
  closed,
)
export type NewProjectBody = Shown<typeof newProjectSchema>

/** Body of `PUT /v1/projects/{id}`: what is left out stays. */
export const projectChangeSchema = Type.Object(
  { name: Type.Optional(name), description: Type.Optional(description), language: Type.Optional(language) },
  closed,
)
export type ProjectChangeBody = Shown<typeof projectChangeSchema>

export const projectSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: Type.String(),
  language,
  createdAt: moment,
  updatedAt: moment,
})
export type ProjectView = Shown<typeof projectSchema>

export const projectListSchema = Type.Object({ projects: Type.Array(projectSchema) })
export type ProjectList = Shown<typeof projectListSchema>

const policyText = {
  description: Type.Optional(description),
  document: Type.Union([Type.String({ maxLength: 65_536 }), Type.Object({})], {
    description:
      'An identity policy, version 5.0: JSON, or its text, of which a refusal names line and column.',
  }),
}

/** Body of `POST /v1/policies`. */
export const newPolicySchema = Type.Object({ name, ...policyText }, closed)

/** Body of `PUT /v1/policies/{name}`: what is left out stays. */
export const policyChangeSchema = Type.Object(
  { description: policyText.description, document: Type.Optional(policyText.document) },
  closed,
)
export type PolicyChangeBody = Shown<typeof policyChangeSchema>

export const policySchema = Type.Object({
  name: Type.String(),
  description: Type.String(),
  document: Type.String({ description: 'JSON text, as it was written.' }),
  ready: Type.Boolean({ description: 'It comes with Stepwell and cannot be changed.' }),
  users: Type.Array(Type.String(), { description: 'Names of the users who have it, in any project.' }),
  unknownActions: Type.Array(Type.String(), {
    description:
      'What it names in Action and NotAction and what stands for no action of `GET /v1/actions`: misspelt, or of a service that is not here. It is kept, and without effect.',
  }),
  unknownResources: Type.Array(Type.String(), {
    description:
      'What it names in Resource and NotResource and what no instance can be, as there is no such service or type here. It is kept, and without effect.',
  }),
  updatedAt: momentOrNull,
})
export type PolicyView = Shown<typeof policySchema>

export const policyListSchema = Type.Object({ policies: Type.Array(policySchema) })
export type PolicyList = Shown<typeof policyListSchema>

/** An action that a policy may name. */
const actionSchema = Type.Object({
  action: Type.String({ description: '`service:type:act`; policies do not see its case.' }),
  aliases: Type.Array(Type.String(), { description: 'Other names of the same action.' }),
})

export const actionListSchema = Type.Object({ actions: Type.Array(actionSchema) })
export type ActionList = Shown<typeof actionListSchema>

/** Body of `POST /v1/keys`. */
export const newKeySchema = Type.Object(
  {
    project: projectId,
    user: Type.Optional(
      Type.String({
        maxLength: 64,
        description: 'Id or name; left out: one of its own, with full access to the project.',
      }),
    ),
    administrator: Type.Optional(Type.Boolean()),
  },
  closed,
)
export type NewKeyBody = Shown<typeof newKeySchema>

/** A new or rotated key: the only answers that ever hold a secret and a token. */
export const keySchema = Type.Object({
  accessKey: Type.String(),
  secretKey: Type.String(),
  token: Type.String(),
  project: Type.String(),
  user: Type.String(),
  administrator: Type.Boolean(),
})
export type KeyView = Shown<typeof keySchema>

/** A key, without what is secret. */
export const keptKeySchema = Type.Object({
  accessKey: Type.String(),
  project: Type.String(),
  user: Type.String(),
  administrator: Type.Boolean(),
  createdAt: moment,
  lastUsedAt: nullable(moment),
  disabledAt: momentOrNull,
})
export type KeptKeyView = Shown<typeof keptKeySchema>

export const keyListSchema = Type.Object({ keys: Type.Array(keptKeySchema) })
export type KeyList = Shown<typeof keyListSchema>

/** Body of `PUT /v1/keys/{id}`. */
export const keyChangeSchema = Type.Object({ disabled: Type.Boolean() }, closed)

/** One line of the audit. */
export const auditEntrySchema = Type.Object({
  id: Type.Integer(),
  at: moment,
  act: Type.Enum([...auditActs]),
  by: nullable(Type.String({ description: 'Name of the user; null: nobody known, or the server itself.' })),
  accessKey: nullable(Type.String()),
  address: nullable(Type.String()),
  subject: nullable(
    Type.String({ description: 'What it was done to: a user, project or policy by name, or a key.' }),
  ),
  details: Type.Object({}),
})
export type AuditEntryView = Shown<typeof auditEntrySchema>

export const auditPageSchema = Type.Object({
  entries: Type.Array(auditEntrySchema),
  next: nullable(Type.Integer()),
})
export type AuditPage = Shown<typeof auditPageSchema>
