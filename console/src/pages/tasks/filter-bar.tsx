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
  // A link may name it by name.
  const chosenInstance = instances.find(({ name }) => name === filters.instance)?.id ?? filters.instance
  const services = [...new Set([...operations, ...instances].map(({ service }) => service))]

  return (
    <div className={styles['bar']} role="search">
      <SearchBox label={say('tasks.search')} text={filters.search} change={search => change({ search })} />
      <Select
        aria-label={say('tasks.service')}
        placeholder={say('tasks.service')}
        clearable
        data={withChosen(
          services.toSorted().map(service => ({ value: service, label: service })),
          filters.service,
        )}
        value={filters.service}
        onChange={service => change({ service })}
        clearButtonProps={{ 'aria-label': say('form.clear', { field: say('tasks.service') }) }}
      />
      <Select
        aria-label={say('tasks.operation')}
        placeholder={say('tasks.operation')}
        clearable
        searchable
        data={withChosen(
          operations.map(({ name, title }) => ({ value: name, label: plainTitle(title) })),
          filters.operation,
        )}
        value={filters.operation}
        onChange={operation => change({ operation })}
        clearButtonProps={{ 'aria-label': say('form.clear', { field: say('tasks.operation') }) }}
      />
      <Select
        aria-label={say('tasks.instance')}
        placeholder={say('tasks.instance')}
        clearable
        searchable
        limit={50}
        data={withChosen(
          instances.map(({ id, name }) => ({ value: id, label: name })),
          chosenInstance,
        )}
        value={chosenInstance}
        onChange={instance => change({ instance })}
        clearButtonProps={{ 'aria-label': say('form.clear', { field: say('tasks.instance') }) }}
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

interface Choice {
  readonly value: string
  readonly label: string
}

/** Choices, and what a link names that is none of them (null: nothing): it could not be seen, nor taken back. */
const withChosen = (choices: readonly Choice[], chosen: string | null): Choice[] =>
  chosen === null || choices.some(({ value }) => value === chosen)
    ? [...choices]
    : [...choices, { value: chosen, label: chosen }]
