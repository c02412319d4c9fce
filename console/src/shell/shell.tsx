import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { call } from '../api/call.ts'
import { leaveSession } from '../api/session.ts'
import { useWho } from '../api/who.ts'
import { useLanguage } from '../words/language.tsx'
import { Fallen } from './fallen.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { LiveMark } from './live-mark.tsx'
import { Mark } from './mark.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Shortcuts, useShortcutsShown } from './shortcuts.tsx'
import { ServerState } from './server-state.tsx'
import styles from './shell.module.css'
import { ThemeSwitch } from './theme-switch.tsx'
import { TimeZone } from './time-zone.tsx'

const places = ['tasks', 'instances', 'operations', 'access'] as const

/** A name as far as the head of the page has room for it. */
const inShort = (name: string): string => (name.length > 16 ? `${name.slice(0, 12)}…` : name)

/** What stands around every page: where one can go, whether it is live, language, theme, and who one is. */
export function Shell({ children }: { readonly children: ReactNode }): ReactNode {
  const { language, say } = useLanguage()
  const [location, navigate] = useLocation()
  const { accessKey, user, project, administrator } = useWho()
  const client = useQueryClient()
  const shortcuts = useShortcutsShown()
  const signOut = useMutation({
    mutationFn: () => call('/v1/session', { method: 'DELETE', language }),
    onSuccess: () => {
      navigate('/tasks')
      leaveSession(client)
    },
  })

  return (
    <div className={styles['shell']}>
      <a className={styles['skip']} href="#page">
        {say('shell.skip')}
      </a>
      <header className={styles['header']}>
        <Link href="/tasks" className={styles['home']} aria-label="Stepwell">
          <Mark />
        </Link>
        <nav className={styles['places']} aria-label={say('shell.places')}>
          {places
            .filter(place => place !== 'access' || administrator)
            .map(place => (
              <Link
                key={place}
                href={`/${place}`}
                className={styles['place']}
                aria-current={location.startsWith(`/${place}`) ? 'page' : undefined}
              >
                {say(`nav.${place}`)}
              </Link>
            ))}
        </nav>
        <div className={styles['choices']}>
          <TimeZone />
          <LiveMark />
          <LanguageSwitch />
          <ThemeSwitch />
          <Tooltip label={say('shortcuts.title')}>
            <ActionIcon
              variant="default"
              size="md"
              aria-label={say('shortcuts.title')}
              onClick={shortcuts.open}
            >
              ?
            </ActionIcon>
          </Tooltip>
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <Button variant="default" size="xs" className="numbers">
                {inShort(user)}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>
                {say('shell.project', { project })}
                <br />
                {accessKey}
              </Menu.Label>
              <Menu.Item component={Link} href="/account">
                {say('account.title')}
              </Menu.Item>
              <Menu.Item onClick={() => signOut.mutate()}>{say('shell.signOut')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </header>
      <main id="page" className={styles['page']}>
        <ServerState />
        {signOut.error !== null && <Refusal error={signOut.error} />}
        {/* Another page is another try. */}
        <Fallen key={location}>{children}</Fallen>
      </main>
      <Shortcuts {...shortcuts} />
    </div>
  )
}
