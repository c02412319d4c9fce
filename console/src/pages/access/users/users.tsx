import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useUsers } from '../../../api/access.ts'
import type { User } from '../../../api/native.generated.ts'
import { Loading } from '../../../parts/loading.tsx'
import { Moment } from '../../../parts/moment.tsx'
import { StatusBadge } from '../../../parts/status-badge.tsx'
import { Refusal } from '../../../parts/refusal.tsx'
import { joinNames } from '../../../../../src/words/joined.ts'
import rows from '../../../parts/rows.module.css'
import { useLanguage } from '../../../words/language.tsx'
import { AccessTable } from '../access-table.tsx'
import { InUse } from '../in-use.tsx'
import styles from '../text.module.css'
import { NewUserDialogue } from './new-user-dialogue.tsx'
import { userPlace } from './user-place.ts'

/** All users, and a new one. */
export function Users(): ReactNode {
  const { language, say } = useLanguage()
  const [, navigate] = useLocation()
  const { data: users, error } = useUsers()
  const [isAdding, setAdding] = useState(false)
  const policiesOf = ({ policies }: User): ReactNode => {
    const names = [...new Set(policies.map(({ policy }) => policy))]
    return names.length === 0 ? (
      <span className={rows['dim']}>{say('users.mayNothing')}</span>
    ) : (
      joinNames(names, language)
    )
  }
  const columns = [
    {
      title: say('users.name'),
      of: ({ name }: User) => (
        <Link href={userPlace(name)} className={rows['title']}>
          {name}
        </Link>
      ),
    },
    {
      title: say('access.state'),
      of: ({ disabledAt, administrator }: User) => (
        <span className={styles['badges']}>
          <InUse disabledAt={disabledAt} />
          {administrator && <StatusBadge tone="running" text={say('users.administrator')} />}
        </span>
      ),
    },
    {
      title: say('users.comesWith'),
      of: ({ hasPassword }: User) => say(hasPassword ? 'users.withPassword' : 'users.withKeys'),
    },
    { title: say('users.policies'), of: policiesOf },
    { title: say('access.created'), of: ({ createdAt }: User) => <Moment at={createdAt} /> },
  ]

  return (
    <>
      {error !== null && <Refusal error={error} />}
      {users === undefined && error === null && <Loading />}
      {users !== undefined && (
        <>
          <div className={styles['bar']}>
            <span className={styles['about']}>{say('users.about')}</span>
            <Button size="xs" onClick={() => setAdding(true)}>
              {say('users.add')}
            </Button>
          </div>
          <AccessTable
            label={say('access.users')}
            kind="users"
            columns={columns}
            rows={users}
            keyOf={({ id }) => id}
            placeOf={({ name }) => userPlace(name)}
          />
        </>
      )}
      {isAdding && (
        <NewUserDialogue added={({ name }) => navigate(userPlace(name))} close={() => setAdding(false)} />
      )}
    </>
  )
}
