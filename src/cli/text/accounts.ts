import type {
  ActionList,
  KeptKeyView,
  PolicyView,
  ProjectView,
  UserView,
} from '../../dialects/native/account-schema.ts'
import { formatMoment } from '../../telling/format.ts'
import { printable } from '../../telling/printable.ts'
import type { CommandContext } from '../context.ts'
import { table } from './table.ts'

type Telling = Pick<CommandContext, 'say' | 'language'>

const momentText = (at: string, { language }: Telling): string => formatMoment(Date.parse(at), language)
const stateText = (disabledAt: string | null, { say }: Telling): string =>
  say(disabledAt === null ? 'account.inUse' : 'account.disabled')

const policiesText = ({ policies }: UserView, { say }: Telling): string =>
  policies
    .map(({ policy, project }) => (project === null ? policy : say('account.policyIn', { policy, project })))
    .join(', ')

/** Users, a line each. */
export function userTable(users: readonly UserView[], context: Telling): readonly string[] {
  const { say } = context
  return table(
    [
      say('heading.name'),
      say('heading.state'),
      say('heading.role'),
      say('heading.password'),
      say('heading.policies'),
    ],
    users.map(user => [
      printable(user.name),
      stateText(user.disabledAt, context),
      say(user.administrator ? 'account.administrator' : 'account.ordinary'),
      say(user.hasPassword ? 'account.yes' : 'account.no'),
      policiesText(user, context),
    ]),
  )
}

/** Projects, a line each. */
export function projectTable(projects: readonly ProjectView[], { say }: Telling): readonly string[] {
  return table(
    [say('heading.id'), say('heading.name'), say('heading.description')],
    projects.map(({ id, name, description }) => [id, name, printable(description)]),
  )
}

/** Policies, a line each. */
export function policyTable(policies: readonly PolicyView[], { say }: Telling): readonly string[] {
  return table(
    [say('heading.name'), say('heading.users'), say('heading.description')],
    policies.map(({ name, users, description }) => [name, String(users.length), printable(description)]),
  )
}

/** What policies may name, a line an action. */
export function actionTable(actions: ActionList['actions'], { say }: Telling): readonly string[] {
  return table(
    [say('heading.action'), say('heading.aliases')],
    actions.map(({ action, aliases }) => [action, aliases.join(', ')]),
  )
}

/** Access keys, a line each. */
export function keyTable(keys: readonly KeptKeyView[], context: Telling): readonly string[] {
  const { say } = context
  return table(
    [
      say('heading.key'),
      say('heading.user'),
      say('heading.state'),
      say('heading.lastUsed'),
      say('heading.project'),
    ],
    keys.map(({ accessKey, user, disabledAt, lastUsedAt, project }) => [
      accessKey,
      printable(user),
      stateText(disabledAt, context),
      lastUsedAt === null ? say('account.never') : momentText(lastUsedAt, context),
      project,
    ]),
  )
}
