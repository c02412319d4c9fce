import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { formatTimeOfDay } from '../../../src/telling/format.ts'
import { joinSentences } from '../../../src/words/joined.ts'
import { call, CallError } from '../api/call.ts'
import type { Ready } from '../api/native.generated.ts'
import { useLive } from '../api/live.tsx'
import { serverNow } from '../browser/server-clock.ts'
import { holdTime } from '../browser/shown-time.ts'
import { useLanguage } from '../words/language.tsx'

const lookEveryMs = 10_000

/** What keeps the server from work, or from telling what happens, in its own words; or that it is away, and how old what is shown is. */
export function ServerState(): ReactNode {
  const { language, say } = useLanguage()
  const { state } = useLive()
  /** Up to when events came; before any did, when the page began. */
  const [followedAt, setFollowedAt] = useState(serverNow)
  useEffect(() => (state === 'live' ? () => setFollowedAt(serverNow()) : undefined), [state])
  // No remaining time runs down to an end that nobody can see.
  useEffect(() => (state === 'lost' ? holdTime() : undefined), [state])
  const { data } = useQuery({
    queryKey: ['server', language],
    queryFn: ({ signal }) => call<Ready>('/v1/server', { language, signal }),
    refetchInterval: lookEveryMs,
    retry: false,
  })
  const missing = data?.ready === false ? data.missing.map(({ message }) => message) : []
  const told = ((): readonly string[] => {
    if (state === 'lost') return [say('shell.asItWas', { at: formatTimeOfDay(followedAt, language) })]
    if (!(state instanceof CallError)) return missing
    const { message = '', remedy = '' } = state.told(language) ?? {}
    return [joinSentences([say('shell.notFollowed'), message, remedy], language), ...missing]
  })()
  return told.map(text => (
    <Alert key={text} color="yellow" role="status" mb="sm">
      {text}
    </Alert>
  ))
}
