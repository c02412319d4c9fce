import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, use, useCallback, type ReactNode } from 'react'
import { call, isSignedOut } from '../../api/call.ts'
import { LiveProvider } from '../../api/live.tsx'
import type { Who } from '../../api/native.generated.ts'
import { Unreachable } from '../../shell/unreachable.tsx'
import { useLanguage } from '../../words/language.tsx'
import { SignInPage } from './sign-in-page.tsx'

const kept = 'stepwell-signed-in'
const hasSignedIn = (): boolean => localStorage.getItem(kept) !== null

const WhoContext = createContext<Who | null>(null)

/** Lets who has signed in see what is within; everybody else is asked to sign in. */
export function SessionGate({ children }: { readonly children: ReactNode }): ReactNode {
  const { language } = useLanguage()
  const queries = useQueryClient()
  const session = useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => call<Who>('/v1/session', { language, signal }),
    retry: false,
    // Who has never signed in here need not ask who they are.
    enabled: hasSignedIn(),
  })
  const signedOut = useCallback(() => {
    queries.removeQueries({ predicate: ({ queryKey: [first] }) => first !== 'session' })
    void queries.invalidateQueries({ queryKey: ['session'] })
  }, [queries])

  const signedIn = (): void => {
    localStorage.setItem(kept, 'true')
    void session.refetch()
  }
  if (
    isSignedOut(session.error) ||
    (session.data === undefined && session.fetchStatus === 'idle' && session.error === null)
  )
    return <SignInPage signedIn={signedIn} />
  if (session.data === undefined)
    return session.isPending ? null : <Unreachable tryAgain={() => void session.refetch()} />
  return (
    <WhoContext value={session.data}>
      <LiveProvider signedOut={signedOut}>{children}</LiveProvider>
    </WhoContext>
  )
}

/** Who has signed in. */
export function useWho(): Who {
  const who = use(WhoContext)
  if (who === null) throw new Error('there is no SessionGate')
  return who
}
