import { Button } from '@mantine/core'
import { useCallback, useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import { formatNumber } from '../../../../../src/telling/format.ts'
import { logReader, rowKey, rowsWith } from '../../../../../src/telling/log-rows.ts'
import { plainTitle } from '../../../../../src/telling/title.ts'
import type { LogLine, Task } from '../../../api/native.generated.ts'
import { FollowedRows } from '../../../parts/followed-rows.tsx'
import { Loading } from '../../../parts/loading.tsx'
import { SearchBox } from '../../../parts/search-box.tsx'
import { Refusal } from '../../../parts/refusal.tsx'
import { useLanguage } from '../../../words/language.tsx'
import { downloadLog } from './download.ts'
import { Row } from './row.tsx'
import styles from './logs.module.css'
import { useLog } from './use-log.ts'

const rowHeight = 22
const noLines: readonly LogLine[] = []

/** What its steps wrote: followed while it runs, searched, and to be taken along. */
export function Logs({ task }: { readonly task: Task }): ReactNode {
  const { language, say } = useLanguage()
  const [isAtEnd, setAtEnd] = useState(true)
  const [search, setSearch] = useState('')
  const { data: read, error } = useLog(task)
  const lines = read ?? noLines
  const all = useMemo(() => logReader()(lines), [lines])
  // Tens of thousands of lines: who types goes first.
  const wanted = useDeferredValue(search)
  const rows = useMemo(() => (wanted === '' ? all : rowsWith(all, wanted)), [all, wanted])
  const count = useMemo(() => rows.filter(({ type }) => type === 'line').length, [rows])
  const titles = useMemo(
    () => new Map(task.steps.map(({ name, title }) => [name, plainTitle(title)])),
    [task.steps],
  )
  const titleOf = useCallback(
    (step: string | null): string => (step === null ? say('logs.noStep') : (titles.get(step) ?? step)),
    [titles, say],
  )

  return (
    <section aria-label={say('tab.logs')}>
      <div className={styles['bar']}>
        <SearchBox label={say('logs.search')} text={search} change={setSearch} />
        {read !== undefined && (
          <span className={styles['count']}>
            {say('logs.lines', { count: formatNumber(count, language) })}
            {task.endedAt === null && isAtEnd && ` · ${say('logs.following')}`}
          </span>
        )}
        {lines.length > 0 && (
          <Button variant="default" size="xs" onClick={() => downloadLog(task.id, all, say)}>
            {say('logs.download')}
          </Button>
        )}
      </div>
      {error !== null && <Refusal error={error} />}
      {read === undefined && error === null && <Loading />}
      {rows.length === 0 ? (
        read !== undefined && (
          <p className={styles['none']}>{say(wanted === '' ? 'logs.none' : 'logs.noneFound')}</p>
        )
      ) : (
        <FollowedRows
          label={say('tab.logs')}
          count={rows.length}
          keyOf={index => rowKey(rows[index]!)}
          row={index => <Row row={rows[index]!} titleOf={titleOf} />}
          rowHeight={rowHeight}
          setAtEnd={setAtEnd}
        />
      )}
    </section>
  )
}
