import { useQuery, useQueryClient, type QueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLanguage } from '../words/language.tsx'
import { call, isSignedOut } from './call.ts'
import type { Who } from './native.generated.ts'

const queryKey = ['session']

/** Whether somebody has signed in here; the other windows are told of a change. (No script may see the session itself.) */
const kept = 'stepwell-signed-in'
const hasSignedIn = (): boolean => localStorage.getItem(kept) !== null

/** Who has signed in; null: nobody. Whatever was read before is forgotten then: the next one may not be allowed to see it. */
export function useSession(): UseQueryResult<Who | null> {
  const { language } = useLanguage()
  const client = useQueryClient()
  const session = useQuery({
    queryKey,
    async queryFn({ signal }) {
      try {
        return await call<Who>('/v1/session', { language, signal })
      } catch (error) {
        if (isSignedOut(error)) return null
        throw error
      }
    },
    retry: false,
    // Who has never signed in here need not ask who they are.
    enabled: hasSignedIn(),
    ...(hasSignedIn() ? {} : { initialData: null }),
  })
  const { data: who, refetch } = session

  useEffect(() => {
    if (who !== null) return
    localStorage.removeItem(kept)
    client.removeQueries({ predicate: query => query.queryKey[0] !== queryKey[0] })
  }, [who, client])

  useEffect(() => {
    const changed = ({ key }: StorageEvent): void => {
      if (key !== kept) return
      if (hasSignedIn()) void refetch()
      else forgetWho(client)
    }
    addEventListener('storage', changed)
    return () => removeEventListener('storage', changed)
  }, [client, refetch])
  return session
}

/** Lets in who has just signed in. */
export function keepWho(client: QueryClient, who: Who): void {
  localStorage.setItem(kept, 'true')
  client.setQueryData(queryKey, who)
}

/** Nobody is signed in any more: the sign-in page shows. */
export function forgetWho(client: QueryClient): void {
  client.setQueryData<Who | null>(queryKey, null)
}

/** Asks anew who has signed in: a session may be over since. */
export function askWho(client: QueryClient): void {
  void client.invalidateQueries({ queryKey })
}
