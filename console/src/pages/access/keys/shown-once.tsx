import { Alert, Button, Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Key } from '../../../api/native.generated.ts'
import { Copyable } from '../../../parts/copyable.tsx'
import { Dialogue } from '../../../parts/dialogue.tsx'
import { Fact, Facts } from '../../../parts/facts.tsx'
import { useLanguage } from '../../../words/language.tsx'

interface ShownOnceProps {
  readonly made: Key
  readonly close: () => void
}

/** Shows what of a key is secret, this once: whoever closes it has to say so. */
export function ShownOnce({ made, close }: ShownOnceProps): ReactNode {
  const { say } = useLanguage()
  return (
    <Dialogue isOpen isHeld title={say('keys.made')} close={close}>
      <Stack>
        <Alert color="yellow" role="status">
          {say('keys.shownOnce')}
        </Alert>
        <Facts isStacked>
          <Fact title={say('signIn.accessKey')}>
            <Copyable text={made.accessKey} />
          </Fact>
          <Fact title={say('signIn.secretKey')}>
            <Copyable text={made.secretKey} />
          </Fact>
          <Fact title={say('keys.token')}>
            <Copyable text={made.token} />
          </Fact>
        </Facts>
        <Group justify="flex-end">
          <Button onClick={close}>{say('keys.kept')}</Button>
        </Group>
      </Stack>
    </Dialogue>
  )
}
