import { Button, Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { plainTitle } from '../../../../src/telling/title.ts'
import { useInstances, useOperations } from '../../api/queries.ts'
import { SearchBox } from '../../parts/search-box.tsx'
import { useLanguage } from '../../words/language.tsx'
import styles from './filter-bar.module.css'
import { isNarrow, nothing, orders, type Filters } from './filters.ts'
import { StatusChips } from './status-chips.tsx'

interface FilterBarProps {
  readonly filters: Filters
  readonly change: (change: Partial<Filters>) => void
}

/** Narrows the list; everything chosen is in the address of the page. */
export function FilterBar({ filters, change }: FilterBarProps): ReactNode {
  const { say } = useLanguage()
  const { data: operations = [] } = useOperations()
  const { data: instances = [] } = useInstances()
  // Also one that a link names and nothing here is of: it could not be seen, nor taken back.
  const services = [...operations, ...instances].map(({ service }) => service as string)
  const shownServices = [...new Set(filters.service === null ? services : [...services, filters.service])]

  return (
    <div className={styles['bar']} role="search">
      <SearchBox label={say('tasks.search')} text={filters.search} change={search => change({ search })} />
      <Select
        aria-label={say('tasks.service')}
        placeholder={say('tasks.service')}
        clearable
        data={shownServices.toSorted()}
        value={filters.service}
        onChange={service => change({ service })}
        clearButtonProps={{ 'aria-label': say('tasks.clear') }}
      />
      <Select
        aria-label={say('tasks.operation')}
        placeholder={say('tasks.operation')}
        clearable
        searchable
        data={operations.map(({ name, title }) => ({ value: name, label: plainTitle(title) }))}
        value={filters.operation}
        onChange={operation => change({ operation })}
        clearButtonProps={{ 'aria-label': say('tasks.clear') }}
      />
      <Select
        aria-label={say('tasks.instance')}
        placeholder={say('tasks.instance')}
        clearable
        searchable
        limit={50}
        data={instances.map(({ id, name }) => ({ value: id, label: name }))}
        value={filters.instance}
        onChange={instance => change({ instance })}
        clearButtonProps={{ 'aria-label': say('tasks.clear') }}
      />
      <Select
        aria-label={say('tasks.order')}
        data={orders.map(order => ({ value: order, label: say(`tasks.${order}`) }))}
        allowDeselect={false}
        value={filters.order}
        onChange={chosen => change({ order: orders.find(order => order === chosen) ?? nothing.order })}
      />
      <StatusChips filters={filters} change={change} />
      {isNarrow(filters) && (
        <Button variant="subtle" size="xs" onClick={() => change({ ...nothing, order: filters.order })}>
          {say('tasks.clear')}
        </Button>
      )}
    </div>
  )
}
