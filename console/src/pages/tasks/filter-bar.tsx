import { Button, Chip, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { plainTitle } from '../../../../src/telling/title.ts'
import { taskStatusWords } from '../../../../src/words/statuses.ts'
import { useInstances, useOperations } from '../../api/queries.ts'
import { useKeys } from '../../shell/keys.ts'
import { useLanguage } from '../../words/language.tsx'
import styles from './filter-bar.module.css'
import { isNarrow, statuses, type Filters } from './filters.ts'

interface FilterBarProps {
  readonly filters: Filters
  readonly change: (change: Partial<Filters>) => void
}

const searchAfterMs = 250

/** Narrows the list; everything chosen is in the address of the page. */
export function FilterBar({ filters, change }: FilterBarProps): ReactNode {
  const { language, say } = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const [search, setSearch] = useState(filters.search)
  useEffect(() => setSearch(filters.search), [filters.search])
  const changeLater = useDebouncedCallback((text: string) => change({ search: text }), searchAfterMs)
  useKeys({ '/': () => input.current?.focus() })
  const { data: operations = [] } = useOperations()
  const { data: instances = [] } = useInstances()

  return (
    <div className={styles['bar']} role="search">
      <TextInput
        ref={input}
        className={styles['search']}
        aria-label={say('tasks.search')}
        placeholder={say('tasks.search')}
        value={search}
        onChange={event => {
          setSearch(event.currentTarget.value)
          changeLater(event.currentTarget.value.trim())
        }}
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
        data={[
          { value: 'newest', label: say('tasks.newest') },
          { value: 'oldest', label: say('tasks.oldest') },
        ]}
        allowDeselect={false}
        value={filters.order}
        onChange={order => change({ order: order === 'oldest' ? 'oldest' : 'newest' })}
      />
      <fieldset className={styles['statuses']}>
        <legend className={styles['legend']}>{say('tasks.status')}</legend>
        <Chip.Group
          multiple
          value={[...filters.statuses]}
          onChange={chosen => change({ statuses: statuses.filter(status => chosen.includes(status)) })}
        >
          {statuses.map(status => (
            <Chip key={status} value={status} size="xs" variant="outline">
              {taskStatusWords[status][language]}
            </Chip>
          ))}
        </Chip.Group>
      </fieldset>
      {isNarrow(filters) && (
        <Button
          variant="subtle"
          size="xs"
          onClick={() => change({ search: '', statuses: [], service: null, operation: null, instance: null })}
        >
          {say('tasks.clear')}
        </Button>
      )}
    </div>
  )
}
