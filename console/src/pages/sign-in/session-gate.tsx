import { useQueryClient } from '@tanstack/react-query'
import { useCallback, type ReactNode } from 'react'
import { LiveProvider } from '../../api/live.tsx'
import { forgetWho, isSessionOver, keepWho, useSession } from '../../api/session.ts'
import { WhoContext } from '../../api/who.ts'
import { Unreachable } from '../../shell/unreachable.tsx'
import { SignInPage } from './sign-in-page.tsx'

/** Lets who has signed in see what is within; everybody else is asked to sign in. */
export function SessionGate({ children }: { readonly children: ReactNode }): ReactNode {
  const client = useQueryClient()
  const { data: who, isPending, refetch } = useSession()
  const signedOut = useCallback(() => forgetWho(client), [client])
  const tryAgain = useCallback(() => void refetch(), [refetch])

  if (who === null)
    return <SignInPage isOver={isSessionOver(client)} signedIn={signedIn => keepWho(client, signedIn)} />
  if (who === undefined) return isPending ? null : <Unreachable tryAgain={tryAgain} />
  return (
    <WhoContext value={who}>
      {/* Somebody else follows other events. */}
      <LiveProvider key={who.accessKey} signedOut={signedOut}>
        {children}
      </LiveProvider>
    </WhoContext>
  )
}
