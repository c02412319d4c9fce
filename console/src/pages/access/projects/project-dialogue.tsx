import { useState, type ReactNode } from 'react'
import { useAccessCall } from '../../../api/access.ts'
import type { Project } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'
import { FormDialogue } from '../form-dialogue.tsx'
import { LanguageSelect } from '../language-select.tsx'
import { DescriptionField, NameField } from '../name-fields.tsx'

interface ProjectDialogueProps {
  /** Null: a new one. */
  readonly project: Project | null
  readonly close: () => void
}

/** Creates a project, or names and describes one. */
export function ProjectDialogue({ project, close }: ProjectDialogueProps): ReactNode {
  const { say } = useLanguage()
  const [name, setName] = useState(project?.name ?? '')
  const [description, setDescription] = useState(project?.description ?? '')
  const [speaks, setSpeaks] = useState(project?.language ?? null)
  const save = useAccessCall<Project>(close)
  const body = { name: name.trim(), description: description.trim(), language: speaks }
  const call =
    project === null
      ? ({ method: 'POST', path: '/v1/projects', body } as const)
      : ({ method: 'PUT', path: `/v1/projects/${project.id}`, body } as const)
  return (
    <FormDialogue
      title={say(project === null ? 'projects.add' : 'projects.change')}
      act={say(project === null ? 'access.create' : 'access.save')}
      isBusy={save.isPending}
      error={save.error}
      places={['name', 'description']}
      submit={() => save.mutate(call)}
      close={close}
    >
      {problemOf => (
        <>
          <NameField label={say('projects.name')} value={name} change={setName} problem={problemOf('name')} />
          <DescriptionField value={description} change={setDescription} problem={problemOf('description')} />
          <LanguageSelect
            label={say('access.language')}
            none={say('projects.languageNone')}
            value={speaks}
            change={setSpeaks}
          />
        </>
      )}
    </FormDialogue>
  )
}
