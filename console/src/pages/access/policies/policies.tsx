import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { usePolicies } from '../../../api/access.ts'
import type { Policy } from '../../../api/native.generated.ts'
import { Loading } from '../../../parts/loading.tsx'
import { Moment } from '../../../parts/moment.tsx'
import { Refusal } from '../../../parts/refusal.tsx'
import { joinNames } from '../../../../../src/words/joined.ts'
import rows from '../../../parts/rows.module.css'
import { useLanguage } from '../../../words/language.tsx'
import { AccessTable } from '../access-table.tsx'
import styles from '../text.module.css'
import { PolicyEditor } from './policy-editor.tsx'
import { policyPlace } from './policy-place.ts'
import unknown from './unknown-names.module.css'

/** How many users are named. */
const namedUsers = 3

/** All policies, and a new one. */
export function Policies(): ReactNode {
  const { language, say } = useLanguage()
  const [, navigate] = useLocation()
  const { data: policies, error } = usePolicies()
  const [isAdding, setAdding] = useState(false)
  const usersOf = ({ users }: Policy): string => {
    const names = joinNames(users.slice(0, namedUsers), language)
    return users.length > namedUsers
      ? say('policies.usersMore', { names, count: users.length - namedUsers })
      : names
  }
  const columns = [
    {
      title: say('policies.name'),
      of: ({ name, unknownActions, unknownResources }: Policy) => (
        <div className={unknown['named']}>
          <Link href={policyPlace(name)} className={rows['title']}>
            {name}
          </Link>
          {unknownActions.length > 0 && (
            <span className={unknown['count']}>
              {say('policies.unknownCount', { count: unknownActions.length })}
            </span>
          )}
          {unknownResources.length > 0 && (
            <span className={unknown['count']}>
              {say('policies.unknownResourceCount', { count: unknownResources.length })}
            </span>
          )}
        </div>
      ),
    },
    { title: say('access.description'), of: ({ description }: Policy) => description },
    { title: say('access.users'), of: usersOf },
    {
      title: say('access.changed'),
      of: ({ ready, updatedAt }: Policy) =>
        ready ? <span className={rows['dim']}>{say('policies.ready')}</span> : <Moment at={updatedAt} />,
    },
  ]

  if (isAdding)
    return (
      <PolicyEditor
        policy={null}
        saved={({ name }) => navigate(policyPlace(name))}
        close={() => setAdding(false)}
      />
    )
  return (
    <>
      {error !== null && <Refusal error={error} />}
      {policies === undefined && error === null && <Loading />}
      {policies !== undefined && (
        <>
          <div className={styles['bar']}>
            <span className={styles['about']}>{say('policies.about')}</span>
            <Button size="xs" onClick={() => setAdding(true)}>
              {say('policies.add')}
            </Button>
          </div>
          <AccessTable
            label={say('access.policies')}
            kind="policies"
            columns={columns}
            rows={policies}
            keyOf={({ name }) => name}
            placeOf={({ name }) => policyPlace(name)}
          />
        </>
      )}
    </>
  )
}
