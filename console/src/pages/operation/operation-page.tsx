import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSearchParams } from 'wouter'
import { plainTitle } from '../../../../src/telling/title.ts'
import { useInstances, useOperation } from '../../api/queries.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { Loading } from '../../parts/loading.tsx'
import { useLanguage } from '../../words/language.tsx'
import { Documentation } from './documentation.tsx'
import { SubmitForm } from './form/submit-form.tsx'
import styles from './operation-page.module.css'

/** An operation: what it does and asks for, how it may fail, and a form that has it done. */
export function OperationPage({ name }: { readonly name: string }): ReactNode {
  const { say } = useLanguage()
  const [query] = useSearchParams()
  const { data: operation, error } = useOperation(name)
  const instances = useInstances()
  const failed = error ?? instances.error
  return (
    <>
      <PageHead title={operation === undefined ? name : plainTitle(operation.title)} />
      {failed !== null && <Refusal error={failed} />}
      {operation === undefined && failed === null && <Loading />}
      {operation !== undefined && (
        <>
          <Text size="sm" c="dimmed" className={styles['name']}>
            {operation.name} · {operation.service} ·{' '}
            {say('operations.version', { version: operation.version })}
          </Text>
          <Text className={styles['description']}>{operation.description}</Text>
          <div className={styles['columns']}>
            {instances.data !== undefined && (
              <SubmitForm
                operation={operation}
                instances={instances.data}
                preselected={query.get('instance')}
              />
            )}
            <Documentation operation={operation} />
          </div>
        </>
      )}
    </>
  )
}
