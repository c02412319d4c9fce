import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import { useLanguage } from '../words/language.tsx'
import { call } from './call.ts'
import type {
  ActionList,
  AuditEntry,
  AuditPage,
  KeptKey,
  KeyList,
  Policy,
  PolicyList,
  Project,
  ProjectList,
  User,
  UserList,
} from './native.generated.ts'

/** What is read of users, keys, projects, policies and the audit is all read again after a change of one of them. */
const accessQueries = 'access'
/** The stream of events tells of tasks alone. */
const lookEveryMs = 10_000

function useAccess<Answer, Shown>(path: string, shown: (answer: Answer) => Shown): UseQueryResult<Shown> {
  const { language } = useLanguage()
  return useQuery({
    queryKey: [accessQueries, path, language],
    queryFn: ({ signal }) => call<Answer>(path, { language, signal }),
    select: shown,
    refetchInterval: query => (query.state.status === 'error' ? false : lookEveryMs),
    placeholderData: (before, query) => (query?.queryKey[1] === path ? before : undefined),
  })
}

const usersOf = ({ users }: UserList): readonly User[] => users
const keysOf = ({ keys }: KeyList): readonly KeptKey[] => keys
const projectsOf = ({ projects }: ProjectList): readonly Project[] => projects
const policiesOf = ({ policies }: PolicyList): readonly Policy[] => policies
const itself = <Answer>(answer: Answer): Answer => answer

/** All users, in the order they were created. */
export const useUsers = (): UseQueryResult<readonly User[]> => useAccess('/v1/users', usersOf)

/** A user, by id or name. */
export const useUser = (idOrName: string): UseQueryResult<User> =>
  useAccess(`/v1/users/${encodeURIComponent(idOrName)}`, itself<User>)

/** Access keys, in the order they were created; of one user (null: of all). */
export const useAccessKeys = (user: string | null): UseQueryResult<readonly KeptKey[]> =>
  useAccess(user === null ? '/v1/keys' : `/v1/keys?user=${encodeURIComponent(user)}`, keysOf)

/** The projects that one has something to do in. */
export const useProjects = (): UseQueryResult<readonly Project[]> => useAccess('/v1/projects', projectsOf)

/** What a project is called, by its id; one that is not known goes by its id. */
export function useProjectName(): (id: string) => string {
  const { data: projects } = useProjects()
  const names = useMemo(() => new Map(projects?.map(({ id, name }) => [id, name])), [projects])
  return id => names.get(id) ?? id
}

/** All policies, those that come with Stepwell first. */
export const usePolicies = (): UseQueryResult<readonly Policy[]> => useAccess('/v1/policies', policiesOf)

/** A policy. */
export const usePolicy = (name: string): UseQueryResult<Policy> =>
  useAccess(`/v1/policies/${encodeURIComponent(name)}`, itself<Policy>)

const actionsOf = ({ actions }: ActionList): ActionList['actions'] => actions

/** What a policy may name as action. */
export const useActions = (): UseQueryResult<ActionList['actions']> => useAccess('/v1/actions', actionsOf)

/** The audit, page by page as far as somebody has looked. */
export interface Audit {
  readonly entries: readonly AuditEntry[]
  readonly isPending: boolean
  readonly error: Error | null
  readonly isComplete: boolean
  /** Null: there is no more, or it is on its way. */
  readonly more: (() => void) | null
}

const auditPageSize = '100'

/** Reads the audit, the newest first; of one kind (null: of all). */
export function useAudit(act: string | null): Audit {
  const { language } = useLanguage()
  const list = useInfiniteQuery({
    queryKey: [accessQueries, 'audit', act, language],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: auditPageSize })
      if (act !== null) query.set('act', act)
      if (pageParam !== null) query.set('before', String(pageParam))
      return call<AuditPage>(`/v1/audit?${query.toString()}`, { language, signal })
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    // Who has gone far back reads what was; all pages would be read again, one after the other.
    refetchInterval: query => (query.state.data?.pages.length === 1 ? lookEveryMs : false),
  })
  const entries = useMemo(() => list.data?.pages.flatMap(page => page.entries) ?? [], [list.data])
  return {
    entries,
    isPending: list.isPending,
    error: list.error,
    isComplete: !list.hasNextPage,
    more: list.hasNextPage && !list.isFetching ? () => void list.fetchNextPage() : null,
  }
}

/** A change of who may do what. */
export interface AccessCall {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: unknown
}

/**
 * Changes who may do what, and reads again what is shown of it. What was sent and what was answered is forgotten with the
 * component that asked: there may be a secret in it.
 */
export function useAccessCall<Answer>(
  done: (answer: Answer) => void,
): UseMutationResult<Answer, Error, AccessCall> {
  const { language } = useLanguage()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, ...rest }: AccessCall) => call<Answer>(path, { ...rest, language }),
    gcTime: 0,
    onSuccess(answer) {
      done(answer)
      void client.invalidateQueries({ queryKey: [accessQueries] })
    },
  })
}
