import { useQuery, useQueryClient, type QueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLanguage } from '../words/language.tsx'
import { call, isSignedOut } from './call.ts'
import { keep, readKept } from '../browser/kept.ts'
import { forgetSummaries } from './live-summaries.ts'
import type { Who } from './native.generated.ts'

const queryKey = ['session']

/**
 * Whether somebody has signed in here, or may have: then the server is asked. The other windows are told of a change. (No script
 * may see the session itself.)
 */
const kept = 'stepwell-signed-in'
const hasSignedIn = (): boolean => readKept(kept) !== null

/** Who has signed in; null: nobody. */
export function useSession(): UseQueryResult<Who | null> {
  const { language } = useLanguage()
  const client = useQueryClient()
  const session = useQuery({
    queryKey,
    async queryFn({ signal }) {
      const who = await call<Who>('/v1/session', { language, signal }).catch((error: unknown) => {
        if (!isSignedOut(error)) throw error
        keep(kept, null)
        return null
      })
      forgetOthers(client, who)
      return who
    },
    retry: false,
    // Who has never signed in here need not ask who they are.
    enabled: hasSignedIn(),
    ...(hasSignedIn() ? {} : { initialData: null }),
  })
  const { refetch } = session

  useEffect(() => {
    const changed = ({ key, newValue }: StorageEvent): void => {
      if (key !== kept) return
      if (newValue === null) setWho(client, null)
      else void refetch()
    }
    addEventListener('storage', changed)
    return () => removeEventListener('storage', changed)
  }, [client, refetch])
  return session
}

/** Lets in who has just signed in. */
export function keepWho(client: QueryClient, who: Who): void {
  keep(kept, 'true')
  setWho(client, who)
}

/** Nobody is signed in any more: the sign-in page shows, here and in the other windows. */
export function forgetWho(client: QueryClient): void {
  keep(kept, null)
  setWho(client, null)
}

function setWho(client: QueryClient, who: Who | null): void {
  forgetOthers(client, who)
  client.setQueryData<Who | null>(queryKey, who)
}

/** Forgets whatever was read for anybody else: the next one may not be allowed to see it. */
function forgetOthers(client: QueryClient, who: Who | null): void {
  if (client.getQueryData<Who | null>(queryKey)?.accessKey === who?.accessKey) return
  client.removeQueries({ predicate: query => query.queryKey[0] !== queryKey[0] })
  forgetSummaries()
}

/** Asks anew who has signed in: a session may be over since. */
export function askWho(client: QueryClient): void {
  void client.invalidateQueries({ queryKey })
}
