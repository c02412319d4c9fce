import { Alert, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { CallError } from '../api/call.ts'
import { useLanguage } from '../words/language.tsx'

/** What went wrong and what to do next, in the server's words; that the server cannot be reached; or that the page has a fault. */
export function Refusal({ error }: { readonly error: Error }): ReactNode {
  const { message, remedy } = useTold(error)
  return (
    <Alert color="red" role="alert" title={message}>
      <Text size="sm">{remedy}</Text>
    </Alert>
  )
}

/** What is said of an error. */
interface Told {
  readonly message: string
  readonly remedy?: string
}

function useTold(error: Error): Told {
  const { language, say } = useLanguage()
  if (!(error instanceof CallError))
    return { message: say('shell.fault'), remedy: say('shell.faultRemedy', { message: error.message }) }
  const message = say('shell.unreachable')
  if (error.mayBeDone) return { message, remedy: say('shell.mayBeDone') }
  return error.told(language) ?? { message, remedy: say('shell.unreachableRemedy') }
}
