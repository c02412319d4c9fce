import { Alert, Code } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Policy } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'
import styles from './unknown-actions.module.css'

/** Says what of a policy, as it was saved, stands for no action. */
export function UnknownActions({ policy: { unknownActions } }: { readonly policy: Policy }): ReactNode {
  const { say } = useLanguage()
  if (unknownActions.length === 0) return null
  return (
    <Alert color="yellow" role="status">
      <strong>{say('policies.unknown')}</strong>
      <ul className={styles['names']}>
        {unknownActions.map(action => (
          <li key={action}>
            <Code className={styles['name'] ?? ''}>{action}</Code>
          </li>
        ))}
      </ul>
      {say('policies.unknownAbout')}
    </Alert>
  )
}
