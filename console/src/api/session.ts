import { useQuery, useQueryClient, type QueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLanguage } from '../words/language.tsx'
import { call, isSignedOut } from './call.ts'
import { keep, readKept } from '../browser/kept.ts'
import { forgetSummaries } from './live-summaries.ts'
import type { Who } from './native.generated.ts'

const queryKey = ['session']
const overKey = ['session', 'over']

/**
 * Whether somebody has signed in here, or may have: then the server is asked. The other windows are told of a change. (No script
 * may see the session itself.)
 */
const kept = 'stepwell-signed-in'
const hasSignedIn = (): boolean => readKept(kept) !== null

/** By what somebody signs in. */
export type Way = 'password' | 'accessKey'

const keptWay = 'stepwell-sign-in-way'

/** By what somebody signed in here last. */
export const lastWay = (): Way => (readKept(keptWay) === 'password' ? 'password' : 'accessKey')

export const keepWay = (way: Way): void => keep(keptWay, way)

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
        client.setQueryData(overKey, true)
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
      if (newValue === null) endSession(client)
      else void refetch()
    }
    addEventListener('storage', changed)
    return () => removeEventListener('storage', changed)
  }, [client, refetch])
  return session
}

/** Whether the session has ended without being asked to in this window: the sign-in page says so. */
export const isSessionOver = (client: QueryClient): boolean => client.getQueryData<boolean>(overKey) === true

/** Lets in who has just signed in. */
export function keepWho(client: QueryClient, who: Who): void {
  keep(kept, 'true')
  client.setQueryData(overKey, false)
  setWho(client, who)
}

/** Nobody is signed in any more: the sign-in page shows, here and in the other windows. */
export function forgetWho(client: QueryClient): void {
  keep(kept, null)
  endSession(client)
}

/** Who signs out here knows why the sign-in page shows. */
export function leaveSession(client: QueryClient): void {
  keep(kept, null)
  setWho(client, null)
}

function endSession(client: QueryClient): void {
  // Of the same end the stream and each call tell; none of them undoes that somebody has left.
  if (client.getQueryData<Who | null>(queryKey) !== null) client.setQueryData(overKey, true)
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
