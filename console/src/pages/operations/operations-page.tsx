import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'wouter'
import { fits } from '../../../../src/telling/fits.ts'
import { useInstances, useOperations } from '../../api/queries.ts'
import { EmptyNote } from '../../parts/empty-note.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { Loading } from '../../parts/loading.tsx'
import { useLanguage } from '../../words/language.tsx'
import { OperationCard } from './operation-card.tsx'
import styles from './operations-page.module.css'

/** What can be done; with an instance in the address, what can be done to it. */
export function OperationsPage(): ReactNode {
  const { say } = useLanguage()
  const [query] = useSearchParams()
  const { data: operations, error } = useOperations()
  const { data: instances } = useInstances()
  const wanted = query.get('instance')
  const instance = instances?.find(({ id, name }) => id === wanted || name === wanted) ?? null
  const shown = operations?.filter(operation => instance === null || fits(operation, instance))

  return (
    <>
      <PageHead title={say('operation.title')} />
      {instance !== null && (
        <Text className={styles['for']}>
          {say('operation.for', { instance: instance.name })}{' '}
          <Anchor component={Link} href="/operations" underline="always">
            {say('operation.showAll')}
          </Anchor>
        </Text>
      )}
      {error !== null && <Refusal error={error} />}
      {operations === undefined && error === null && <Loading />}
      {shown?.length === 0 && <EmptyNote>{say('operation.none')}</EmptyNote>}
      {shown !== undefined && shown.length > 0 && (
        <ul className={styles['cards']}>
          {shown.map(operation => (
            <li key={operation.name}>
              <OperationCard operation={operation} instance={instance?.id ?? null} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
