import { Button } from '@mantine/core'
import { useCallback, useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { useKeepSummaries } from '../../api/live-summaries.ts'
import { useTasks } from '../../api/tasks.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { RefusedList } from '../../parts/refused-list.tsx'
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
  const query = listQueryOf(filters)
  const { tasks, isPending, isOld, error, hasMore, more } = useTasks(query)
  const [selected, setSelected] = useSelection(query.toString())
  useKeepSummaries()
  // What fits other filters is not acted on.
  const chosen = isOld ? [] : tasks.filter(({ id }) => selected.has(id))

  return (
    <>
      <PageHead title={say('tasks.title')}>
        <Button component={Link} href="/operations" size="xs">
          {say('tasks.submit')}
        </Button>
      </PageHead>
      <FilterBar filters={filters} change={change} />
      {error !== null && <RefusedList error={error} />}
      {(isPending || (isOld && tasks.length === 0)) && error === null && <Loading />}
      {!isPending && !isOld && tasks.length === 0 && error === null && <Empty isNarrow={isNarrow(filters)} />}
      {tasks.length > 0 && (
        <TaskList
          tasks={tasks}
          selected={selected}
          setSelected={setSelected}
          more={more}
          isComplete={!hasMore && !isOld}
          isOld={isOld}
        />
      )}
      <BulkBar
        tasks={chosen}
        shown={tasks.length}
        isComplete={!hasMore}
        unselect={() => setSelected(() => none)}
      />
    </>
  )
}

const none: ReadonlySet<string> = new Set()

/** What is selected of a list; of another one it is nothing: what is no longer seen must not be acted on. */
function useSelection(
  list: string,
): readonly [ReadonlySet<string>, (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void] {
  const [selection, setSelection] = useState({ list, ids: none })
  if (selection.list !== list) setSelection({ list, ids: none })
  const setIds = useCallback(
    (change: (before: ReadonlySet<string>) => ReadonlySet<string>) =>
      setSelection(before => ({ ...before, ids: change(before.ids) })),
    [],
  )
  return [selection.ids, setIds]
}
