import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { useKeepSummaries } from '../../api/live-summaries.ts'
import { useTasks } from '../../api/tasks.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { Refusal } from '../../shell/refusal.tsx'
import { Loading } from '../../parts/loading.tsx'
import { useLanguage } from '../../words/language.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { Empty } from './empty.tsx'
import { FilterBar } from './filter-bar.tsx'
import { isNarrow, listQueryOf, useFilters } from './filters.ts'
import { TaskList } from './task-list.tsx'

/** The tasks of the project, live. */
export function TasksPage(): ReactNode {
  const { say } = useLanguage()
  const [filters, change] = useFilters()
  const { tasks, isPending, error, hasMore, more } = useTasks(listQueryOf(filters))
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  useKeepSummaries()
  const chosen = tasks.filter(({ id }) => selected.has(id))

  return (
    <>
      <PageHead title={say('tasks.title')}>
        <Button component={Link} href="/operations" size="xs">
          {say('tasks.submit')}
        </Button>
      </PageHead>
      <FilterBar filters={filters} change={change} />
      {error !== null && <Refusal error={error} />}
      {isPending && <Loading />}
      {!isPending && tasks.length === 0 && error === null && <Empty isNarrow={isNarrow(filters)} />}
      {tasks.length > 0 && (
        <TaskList
          tasks={tasks}
          selected={selected}
          setSelected={setSelected}
          more={more}
          isComplete={!hasMore}
        />
      )}
      <BulkBar
        tasks={chosen}
        shown={tasks.length}
        isComplete={!hasMore}
        unselect={() => setSelected(new Set())}
      />
    </>
  )
}
