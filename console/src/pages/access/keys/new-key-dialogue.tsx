import { NativeSelect } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAccessCall, useProjects, useUsers } from '../../../api/access.ts'
import type { Key, NewKey } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'
import { FormDialogue } from '../form-dialogue.tsx'
import { useWho } from '../../../api/who.ts'

interface NewKeyDialogueProps {
  /** Name of the user it is for; null: that is chosen here. */
  readonly user: string | null
  readonly added: (key: Key) => void
  readonly close: () => void
}

/** Makes an access key. */
export function NewKeyDialogue({ user, added, close }: NewKeyDialogueProps): ReactNode {
  const { say } = useLanguage()
  const who = useWho()
  const { data: users = [] } = useUsers()
  const { data: projects = [] } = useProjects()
  const [name, setName] = useState(user ?? '')
  const [project, setProject] = useState(who.project)
  const add = useAccessCall<Key>(key => {
    close()
    added(key)
  })
  const body: NewKey = { project, ...(name === '' ? {} : { user: name }) }
  return (
    <FormDialogue
      title={say('keys.add')}
      act={say('access.create')}
      isBusy={add.isPending}
      error={add.error}
      submit={() => add.mutate({ method: 'POST', path: '/v1/keys', body })}
      close={close}
    >
      {() => (
        <>
          {user === null && (
            <NativeSelect
              label={say('keys.user')}
              description={say('keys.userHint')}
              value={name}
              onChange={event => setName(event.currentTarget.value)}
              data={[
                { value: '', label: say('keys.ownUser') },
                ...users.map(each => ({ value: each.name, label: each.name })),
              ]}
            />
          )}
          <NativeSelect
            label={say('keys.project')}
            description={say('keys.projectHint')}
            value={project}
            onChange={event => setProject(event.currentTarget.value)}
            data={projects.map(({ id, name: label }) => ({ value: id, label }))}
          />
        </>
      )}
    </FormDialogue>
  )
}
