import { Type } from 'typebox'
import type { Domain, Project } from '../../core/account.ts'
import type { ShownToken } from '../account-exchanges.ts'
import type { Dialect } from '../dialect.ts'
import type { Question } from '../question.ts'
import { route, withoutEmpty } from '../route.ts'
import type { Shown } from '../shown.ts'
import { renderRefusal } from './refusal.ts'
import {
  domainListSchema,
  projectListSchema,
  refusalSchema,
  tokenSchema,
  type DomainListBody,
  type ProjectListBody,
  type TokenBody,
} from './schema.ts'
import { tokenWishOf, tokenWishSchema } from './token-wish.ts'

/** RFC 3339 with microseconds, as IAM writes moments. */
const moment = (at: number): string => new Date(at).toISOString().replace('Z', '000Z')

const named = ({ id, name }: Pick<Domain | Project, 'id' | 'name'>) => ({ id, name })

function tokenBody({ domain, project, user, policies, ...token }: ShownToken): TokenBody {
  return {
    token: {
      // Which services there are is not told: a client is given their addresses.
      catalog: [],
      ...(project === null
        ? { domain: named(domain) }
        : { project: { ...named(project), domain: named(domain) } }),
      expires_at: moment(token.expiresAt),
      issued_at: moment(token.issuedAt),
      methods: token.methods,
      roles: policies.map(name => ({ id: name, name })),
      user: { ...named(user), password_expires_at: '', domain: named(domain) },
    },
  }
}

/** Parameters that no page names are let pass, as IAM does. */
const anyQuery = Type.Object({ nocatalog: Type.Optional(Type.String()) })

/** SI1 KeystoneCreateUserTokenByPassword, and KeystoneCreateScopedToken. */
const createToken = route({
  method: 'POST',
  path: '/v3/auth/tokens',
  id: 'KeystoneCreateUserTokenByPassword',
  summary: 'Obtaining a User Token',
  open: true,
  question: 'createToken',
  query: anyQuery,
  body: tokenWishSchema,
  answers: { 201: { description: 'The token is in X-Subject-Token.', schema: tokenSchema } },
  parse: ({ body }) => tokenWishOf(body),
  render: token => ({ status: 201, headers: { 'X-Subject-Token': token.text }, body: tokenBody(token) }),
})

const projectQuery = Type.Object({
  name: Type.Optional(Type.String()),
  domain_id: Type.Optional(Type.String()),
  parent_id: Type.Optional(Type.String({ description: 'The account, too.' })),
  enabled: Type.Optional(Type.String({ description: 'false: none; every project is.' })),
  is_domain: Type.Optional(Type.String({ description: 'true: none; no project is.' })),
  page: Type.Optional(Type.Integer({ minimum: 1 })),
  per_page: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
})

/** Which projects are asked for. Every one is enabled, none is a domain, and the account is the parent of all. */
function projectsAsked(query: Shown<typeof projectQuery>): Question<'projectRecords'> {
  const { name, domain_id: domain, parent_id: parent = domain, page = 1, per_page: limit = 5000 } = query
  const account = domain ?? parent
  // Python writes the values as True and False.
  const meant =
    account === parent && !/^false$/i.test(query.enabled ?? '') && !/^true$/i.test(query.is_domain ?? '')
  return {
    ...(name === undefined ? {} : { name }),
    ...(account === undefined ? {} : { domain: account }),
    offset: (page - 1) * limit,
    limit: meant ? limit : 0,
  }
}

/** SI2 KeystoneListProjects. */
const listProjects = withoutEmpty(
  route({
    method: 'GET',
    path: '/v3/projects',
    id: 'KeystoneListProjects',
    summary: 'Querying Project Information',
    question: 'projectRecords',
    query: projectQuery,
    answers: {
      200: { description: 'The projects that the caller has something to do in.', schema: projectListSchema },
    },
    parse: ({ query }) => projectsAsked(query),
    render: ({ projects, domain }) => {
      const body: ProjectListBody = {
        projects: projects.map(({ id, name, description }) => ({
          id,
          name,
          domain_id: domain.id,
          parent_id: domain.id,
          description,
          enabled: true,
          is_domain: false,
          links: { self: `/v3/projects/${id}` },
        })),
        links: allOf('/v3/projects'),
      }
      return { status: 200, body }
    },
  }),
)

/** SI3 KeystoneListAuthDomains. */
const listDomains = route({
  method: 'GET',
  path: '/v3/auth/domains',
  id: 'KeystoneListAuthDomains',
  summary: 'Querying Account Information Accessible to a User',
  question: 'domain',
  query: Type.Object({}),
  answers: { 200: { description: 'The account.', schema: domainListSchema } },
  parse: () => null,
  render: domain => {
    const links = { self: `/v3/domains/${domain.id}` }
    const body: DomainListBody = {
      domains: [{ ...named(domain), description: '', enabled: true, links }],
      links: allOf('/v3/auth/domains'),
    }
    return { status: 200, body }
  },
})

const allOf = (self: string) => ({ self, previous: null, next: null })

/** What of IAM's lies under `/v3`, also where it is not answered; under an id of a project lies what is TaurusDB's. */
const resources = [
  'auth/',
  'projects',
  'domains',
  'users',
  'groups',
  'roles',
  'role_assignments',
  'regions',
  'services',
  'endpoints',
]

/**
 * IAM v3, as far as the SDKs and Terraform need it to find out who they are and to get a token. TaurusDB has `/v3` too: the
 * Host decides, else who knows the path; what neither knows is that one's which is named first among the dialects.
 */
export const iamDialect: Dialect = {
  name: 'iam',
  title: 'Identity and Access Management v3, as Stepwell answers it',
  hostLabel: 'iam',
  pathPrefixes: resources.map(resource => `/v3/${resource}`),
  documentPath: '/openapi/iam.json',
  acceptsBearer: false,
  routes: [createToken, listProjects, listDomains],
  renderRefusal,
  refusalSchema,
  schemas: {
    Token: tokenSchema,
    TokenWish: tokenWishSchema,
    ProjectList: projectListSchema,
    DomainList: domainListSchema,
    Error: refusalSchema,
  },
}
