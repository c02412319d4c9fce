import { Checkbox } from '@mantine/core'
import { useCallback, useEffect, type ReactNode } from 'react'
import type { Task } from '../../api/native.generated.ts'
import { useRows, VirtualRows } from '../../parts/virtual-rows.tsx'
import { useMarkedRow } from '../../parts/marked-row.ts'
import lines from '../../parts/rows.module.css'
import { useLanguage } from '../../words/language.tsx'
import styles from './task-list.module.css'
import { TaskRow } from './task-row.tsx'

interface TaskListProps {
  readonly tasks: readonly Task[]
  readonly selected: ReadonlySet<string>
  readonly setSelected: (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void
  /** Null: there is no more, or it is on its way. */
  readonly more: (() => void) | null
  readonly isComplete: boolean
  /** Whether these are of other filters, until those that fit come: they can be looked at, but not selected. */
  readonly isOld: boolean
}

const columns = [
  'tasks.status',
  'tasks.operation',
  'tasks.instance',
  'tasks.progress',
  'tasks.step',
  'tasks.started',
  'tasks.by',
] as const
const rowHeight = 55

/** The tasks, of which only those that are seen are drawn; the next page is read when its end comes near. */
export function TaskList(props: TaskListProps): ReactNode {
  const { tasks, selected, setSelected, more, isComplete, isOld } = props
  const { say } = useLanguage()
  const rows = useRows({
    count: tasks.length,
    height: () => rowHeight,
    keyOf: index => tasks[index]?.id ?? index,
  })
  const last = rows.virtualizer.getVirtualItems().at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= tasks.length - 20) more?.()
  }, [last, tasks.length, more])

  const select = useCallback(
    (id: string, isSelected: boolean) =>
      setSelected(before => {
        const next = new Set(before)
        if (isSelected) next.add(id)
        else next.delete(id)
        return next
      }),
    [setSelected],
  )
  const marked = useMarkedRow({
    count: tasks.length,
    placeOf: index => (tasks[index] === undefined ? undefined : `/tasks/${tasks[index].id}`),
    show: index => rows.virtualizer.scrollToIndex(index),
    keysOf: index => (isOld ? {} : { x: () => select(tasks[index]!.id, !selected.has(tasks[index]!.id)) }),
  })

  const isAll = tasks.length > 0 && tasks.every(({ id }) => selected.has(id))
  return (
    <div
      className={`${lines['list']} ${styles['tasks']}`}
      role="table"
      aria-label={say('tasks.title')}
      aria-busy={isOld}
      aria-rowcount={isComplete ? tasks.length + 1 : -1}
    >
      <div role="rowgroup">
        <div className={`${lines['head']} ${styles['head']}`} role="row" aria-rowindex={1}>
          <div role="columnheader">
            <Checkbox
              size="xs"
              checked={isAll && isComplete}
              disabled={isOld}
              indeterminate={selected.size > 0 && !(isAll && isComplete)}
              onChange={() => setSelected(() => new Set(isAll ? [] : tasks.map(({ id }) => id)))}
              aria-label={say('tasks.selectAll')}
            />
          </div>
          {columns.map(column => (
            <div key={column} role="columnheader">
              {say(column)}
            </div>
          ))}
        </div>
      </div>
      <VirtualRows rows={rows}>
        {index => {
          const row = tasks[index]
          return row === undefined ? null : (
            <TaskRow
              task={row}
              place={index + 2}
              isSelected={selected.has(row.id)}
              isMarked={index === marked}
              isOld={isOld}
              select={select}
            />
          )
        }}
      </VirtualRows>
      {isComplete && <div className={styles['end']}>{say('tasks.end')}</div>}
    </div>
  )
}
