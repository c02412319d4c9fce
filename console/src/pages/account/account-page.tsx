import type { ReactNode } from 'react'
import { useProjectName } from '../../api/access.ts'
import { Fact, Facts } from '../../parts/facts.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { useLanguage } from '../../words/language.tsx'
import { Section } from '../../parts/section.tsx'
import { useWho } from '../../api/who.ts'
import { ChangePassword } from './change-password.tsx'

/** Who has signed in, and the own password. */
export function AccountPage(): ReactNode {
  const { say } = useLanguage()
  const { user, accessKey, project, administrator } = useWho()
  const nameOf = useProjectName()
  return (
    <>
      <PageHead title={say('account.title')} />
      <Facts>
        <Fact title={say('account.user')}>{user}</Fact>
        <Fact title={say('account.project')}>{nameOf(project)}</Fact>
        <Fact title={say('users.administrator')}>{say(administrator ? 'access.yes' : 'access.no')}</Fact>
        {accessKey !== user && (
          <Fact title={say('account.accessKey')} isWide>
            {accessKey}
          </Fact>
        )}
        <Fact title={say('account.projectId')} isWide>
          {project}
        </Fact>
      </Facts>
      <Section title={say('account.changePassword')}>
        <ChangePassword />
      </Section>
    </>
  )
}
