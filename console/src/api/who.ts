import { createContext, use } from 'react'
import type { Who } from './native.generated.ts'

/** Null: outside of what only those see who have signed in. */
export const WhoContext = createContext<Who | null>(null)

/** Who has signed in. */
export function useWho(): Who {
  const who = use(WhoContext)
  if (who === null) throw new Error('there is no SessionGate')
  return who
}
