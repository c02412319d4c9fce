import { Alert, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { CallError } from '../api/call.ts'
import { useLanguage } from '../words/language.tsx'

/** What went wrong and what to do next, in the server's words; or that the server cannot be reached. */
export function Refusal({ error }: { readonly error: Error }): ReactNode {
  const { language, say } = useLanguage()
  const told = error instanceof CallError ? error.told(language) : null
  return (
    <Alert color="red" role="alert" title={told?.message ?? say('shell.unreachable')}>
      <Text size="sm">{told === null ? say('shell.unreachableRemedy') : told.remedy}</Text>
    </Alert>
  )
}
