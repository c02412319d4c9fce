import { Chip } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatNumber } from '../../../../src/telling/format.ts'
import { taskStatusWords } from '../../../../src/words/statuses.ts'
import { useTaskCounts } from '../../api/task-counts.ts'
import { useLanguage } from '../../words/language.tsx'
import styles from './filter-bar.module.css'
import { countedBy, statuses, type Filters } from './filters.ts'

interface StatusChipsProps {
  readonly filters: Filters
  readonly change: (change: Partial<Filters>) => void
}

/** The statuses to choose from, each with how many tasks have it; and those tasks that stand still. */
export function StatusChips({ filters, change }: StatusChipsProps): ReactNode {
  const { language, say } = useLanguage()
  const { data: counts } = useTaskCounts(countedBy(filters))
  // Nobody counts what a search finds.
  const numberOf = (count: number | undefined): string => {
    if (counts === undefined || count === undefined || filters.search !== '') return ''
    return ` ${formatNumber(count, language)}${count >= counts.most ? '+' : ''}`
  }
  return (
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
            <span className="numbers">{numberOf(counts?.statuses[status])}</span>
          </Chip>
        ))}
      </Chip.Group>
      <Chip
        size="xs"
        variant="outline"
        color="yellow"
        checked={filters.isStalled}
        onChange={isStalled => change({ isStalled })}
      >
        {say('tasks.stalled')}
        <span className="numbers">{numberOf(counts?.stalled)}</span>
      </Chip>
    </fieldset>
  )
}
