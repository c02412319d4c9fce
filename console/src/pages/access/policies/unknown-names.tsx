import { Alert, Code } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Policy } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'
import styles from './unknown-names.module.css'

/** Says what of a policy, as it was saved, stands for no action and for no resource. */
export function UnknownNames({ policy }: { readonly policy: Policy }): ReactNode {
  const { say } = useLanguage()
  return (
    <>
      <Unknown
        title={say('policies.unknown')}
        names={policy.unknownActions}
        about={say('policies.unknownAbout')}
      />
      <Unknown
        title={say('policies.unknownResources')}
        names={policy.unknownResources}
        about={say('policies.unknownResourcesAbout')}
      />
    </>
  )
}

interface UnknownProps {
  readonly title: string
  readonly names: readonly string[]
  readonly about: string
}

function Unknown({ title, names, about }: UnknownProps): ReactNode {
  if (names.length === 0) return null
  return (
    <Alert color="yellow" role="status">
      <strong>{title}</strong>
      <ul className={styles['names']}>
        {names.map(name => (
          <li key={name}>
            <Code className={styles['name'] ?? ''}>{name}</Code>
          </li>
        ))}
      </ul>
      {about}
    </Alert>
  )
}
