import type { ReactNode } from 'react'
import { useUser } from '../../../api/access.ts'
import { Loading } from '../../../parts/loading.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import { Refusal } from '../../../parts/refusal.tsx'
import { useLanguage } from '../../../words/language.tsx'
import { Section } from '../../../parts/section.tsx'
import { KeyList } from '../keys/key-list.tsx'
import { UserActions } from './user-actions.tsx'
import { UserFacts } from './user-facts.tsx'
import { UserPolicies } from './user-policies.tsx'

/** A user: what is known of it, what it may do, its keys, and what can be done with it. */
export function UserPage({ name }: { readonly name: string }): ReactNode {
  const { say } = useLanguage()
  const { data: user, error } = useUser(name)
  if (user === undefined)
    return (
      <>
        <PageHead title={name} />
        {error === null ? <Loading /> : <Refusal error={error} />}
      </>
    )
  return (
    <>
      <PageHead title={user.name}>
        <UserActions user={user} />
      </PageHead>
      {error !== null && <Refusal error={error} />}
      <UserFacts user={user} />
      <Section title={say('users.policies')}>
        <UserPolicies user={user} />
      </Section>
      <Section title={say('access.keys')}>
        <KeyList user={user.name} />
      </Section>
    </>
  )
}
