import { Button, Table, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { useAccessCall, useProjectName } from '../../../api/access.ts'
import type { User } from '../../../api/native.generated.ts'
import rows from '../../../parts/rows.module.css'
import { useLanguage } from '../../../words/language.tsx'
import { ConfirmCall } from '../confirm-call.tsx'
import { FormDialogue } from '../form-dialogue.tsx'
import { policyPlace } from '../policies/policy-place.ts'
import styles from '../text.module.css'
import tableStyles from './user-policies.module.css'
import { attachmentOf, noPolicy, PolicySelect } from './policy-select.tsx'

type Attached = User['policies'][number]

/** The policies of a user, each with where it counts; what no policy allows is refused. */
export function UserPolicies({ user }: { readonly user: User }): ReactNode {
  const { say } = useLanguage()
  const nameOf = useProjectName()
  const [isAttaching, setAttaching] = useState(false)
  const [detached, setDetached] = useState<Attached | null>(null)
  const placeOf = ({ project }: Attached): string =>
    project === null ? say('users.everyProject') : nameOf(project)
  return (
    <>
      <div className={styles['bar']}>
        <Text size="sm" c="dimmed">
          {say(user.policies.length === 0 ? 'users.mayNothingYet' : 'users.policiesAbout')}
        </Text>
        <Button size="xs" variant="default" onClick={() => setAttaching(true)}>
          {say('users.attach')}
        </Button>
      </div>
      {user.policies.length > 0 && (
        <div className={tableStyles['table']}>
          <Table>
            <Table.Tbody>
              {user.policies.map(attached => (
                <Table.Tr key={`${attached.policy} ${attached.project ?? ''}`}>
                  <Table.Td>
                    <Link href={policyPlace(attached.policy)} className={rows['title']}>
                      {attached.policy}
                    </Link>
                  </Table.Td>
                  <Table.Td>{placeOf(attached)}</Table.Td>
                  <Table.Td className={tableStyles['act']}>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`${say('users.detach')}: ${attached.policy}, ${placeOf(attached)}`}
                      onClick={() => setDetached(attached)}
                    >
                      {say('users.detach')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {isAttaching && <AttachDialogue user={user} close={() => setAttaching(false)} />}
      {detached !== null && (
        <ConfirmCall
          title={say('users.detach')}
          about={say('users.detachAbout', {
            policy: detached.policy,
            user: user.name,
            project: placeOf(detached),
          })}
          call={{ method: 'DELETE', path: detachPath(user, detached) }}
          close={() => setDetached(null)}
        />
      )}
    </>
  )
}

function detachPath({ id }: User, { policy, project }: Attached): string {
  const query = project === null ? '' : `?project=${project}`
  return `/v1/users/${id}/policies/${encodeURIComponent(policy)}${query}`
}

function AttachDialogue({ user, close }: { readonly user: User; readonly close: () => void }): ReactNode {
  const { say } = useLanguage()
  const [policy, setPolicy] = useState(noPolicy)
  const attach = useAccessCall<User>(close)
  return (
    <FormDialogue
      title={say('users.attach')}
      isBusy={attach.isPending}
      error={attach.error}
      places={['policy']}
      submit={() =>
        attach.mutate({
          method: 'POST',
          path: `/v1/users/${user.id}/policies`,
          body: attachmentOf(policy),
        })
      }
      close={close}
    >
      {problemOf => (
        <PolicySelect value={policy} change={setPolicy} problem={problemOf('policy')} isRequired />
      )}
    </FormDialogue>
  )
}
