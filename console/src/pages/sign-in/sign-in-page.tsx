import { Button, Paper, PasswordInput, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { call } from '../../api/call.ts'
import type { SignedIn, Who } from '../../api/native.generated.ts'
import { keepWay, lastWay, type Way } from '../../api/session.ts'
import { useFormCheck } from '../../parts/form-check.ts'
import { usePageTitle } from '../../parts/page-title.ts'
import { LanguageSwitch } from '../../shell/language-switch.tsx'
import { Mark } from '../../shell/mark.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { ThemeSwitch } from '../../shell/theme-switch.tsx'
import { useLanguage } from '../../words/language.tsx'
import styles from './sign-in-page.module.css'

interface SignInPageProps {
  /** Whether somebody was signed in and has not asked to leave. */
  readonly isOver: boolean
  readonly signedIn: (who: Who) => void
}

/** Asks for a password or an access key; the browser gets a session and never sees the secret again. */
export function SignInPage({ isOver, signedIn }: SignInPageProps): ReactNode {
  const { language, say } = useLanguage()
  usePageTitle(say('signIn.title'))
  const [way, setWay] = useState(lastWay)
  const [name, setName] = useState('')
  const [secret, setSecret] = useState('')
  const signIn = useMutation({
    mutationFn: () => {
      // A password may begin or end with a blank; a key that was copied with one does not.
      const body =
        way === 'password'
          ? { user: name.trim(), password: secret }
          : { accessKey: name.trim(), secretKey: secret.trim() }
      return call<SignedIn>('/v1/session', { method: 'POST', body, language })
    },
    onSuccess(who) {
      keepWay(way)
      signedIn(who)
    },
  })
  const { form, problemOf } = useFormCheck(() => signIn.mutate())
  const choose = (chosen: string): void => {
    setWay(chosen as Way)
    setSecret('')
    signIn.reset()
  }

  return (
    <main className={styles['page']}>
      <Paper className={styles['card']} withBorder radius="md" p="xl">
        <form {...form}>
          <Stack gap="md">
            <Mark />
            <Title order={1} size="h3">
              {say('signIn.title')}
            </Title>
            {isOver && (
              <Text size="sm" role="status">
                {say('signIn.isOver')}
              </Text>
            )}
            <SegmentedControl
              value={way}
              onChange={choose}
              data={[
                { value: 'accessKey', label: say('signIn.byAccessKey') },
                { value: 'password', label: say('signIn.byPassword') },
              ]}
              aria-label={say('signIn.way')}
              fullWidth
            />
            <TextInput
              name="name"
              error={problemOf('name')}
              label={say(way === 'password' ? 'signIn.user' : 'signIn.accessKey')}
              value={name}
              onChange={event => setName(event.currentTarget.value)}
              autoComplete="username"
              spellCheck={false}
              required
              data-autofocus
              autoFocus
            />
            <PasswordInput
              name="secret"
              error={problemOf('secret')}
              label={say(way === 'password' ? 'signIn.password' : 'signIn.secretKey')}
              value={secret}
              onChange={event => setSecret(event.currentTarget.value)}
              autoComplete="current-password"
              visibilityToggleButtonProps={{ 'aria-label': say('signIn.show') }}
              required
            />
            {signIn.error !== null && <Refusal error={signIn.error} />}
            <Button type="submit" loading={signIn.isPending} fullWidth>
              {say('signIn.do')}
            </Button>
            <Text size="sm" c="dimmed">
              {say(way === 'password' ? 'signIn.whoSets' : 'signIn.where')}
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
