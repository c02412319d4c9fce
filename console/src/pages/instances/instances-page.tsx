import type { ReactNode } from 'react'
import { useSearchParams } from 'wouter'
import { addressesOf } from '../../../../src/telling/addresses.ts'
import { useKeepSummaries } from '../../api/live-summaries.ts'
import type { Instance } from '../../api/native.generated.ts'
import { useInstances } from '../../api/queries.ts'
import { EmptyNote } from '../../parts/empty-note.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import { RefusedList } from '../../parts/refused-list.tsx'
import { Loading } from '../../parts/loading.tsx'
import { useLanguage } from '../../words/language.tsx'
import { InstanceList } from './instance-list.tsx'

const firstCommands = `stepwell instance add redis://10.0.0.5:6379 --name shop-cache
stepwell instance add kafka://10.0.0.21:9092 --service dms --name orders-bus`

/** The instances of the project, each with the work on it. */
export function InstancesPage(): ReactNode {
  const { say } = useLanguage()
  const [query, setQuery] = useSearchParams()
  const search = query.get('search') ?? ''
  const { data: instances, error } = useInstances()
  useKeepSummaries()
  const shown = instances?.filter(instance => fits(instance, search)) ?? []

  return (
    <>
      <PageHead title={say('instances.title')}>
        <SearchBox
          label={say('instances.search')}
          text={search}
          change={text => setQuery(text === '' ? {} : { search: text }, { replace: true })}
        />
      </PageHead>
      {error !== null && <RefusedList error={error} />}
      {instances === undefined && error === null && <Loading />}
      {instances?.length === 0 && (
        <EmptyNote title={say('instances.empty')} commands={firstCommands}>
          {say('instances.emptyHow')}
        </EmptyNote>
      )}
      {instances !== undefined && instances.length > 0 && shown.length === 0 && (
        <EmptyNote>{say('instances.none')}</EmptyNote>
      )}
      {shown.length > 0 && <InstanceList instances={shown} />}
    </>
  )
}

/** Whether each word of a search is in what an instance is known by. */
function fits(instance: Instance, search: string): boolean {
  const known = [instance.id, instance.name, instance.service, addressesOf(instance)].join(' ').toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every(word => known.includes(word))
}
