import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { CallError } from '../api/call.ts'
import { useLanguage } from '../words/language.tsx'
import { useFormCheck } from './form-check.ts'
import { Refusal } from './refusal.tsx'

/** Why a list cannot be shown; who may not see the whole of it is led to the one instance they may see. */
export function RefusedList({ error }: { readonly error: Error }): ReactNode {
  return (
    <Stack>
      <Refusal error={error} />
      {error instanceof CallError && error.code === 'forbidden' && <OpenInstance />}
    </Stack>
  )
}

function OpenInstance(): ReactNode {
  const { say } = useLanguage()
  const [, navigate] = useLocation()
  const [instance, setInstance] = useState('')
  const { form, problemOf } = useFormCheck(() =>
    navigate(`/instances/${encodeURIComponent(instance.trim())}`),
  )
  return (
    <form {...form}>
      <Group align="flex-end">
        <TextInput
          name="instance"
          label={say('instances.openOne')}
          description={say('instances.openOneHow')}
          value={instance}
          error={problemOf('instance')}
          onChange={event => setInstance(event.currentTarget.value)}
          spellCheck={false}
          required
          w="100%"
          maw={480}
        />
        <Button type="submit" variant="default">
          {say('instances.open')}
        </Button>
      </Group>
    </form>
  )
}
