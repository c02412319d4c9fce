import { ActionIcon, Button, Menu } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useProjects } from '../../../api/access.ts'
import type { Project } from '../../../api/native.generated.ts'
import { Copyable } from '../../../parts/copyable.tsx'
import { Loading } from '../../../parts/loading.tsx'
import { Moment } from '../../../parts/moment.tsx'
import { Refusal } from '../../../parts/refusal.tsx'
import rows from '../../../parts/rows.module.css'
import { useLanguage } from '../../../words/language.tsx'
import { AccessTable } from '../access-table.tsx'
import { ConfirmCall } from '../confirm-call.tsx'
import { languageNames } from '../language-names.ts'
import styles from '../text.module.css'
import { ProjectDialogue } from './project-dialogue.tsx'

/** All projects: made, called otherwise, and deleted once nothing is in them. */
export function Projects(): ReactNode {
  const { say } = useLanguage()
  const { data: projects, error } = useProjects()
  const [isAdding, setAdding] = useState(false)
  const columns = [
    { title: say('projects.name'), of: ({ name }: Project) => <strong>{name}</strong> },
    { title: say('access.id'), of: ({ id }: Project) => <Copyable text={id} /> },
    { title: say('access.description'), of: ({ description }: Project) => description },
    {
      title: say('access.language'),
      of: ({ language }: Project) =>
        language === null ? (
          <span className={rows['dim']}>{say('projects.languageNone')}</span>
        ) : (
          languageNames[language]
        ),
    },
    { title: say('access.created'), of: ({ createdAt }: Project) => <Moment at={createdAt} /> },
    { title: say('access.acts'), of: (project: Project) => <ProjectActions project={project} /> },
  ]
  return (
    <>
      {error !== null && <Refusal error={error} />}
      {projects === undefined && error === null && <Loading />}
      {projects !== undefined && (
        <>
          <div className={styles['bar']}>
            <span className={styles['about']}>{say('projects.about')}</span>
            <Button size="xs" onClick={() => setAdding(true)}>
              {say('projects.add')}
            </Button>
          </div>
          <AccessTable
            label={say('access.projects')}
            kind="projects"
            columns={columns}
            rows={projects}
            keyOf={({ id }) => id}
          />
        </>
      )}
      {isAdding && <ProjectDialogue project={null} close={() => setAdding(false)} />}
    </>
  )
}

function ProjectActions({ project }: { readonly project: Project }): ReactNode {
  const { say } = useLanguage()
  const [asked, setAsked] = useState<'change' | 'remove' | null>(null)
  const close = (): void => setAsked(null)
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" aria-label={`${say('access.acts')}: ${project.name}`}>
            …
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsked('change')}>{say('projects.change')}</Menu.Item>
          <Menu.Item c="var(--bad)" onClick={() => setAsked('remove')}>
            {say('projects.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked === 'change' && <ProjectDialogue project={project} close={close} />}
      {asked === 'remove' && (
        <ConfirmCall
          title={say('projects.remove')}
          about={say('projects.removeAbout', { project: project.name })}
          isGrave
          call={{ method: 'DELETE', path: `/v1/projects/${project.id}` }}
          close={close}
        />
      )}
    </>
  )
}
