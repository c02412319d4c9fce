import { Switch, Text } from '@mantine/core'
import { memo, useCallback, useMemo, useState, type ReactNode } from 'react'
import { rowTitle } from '../../../../../src/telling/title.ts'
import { isSmall } from '../../../../../src/telling/small-events.ts'
import type { Event, Task } from '../../../api/native.generated.ts'
import { Loading } from '../../../parts/loading.tsx'
import { SearchBox } from '../../../parts/search-box.tsx'
import { useRows, VirtualRows } from '../../../parts/virtual-rows.tsx'
import { Refusal } from '../../../parts/refusal.tsx'
import { useLanguage } from '../../../words/language.tsx'
import { useHistory } from '../use-task.ts'
import styles from './events.module.css'
import { tellerOf, type ToldEvent } from './told-event.ts'
import { useFound } from './use-found.ts'

const columns = ['events.when', 'events.what', 'events.who', 'act.reason'] as const
const rowHeight = 37
const none: readonly Event[] = []

/** What happened, when, who did it and why; the newest first. */
export function Events({ task }: { readonly task: Task }): ReactNode {
  const { say } = useLanguage()
  const { data: read, error } = useHistory(task.id)
  const all = read ?? none
  const [isWhole, setWhole] = useState(false)
  const [search, setSearch] = useState('')
  const newestFirst = useMemo(
    () => all.filter(({ type }) => isWhole || !isSmall(type)).toReversed(),
    [all, isWhole],
  )
  const tell = useTeller(task)
  const textOf = useCallback((event: Event) => Object.values(tell(event)).join(' '), [tell])
  const events = useFound(newestFirst, search, textOf)
  const rows = useRows({
    count: events.length,
    height: () => rowHeight,
    keyOf: index => events[index]?.id ?? index,
    growsInFront: true,
  })
  return (
    <div>
      <div className={styles['bar']}>
        <SearchBox label={say('events.search')} text={search} change={setSearch} />
        <Switch
          label={say('events.whole')}
          checked={isWhole}
          onChange={event => setWhole(event.currentTarget.checked)}
        />
        {read !== undefined && (
          <Text
            size="sm"
            c="dimmed"
            className="numbers"
            // What was found is said to who cannot see it; what comes by itself would be said without end.
            role={search === '' ? undefined : 'status'}
          >
            {say('events.count', { count: events.length })}
          </Text>
        )}
      </div>
      {error !== null && <Refusal error={error} />}
      {read === undefined && error === null && <Loading />}
      <div
        className={styles['events']}
        role="table"
        aria-label={say('tab.events')}
        aria-rowcount={events.length + 1}
      >
        <div role="rowgroup">
          <div role="row" aria-rowindex={1} className={`${styles['row']} ${styles['head']}`}>
            {columns.map(column => (
              <div key={column} role="columnheader">
                {say(column)}
              </div>
            ))}
          </div>
        </div>
        <VirtualRows rows={rows}>
          {index => {
            const event = events[index]
            return event === undefined ? null : (
              <EventRow at={event.at} by={event.by} told={tell(event)} place={index + 2} />
            )
          }}
        </VirtualRows>
      </div>
    </div>
  )
}

/** Tells events by the titles of the task; what was told stays while these are the same. */
function useTeller(task: Task): ReturnType<typeof tellerOf> {
  const { language, say } = useLanguage()
  const { id, steps, effects } = task
  const titles = useMemo(() => {
    const parts = steps.flatMap(step => [step, ...step.subSteps])
    return JSON.stringify([
      id,
      parts.map(part => [rowTitle(part), part.unit]),
      effects.map(({ title }) => title),
    ])
  }, [id, steps, effects])
  // Of all that changes in a task only its titles count.
  return useMemo(() => tellerOf(task, { language, say }), [titles, language, say])
}

interface EventRowProps {
  readonly at: string
  /** Who did it, as the history has it; null: Stepwell itself. */
  readonly by: string | null
  readonly told: ToldEvent
  /** In the whole table, from 1. */
  readonly place: number
}

const EventRow = memo(function EventRow({ at, by, told, place }: EventRowProps): ReactNode {
  const { when, what, who, reason } = told
  return (
    <div role="row" aria-rowindex={place} className={styles['row']}>
      <div role="cell" className={`${styles['when']} numbers`}>
        <time dateTime={at}>{when}</time>
      </div>
      <div role="cell">{what}</div>
      <div role="cell" className={styles['who']} title={by ?? undefined}>
        {who}
      </div>
      <div role="cell">{reason}</div>
    </div>
  )
})
