import { Alert, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { CallError } from '../api/call.ts'
import { useLanguage } from '../words/language.tsx'

/** What went wrong and what to do next, in the server's words; or that the server cannot be reached. */
export function Refusal({ error }: { readonly error: Error }): ReactNode {
  const { say } = useLanguage()
  const isTold = error instanceof CallError && error.message !== ''
  return (
    <Alert color="red" role="alert" title={isTold ? error.message : say('shell.unreachable')}>
      <Text size="sm">{isTold ? error.remedy : say('shell.unreachableRemedy')}</Text>
    </Alert>
  )
}
