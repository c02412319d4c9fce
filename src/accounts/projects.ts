import type { ProjectChange } from '../core/account-changes.ts'
import { newAccountId } from '../access/keys.ts'
import { isProjectName, type Project } from '../core/account.ts'
import { requireAdministrator, type Caller } from '../core/caller.ts'
import { StepwellError } from '../core/error.ts'
import type { Store } from '../core/store.ts'
import { isUserOf, type User } from '../core/user.ts'
import { accountProblemWords } from '../words/accounts.ts'
import { serverItself, type AuditTrail, type Doer } from './audit-trail.ts'
import type { Directory } from './directory.ts'

/** What may be done with projects. Errors are StepwellErrors. */
export interface Projects {
  add(caller: Caller, wanted: ProjectChange & { readonly name: string }): Promise<Project>
  /** Those that who asks has something to do in; an administrator sees all. */
  list(caller: Caller): readonly Project[]
  find(caller: Caller, idOrName: string): Project
  change(caller: Caller, idOrName: string, change: ProjectChange): Promise<Project>
  /** Refused while it has instances, tasks that are kept, or keys. */
  remove(caller: Caller, idOrName: string): Promise<Project>
  /** The project of an id; made, if there is none yet. */
  ensure(doer: Doer, id: string): Promise<Project>
}

export interface ProjectsParts {
  readonly directory: Directory
  readonly trail: AuditTrail
  readonly store: Pick<Store, 'list' | 'listInstances'>
  readonly random: (size: number) => Uint8Array
  readonly now: () => number
}

/** Puts the directory behind the projects. */
export function createProjects({ directory, trail, store, random, now }: ProjectsParts): Projects {
  const sees = (caller: Caller, { id }: Project): boolean => {
    const user = caller.user === undefined ? null : directory.user(caller.user.id)
    return caller.administrator || id === caller.project || (user !== null && isUserOf(user, id))
  }

  function found(caller: Caller, idOrName: string): Project {
    const project = directory.project(idOrName)
    if (project === null || !sees(caller, project))
      throw new StepwellError('project_not_found', { project: idOrName })
    return project
  }

  async function add(doer: Doer, id: string, { name, description = '', language = null }: ProjectChange) {
    const at = now()
    const times = { createdAt: at, updatedAt: at, revision: 1 }
    const project: Project = { kind: 'project', id, name: name ?? id, description, language, ...times }
    if (!(await directory.add(project))) throw new StepwellError('name_taken', { name: project.name })
    await trail.note(doer, 'project_created', project.name, { id })
    return project
  }

  /** Takes from a user what it has in a project. */
  async function detachAll(doer: Doer, user: User, project: string): Promise<void> {
    const gone = user.policies.filter(attached => attached.project === project)
    if (gone.length === 0) return
    const policies = user.policies.filter(attached => attached.project !== project)
    const after = { ...user, policies, updatedAt: now(), revision: user.revision + 1 }
    if (!(await directory.replace(after))) throw new StepwellError('account_changed', { name: user.name })
    for (const attached of gone) await trail.note(doer, 'policy_detached', user.name, { ...attached })
  }

  return {
    async add(caller, wanted) {
      requireAdministrator(caller, 'project:create')
      requireName(wanted.name)
      return directory.inTurn(() => add(caller, newAccountId(random), wanted))
    },
    list: caller => directory.projects().filter(project => sees(caller, project)),
    find: found,
    async change(caller, idOrName, change) {
      requireAdministrator(caller, 'project:update')
      return directory.inTurn(async () => {
        const before = found(caller, idOrName)
        // One that was made with its first key is called by its id, until somebody names it.
        if (change.name !== undefined && change.name !== before.name) requireName(change.name)
        const after = { ...before, ...change, updatedAt: now(), revision: before.revision + 1 }
        if (!(await directory.replace(after))) throw new StepwellError('name_taken', { name: after.name })
        await trail.note(caller, 'project_changed', before.name, { id: before.id, ...change })
        return after
      })
    },
    async remove(caller, idOrName) {
      requireAdministrator(caller, 'project:delete')
      return directory.inTurn(async () => {
        const project = found(caller, idOrName)
        const { id, name } = project
        const [tasks, instances] = await Promise.all([
          store.list({ project: id, limit: 1 }),
          store.listInstances({ project: id }),
        ])
        const isUsed = directory.keys().some(key => key.project === id)
        if (isUsed || tasks.length > 0 || instances.length > 0)
          throw new StepwellError('project_in_use', { project: name })
        // Else they would hold again in a project that is made of the same id.
        for (const user of directory.users()) await detachAll(caller, user, id)
        await directory.remove(project)
        await trail.note(caller, 'project_removed', name, { id })
        return project
      })
    },
    async ensure(doer, id) {
      const known = directory.project(id)
      if (known !== null) return known
      const isFirst = doer === serverItself && directory.project('default') === null
      return add(doer, id, isFirst ? { name: 'default' } : {})
    },
  }
}

function requireName(name: string): void {
  if (isProjectName(name)) return
  const problems = [{ path: '/name', message: accountProblemWords.projectName }]
  throw new StepwellError('invalid_request', {}, { problems })
}
