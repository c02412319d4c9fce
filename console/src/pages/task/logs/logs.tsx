import { Button, Switch, TextInput } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { formatTimeOfDay } from '../../../../../src/telling/format.ts'
import { plainTitle } from '../../../../../src/telling/title.ts'
import type { LogLine, Task } from '../../../api/native.generated.ts'
import { Refusal } from '../../../shell/refusal.tsx'
import { useLanguage } from '../../../words/language.tsx'
import styles from './logs.module.css'
import { useLog } from './use-log.ts'

const lineHeight = 22

/** What its steps wrote: followed while it runs, searched, and to be taken along. */
export function Logs({ task }: { readonly task: Task }): ReactNode {
  const { language, say } = useLanguage()
  const [isFollowed, setFollowed] = useState(true)
  const [search, setSearch] = useState('')
  const { data: all = [], error } = useLog(task, isFollowed)
  const wanted = search.toLowerCase()
  const lines = wanted === '' ? all : all.filter(({ text }) => text.toLowerCase().includes(wanted))
  const titles = new Map(task.steps.map(({ name, title }) => [name, plainTitle(title)]))

  const list = useRef<HTMLDivElement>(null)
  const rows = useWindowVirtualizer({
    count: lines.length,
    estimateSize: () => lineHeight,
    overscan: 20,
    scrollMargin: list.current?.offsetTop ?? 0,
  })
  useEffect(() => {
    if (isFollowed && task.endedAt === null && lines.length > 0) rows.scrollToIndex(lines.length - 1)
  }, [isFollowed, task.endedAt, lines.length, rows])

  return (
    <section aria-label={say('tab.logs')}>
      <div className={styles['bar']}>
        <TextInput
          aria-label={say('logs.search')}
          placeholder={say('logs.search')}
          value={search}
          onChange={event => setSearch(event.currentTarget.value)}
        />
        <span className={styles['count']}>{say('logs.lines', { count: lines.length })}</span>
        <Switch
          label={say('logs.follow')}
          checked={isFollowed}
          onChange={event => setFollowed(event.currentTarget.checked)}
        />
        {all.length > 0 && (
          <Button variant="default" size="xs" onClick={() => download(task, all)}>
            {say('logs.download')}
          </Button>
        )}
      </div>
      {error !== null && <Refusal error={error} />}
      <div className={styles['log']}>
        <div ref={list} className={styles['space']} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const line = lines[index]
            return line === undefined ? null : (
              <div
                key={key}
                ref={rows.measureElement}
                data-index={index}
                className={styles['line']}
                style={{ transform: `translateY(${start - rows.options.scrollMargin}px)` }}
              >
                <time className="numbers" dateTime={line.at}>
                  {formatTimeOfDay(Date.parse(line.at), language)}
                </time>
                <span className={styles['step']}>
                  {line.step === null ? '' : (titles.get(line.step) ?? line.step)}
                </span>
                <span className={styles['text']}>{line.text}</span>
              </div>
            )
          })}
        </div>
        {lines.length === 0 && <p className={styles['none']}>{say('logs.none')}</p>}
      </div>
    </section>
  )
}

/** Gives the lines that were read as a file, each with its moment, attempt and step. */
function download(task: Task, lines: readonly LogLine[]): void {
  const text = lines
    .map(({ at, attempt, step, text: line }) => `${at} ${attempt} ${step ?? '-'} ${line}\n`)
    .join('')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.download = `${task.id}.log`
  link.click()
  URL.revokeObjectURL(link.href)
}
