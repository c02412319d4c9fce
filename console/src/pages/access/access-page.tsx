import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { PageHead } from '../../parts/page-head.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { useLanguage } from '../../words/language.tsx'
import styles from './access-page.module.css'
import { Audit } from './audit/audit.tsx'
import { Keys } from './keys/keys.tsx'
import { Policies } from './policies/policies.tsx'
import { Projects } from './projects/projects.tsx'
import { Users } from './users/users.tsx'

const sections = {
  users: Users,
  keys: Keys,
  projects: Projects,
  policies: Policies,
  audit: Audit,
} satisfies Readonly<Record<string, () => ReactNode>>
type SectionName = keyof typeof sections
const names = Object.keys(sections) as readonly SectionName[]

/** Who may do what, and who has done what about it; the server refuses what is not for who has signed in. */
export function AccessPage({ section }: { readonly section: string }): ReactNode {
  const { say } = useLanguage()
  const [, navigate] = useLocation()
  const open = names.find(name => name === section)
  if (open === undefined) return <NotFound />
  const Shown = sections[open]
  return (
    <>
      <PageHead title={say('access.title')} />
      <Tabs
        value={open}
        onChange={name => {
          if (name !== null) navigate(`/access/${name}`)
        }}
        keepMounted={false}
      >
        <Tabs.List className={styles['tabs'] ?? ''}>
          {names.map(name => (
            <Tabs.Tab key={name} value={name}>
              {say(`access.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={open} pt="md">
          <Shown />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
