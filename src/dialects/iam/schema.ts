import { Type } from 'typebox'
import type { Shown } from '../shown.ts'

const named = { id: Type.String(), name: Type.String() }
const domain = Type.Object(named)

/** The body of what shows a token. */
export const tokenSchema = Type.Object({
  token: Type.Object({
    catalog: Type.Array(Type.Object({})),
    domain: Type.Optional(domain),
    expires_at: Type.String(),
    issued_at: Type.String(),
    methods: Type.Array(Type.String()),
    project: Type.Optional(Type.Object({ ...named, domain })),
    roles: Type.Array(Type.Object(named)),
    user: Type.Object({ ...named, password_expires_at: Type.String(), domain }),
  }),
})
export type TokenBody = Shown<typeof tokenSchema>

const self = Type.Object({ self: Type.String() })

/** One of IAM's lists has all there is: nothing is before or behind it. */
const links = Type.Object({
  self: Type.String(),
  previous: Type.Union([Type.String(), Type.Null()]),
  next: Type.Union([Type.String(), Type.Null()]),
})

export const projectListSchema = Type.Object({
  projects: Type.Array(
    Type.Object({
      ...named,
      domain_id: Type.String(),
      parent_id: Type.String(),
      description: Type.String(),
      enabled: Type.Boolean(),
      is_domain: Type.Boolean(),
      links: self,
    }),
  ),
  links,
})
export type ProjectListBody = Shown<typeof projectListSchema>

export const domainListSchema = Type.Object({
  domains: Type.Array(
    Type.Object({ ...named, description: Type.String(), enabled: Type.Boolean(), links: self }),
  ),
  links,
})
export type DomainListBody = Shown<typeof domainListSchema>

/** IAM's own form of a refusal, and beside it the flat one that every SDK reads (wire-spec §4.1). */
export const refusalSchema = Type.Object({
  error: Type.Object({ code: Type.Integer(), message: Type.String(), title: Type.String() }),
  error_code: Type.String(),
  error_msg: Type.String(),
})
export type RefusalBody = Shown<typeof refusalSchema>
