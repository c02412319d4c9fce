import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { call } from '../../api/call.ts'
import type { SignedIn, Who } from '../../api/native.generated.ts'
import { useFormCheck } from '../../parts/form-check.ts'
import { usePageTitle } from '../../parts/page-title.ts'
import { LanguageSwitch } from '../../shell/language-switch.tsx'
import { Mark } from '../../shell/mark.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { ThemeSwitch } from '../../shell/theme-switch.tsx'
import { useLanguage } from '../../words/language.tsx'
import styles from './sign-in-page.module.css'

/** Asks for an access key; the browser gets a session and never sees the secret again. */
export function SignInPage({ signedIn }: { readonly signedIn: (who: Who) => void }): ReactNode {
  const { language, say } = useLanguage()
  usePageTitle(say('signIn.title'))
  const [accessKey, setAccessKey] = useState('')
  const [secretKey, setSecretKey] = useState('')
  const signIn = useMutation({
    mutationFn: () =>
      call<SignedIn>('/v1/session', { method: 'POST', body: { accessKey, secretKey }, language }),
    onSuccess: signedIn,
  })
  const { form, problemOf } = useFormCheck(() => signIn.mutate())

  return (
    <main className={styles['page']}>
      <Paper className={styles['card']} withBorder radius="md" p="xl">
        <form {...form}>
          <Stack gap="md">
            <Mark />
            <Title order={1} size="h3">
              {say('signIn.title')}
            </Title>
            <TextInput
              name="accessKey"
              error={problemOf('accessKey')}
              label={say('signIn.accessKey')}
              value={accessKey}
              onChange={event => setAccessKey(event.currentTarget.value.trim())}
              autoComplete="username"
              spellCheck={false}
              required
              data-autofocus
              autoFocus
            />
            <PasswordInput
              name="secretKey"
              error={problemOf('secretKey')}
              label={say('signIn.secretKey')}
              value={secretKey}
              onChange={event => setSecretKey(event.currentTarget.value.trim())}
              autoComplete="current-password"
              visibilityToggleButtonProps={{ 'aria-label': say('signIn.show') }}
              required
            />
            {signIn.error !== null && <Refusal error={signIn.error} />}
            <Button type="submit" loading={signIn.isPending} fullWidth>
              {say('signIn.do')}
            </Button>
            <Text size="sm" c="dimmed">
              {say('signIn.where')}
            </Text>
          </Stack>
        </form>
      </Paper>
      <div className={styles['choices']}>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </main>
  )
}
