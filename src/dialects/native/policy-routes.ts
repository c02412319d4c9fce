import type { PolicyText } from '../../core/account-changes.ts'
import type { Json } from '../../core/json.ts'
import type { ToldPolicy } from '../account-exchanges.ts'
import { pathValue, route } from '../route.ts'
import { inWords, type ViewContext } from '../view.ts'
import {
  actionListSchema,
  newPolicySchema,
  policyChangeSchema,
  policyListSchema,
  policySchema,
  type ActionList,
  type PolicyChangeBody,
  type PolicyList,
  type PolicyView,
} from './account-schema.ts'
import { momentOrNull } from './moment.ts'

const policyView = (policy: ToldPolicy, context: ViewContext): PolicyView => ({
  name: policy.name,
  description: inWords(policy.description, context),
  document: policy.document,
  ready: policy.updatedAt === null,
  users: policy.users,
  unknownActions: policy.unknownActions,
  unknownResources: policy.unknownResources,
  updatedAt: momentOrNull(policy.updatedAt),
})

const textOf = ({ description, document }: PolicyChangeBody): PolicyText => ({
  ...(description === undefined ? {} : { description }),
  ...(document === undefined ? {} : { document: document as Json }),
})

const shown = (policy: ToldPolicy, context: ViewContext) => ({
  status: 200,
  body: policyView(policy, context),
})
const answers = { 200: { description: 'The policy.', schema: policySchema } }

const addPolicy = route({
  method: 'POST',
  path: '/v1/policies',
  id: 'addPolicy',
  summary: 'Creates a policy (administrators only); one that cannot be read is refused with the place',
  question: 'addPolicy',
  body: newPolicySchema,
  answers: { 201: { description: 'The policy, also at Location.', schema: policySchema } },
  parse: ({ body: { name, ...text } }) => ({ name, text: textOf(text) }),
  render: (policy, context) => ({
    status: 201,
    headers: { Location: `/v1/policies/${policy.name}` },
    body: policyView(policy, context),
  }),
})

const listPolicies = route({
  method: 'GET',
  path: '/v1/policies',
  id: 'listPolicies',
  summary: 'Lists policies, those that come with Stepwell first (administrators only)',
  question: 'policies',
  answers: { 200: { description: 'All of them.', schema: policyListSchema } },
  parse: () => null,
  render: (policies, context) => {
    const body: PolicyList = { policies: policies.map(policy => policyView(policy, context)) }
    return { status: 200, body }
  },
})

const showPolicy = route({
  method: 'GET',
  path: '/v1/policies/{name}',
  id: 'showPolicy',
  summary: 'Shows a policy (administrators only)',
  question: 'policy',
  answers,
  parse: request => ({ name: pathValue(request, 'name') }),
  render: shown,
})

const changePolicy = route({
  method: 'PUT',
  path: '/v1/policies/{name}',
  id: 'changePolicy',
  summary: 'Changes a policy, for every user who has it, at once (administrators only)',
  question: 'changePolicy',
  body: policyChangeSchema,
  answers,
  parse: request => ({ name: pathValue(request, 'name'), text: textOf(request.body) }),
  render: shown,
})

const removePolicy = route({
  method: 'DELETE',
  path: '/v1/policies/{name}',
  id: 'removePolicy',
  summary: 'Removes a policy that no user has (administrators only)',
  question: 'removePolicy',
  answers: { 200: { description: 'The policy as it was.', schema: policySchema } },
  parse: request => ({ name: pathValue(request, 'name') }),
  render: shown,
})

const listActions = route({
  method: 'GET',
  path: '/v1/actions',
  id: 'listActions',
  summary: 'Lists the actions that a policy may name',
  question: 'actions',
  answers: { 200: { description: 'All of them, in the order of letters.', schema: actionListSchema } },
  parse: () => null,
  render: actions => {
    const body: ActionList = { actions: actions.map(({ action, aliases }) => ({ action, aliases })) }
    return { status: 200, body }
  },
})

/** What may be asked about policies. */
export const policyRoutes = [addPolicy, listPolicies, showPolicy, changePolicy, removePolicy, listActions]
