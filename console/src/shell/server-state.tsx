import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { formatTimeOfDay } from '../../../src/telling/format.ts'
import { call } from '../api/call.ts'
import type { Ready } from '../api/native.generated.ts'
import { useLive } from '../api/live.tsx'
import { useLanguage } from '../words/language.tsx'

const lookEveryMs = 10_000

/** What keeps the server from work, in its own words; or that it is away, and how old what is shown is. */
export function ServerState(): ReactNode {
  const { language, say } = useLanguage()
  const { state } = useLive()
  const [lostAt, setLostAt] = useState<number | null>(null)
  useEffect(() => setLostAt(before => (state === 'lost' ? (before ?? Date.now()) : null)), [state])
  const { data } = useQuery({
    queryKey: ['server', language],
    queryFn: ({ signal }) => call<Ready>('/v1/server', { language, signal }),
    refetchInterval: lookEveryMs,
    retry: false,
  })
  const missing = data?.ready === false ? data.missing.map(({ message }) => message) : []
  const told = lostAt === null ? missing : [say('shell.asItWas', { at: formatTimeOfDay(lostAt, language) })]
  return told.map(text => (
    <Alert key={text} color="yellow" role="status" mb="sm">
      {text}
    </Alert>
  ))
}
