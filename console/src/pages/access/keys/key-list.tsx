import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { useAccessKeys, useProjectName } from '../../../api/access.ts'
import type { Key, KeptKey } from '../../../api/native.generated.ts'
import { EmptyNote } from '../../../parts/empty-note.tsx'
import { Loading } from '../../../parts/loading.tsx'
import { Moment } from '../../../parts/moment.tsx'
import { Refusal } from '../../../parts/refusal.tsx'
import rows from '../../../parts/rows.module.css'
import { useLanguage } from '../../../words/language.tsx'
import { AccessTable } from '../access-table.tsx'
import { InUse } from '../in-use.tsx'
import styles from '../text.module.css'
import { userPlace } from '../users/user-place.ts'
import { KeyActions } from './key-actions.tsx'
import { NewKeyDialogue } from './new-key-dialogue.tsx'
import { ShownOnce } from './shown-once.tsx'

/** Access keys, of one user (null: of all): made here, shown once, disabled, rotated and deleted. */
export function KeyList({ user }: { readonly user: string | null }): ReactNode {
  const { say } = useLanguage()
  const { data: keys, error } = useAccessKeys(user)
  const nameOf = useProjectName()
  const [isAdding, setAdding] = useState(false)
  const [made, setMade] = useState<Key | null>(null)
  const columns = [
    {
      title: say('keys.key'),
      of: ({ accessKey }: KeptKey) => <span className={styles['id']}>{accessKey}</span>,
    },
    {
      title: say('keys.user'),
      of: ({ user: name }: KeptKey) => (
        <Link href={userPlace(name)} className={rows['title']}>
          {name}
        </Link>
      ),
    },
    { title: say('keys.project'), of: ({ project }: KeptKey) => nameOf(project) },
    { title: say('access.created'), of: ({ createdAt }: KeptKey) => <Moment at={createdAt} /> },
    {
      title: say('keys.lastUsed'),
      of: ({ lastUsedAt }: KeptKey) =>
        lastUsedAt === null ? (
          <span className={rows['dim']}>{say('keys.neverUsed')}</span>
        ) : (
          <Moment at={lastUsedAt} />
        ),
    },
    {
      title: say('access.state'),
      of: ({ disabledAt }: KeptKey) => <InUse disabledAt={disabledAt} />,
    },
    {
      title: say('access.acts'),
      of: (key: KeptKey) => <KeyActions accessKey={key} rotated={setMade} />,
    },
  ]

  return (
    <>
      {error !== null && <Refusal error={error} />}
      {keys === undefined && error === null && <Loading />}
      {keys !== undefined && (
        <>
          <div className={styles['bar']}>
            <span className={styles['about']}>{say('keys.about')}</span>
            <Button
              size="xs"
              {...(user === null ? {} : { variant: 'default' })}
              onClick={() => setAdding(true)}
            >
              {say('keys.add')}
            </Button>
          </div>
          {keys.length === 0 ? (
            <EmptyNote>{say('keys.none')}</EmptyNote>
          ) : (
            <AccessTable
              label={say('access.keys')}
              kind="keys"
              columns={columns}
              rows={keys}
              keyOf={({ accessKey }) => accessKey}
            />
          )}
        </>
      )}
      {isAdding && <NewKeyDialogue user={user} added={setMade} close={() => setAdding(false)} />}
      {made !== null && <ShownOnce made={made} close={() => setMade(null)} />}
    </>
  )
}
