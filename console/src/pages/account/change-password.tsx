import { Alert, Button, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { call, CallError } from '../../api/call.ts'
import type { User } from '../../api/native.generated.ts'
import { askWho } from '../../api/session.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { useLanguage } from '../../words/language.tsx'
import { useToldForm } from '../../parts/told-form.ts'
import { PasswordField } from '../../parts/password-field.tsx'
import styles from './change-password.module.css'

/** Changes the own password; who came in with the one before is asked for the new one. */
export function ChangePassword(): ReactNode {
  const { language, say } = useLanguage()
  const client = useQueryClient()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useMutation({
    mutationFn: () => call<User>('/v1/password', { method: 'PUT', body: { current, password }, language }),
    gcTime: 0,
    onSuccess() {
      setCurrent('')
      setPassword('')
      askWho(client)
    },
  })
  // What is said to who signs in speaks of keys and other users.
  const isWrong = change.error instanceof CallError && change.error.code === 'sign_in_refused'
  const { form, problemOf, untold } = useToldForm({
    error: isWrong ? null : change.error,
    places: ['current', 'password'],
    send: () => change.mutate(),
  })
  return (
    <form {...form} className={styles['form']}>
      <Stack>
        <Text size="sm" c="dimmed">
          {say('account.changeAbout')}
        </Text>
        <PasswordField
          name="current"
          label={say('account.current')}
          value={current}
          change={setCurrent}
          isKnown
          problem={problemOf('current') ?? (isWrong ? say('account.wrong') : null)}
          isRequired
        />
        <PasswordField
          name="password"
          label={say('account.new')}
          value={password}
          change={setPassword}
          problem={problemOf('password')}
          isRequired
        />
        {untold !== null && <Refusal error={untold} />}
        {change.isSuccess && (
          <Alert color="green" role="status">
            {say('account.isChanged')}
          </Alert>
        )}
        <div>
          <Button type="submit" loading={change.isPending}>
            {say('account.changePassword')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
