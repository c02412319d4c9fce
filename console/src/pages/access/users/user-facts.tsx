import type { ReactNode } from 'react'
import type { User } from '../../../api/native.generated.ts'
import { Copyable } from '../../../parts/copyable.tsx'
import { Fact, Facts } from '../../../parts/facts.tsx'
import { Moment } from '../../../parts/moment.tsx'
import { useLanguage } from '../../../words/language.tsx'
import { InUse } from '../in-use.tsx'
import { languageNames } from '../language-names.ts'

/** What is known of a user. */
export function UserFacts({ user }: { readonly user: User }): ReactNode {
  const { say } = useLanguage()
  return (
    <Facts>
      <Fact title={say('access.state')}>
        <InUse disabledAt={user.disabledAt} /> <Moment at={user.disabledAt} />
      </Fact>
      <Fact title={say('users.administrator')}>{say(user.administrator ? 'access.yes' : 'access.no')}</Fact>
      <Fact title={say('users.comesWith')}>
        {say(user.hasPassword ? 'users.withPassword' : 'users.withKeys')}
      </Fact>
      <Fact title={say('access.language')}>
        {user.language === null ? say('users.languageNone') : languageNames[user.language]}
      </Fact>
      <Fact title={say('access.created')}>
        <Moment at={user.createdAt} />
      </Fact>
      <Fact title={say('access.changed')}>
        <Moment at={user.updatedAt} />
      </Fact>
      <Fact title={say('access.id')} isWide>
        <Copyable text={user.id} />
      </Fact>
    </Facts>
  )
}
