import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { CallError, isSignedOut } from './call.ts'
import { forgetWho } from './session.ts'

/** Whatever is asked for or done when the session is over leads to the sign-in page. */
const onError = (error: Error): void => {
  if (isSignedOut(error)) forgetWho(client)
}

// "Always": an action that was given up while the network was away must not be done once it is back.
const networkMode = 'always'

/** What was read of the server, and how it is read. */
export const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      networkMode,
      staleTime: 1000,
      // A refusal stays one; a server that is away comes back.
      retry: (failures, error) => error instanceof CallError && error.code === null && failures < 3,
      // The stream of events opens anew then, and has read again what is shown.
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
    mutations: { networkMode },
  },
})
