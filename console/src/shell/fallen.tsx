import { Alert, Button, Stack } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { useLanguage } from '../words/language.tsx'

interface FallenState {
  readonly error: Error | null
}

/** Stands for what can't be drawn: after an upgrade of the server a part of the page may be gone, and all of it is loaded anew. */
export class Fallen extends Component<{ readonly children: ReactNode }, FallenState> {
  override state: FallenState = { error: null }

  static getDerivedStateFromError(error: Error): FallenState {
    return { error }
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <LoadAnew />
  }
}

function LoadAnew(): ReactNode {
  const { say } = useLanguage()
  return (
    <Stack align="flex-start">
      <Alert color="red" role="alert" title={say('shell.fallen')}>
        {say('shell.fallenRemedy')}
      </Alert>
      <Button onClick={() => location.reload()}>{say('shell.loadAnew')}</Button>
    </Stack>
  )
}
