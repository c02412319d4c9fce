import { Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { secondsBetween } from '../../../../src/telling/elapsed.ts'
import { failureText } from '../../../../src/telling/failure-text.ts'
import { formatDuration } from '../../../../src/telling/format.ts'
import { taskStatusWords } from '../../../../src/words/statuses.ts'
import type { Task } from '../../api/native.generated.ts'
import { Moment } from '../../parts/moment.tsx'
import { StatusBadge, toneOf } from '../../parts/status-badge.tsx'
import { useLanguage } from '../../words/language.tsx'
import styles from './plain-table.module.css'

const columns = [
  'attempts.number',
  'tasks.status',
  'instances.ended',
  'instances.took',
  'instances.outcome',
] as const

/** Every attempt that has ended, and why; the newest first. */
export function Attempts({ task }: { readonly task: Task }): ReactNode {
  const { language, say } = useLanguage()
  if (task.attempts.length === 0) return <Text c="dimmed">{say('attempts.none')}</Text>
  return (
    <div className={styles['table']}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {columns.map(column => (
              <Table.Th key={column} scope="col">
                {say(column)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {task.attempts.toReversed().map(attempt => {
            const { number, status, startedAt, endedAt, failure } = attempt
            const seconds = secondsBetween(startedAt, endedAt)
            return (
              <Table.Tr key={number}>
                <Table.Th scope="row">{say('task.attempt', { number })}</Table.Th>
                <Table.Td>
                  <StatusBadge tone={toneOf({ status })} text={taskStatusWords[status][language]} />
                </Table.Td>
                <Table.Td>
                  <Moment at={endedAt} />
                </Table.Td>
                <Table.Td>{seconds === null ? '' : formatDuration(seconds, language)}</Table.Td>
                <Table.Td>{failure === null ? '' : failureText(failure, task, say)}</Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </div>
  )
}
