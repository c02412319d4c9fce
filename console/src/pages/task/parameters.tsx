import { Stack, Table, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { begunAt } from '../../../../src/telling/elapsed.ts'
import { rescheduledText } from '../../../../src/telling/rescheduled-text.ts'
import { submitterText } from '../../../../src/telling/who-text.ts'
import { effectsInPlace, titlesOf } from '../../../../src/telling/effects.ts'
import type { Task } from '../../api/native.generated.ts'
import { Moment } from '../../parts/moment.tsx'
import { useLanguage } from '../../words/language.tsx'
import { Inputs } from './inputs.tsx'
import styles from './plain-table.module.css'

/** A moment of the task; null: there was none, and nothing is said of it. */
const momentOf = (at: string | null): ReactNode => (at === null ? null : <Moment at={at} />)

/** What it was asked with, by whom and when, and what it has in place. */
export function Parameters({ task }: { readonly task: Task }): ReactNode {
  const { language, say } = useLanguage()
  const facts: readonly (readonly [name: string, value: ReactNode])[] = [
    [say('task.submittedBy'), submitterText(task, say)],
    [say('task.why'), task.reason],
    [say('task.submittedAt'), momentOf(task.createdAt)],
    [say('task.dueAt'), momentOf(task.dueAt === task.createdAt ? null : task.dueAt)],
    [say('task.rescheduledBy'), rescheduledText(task, say)],
    [say('task.begunAt'), momentOf(task.attempt > 1 ? begunAt(task) : null)],
    [say('task.startedAt'), momentOf(task.startedAt)],
    [say('task.endedAt'), momentOf(task.endedAt)],
    [say('task.priority'), say(task.priority === 'urgent' ? 'task.urgent' : 'task.normal')],
    [say('task.worker'), task.worker],
    [say('task.operationVersion'), `${task.operation.name} ${task.operation.version}`],
    [say('task.inPlace'), titlesOf(effectsInPlace(task), language)],
  ]
  const isAsked = Object.keys(task.input ?? {}).length > 0
  return (
    <Stack gap="lg">
      {isAsked && (
        <section>
          <Title order={2} size="h5" mb="xs">
            {say('operation.input')}
          </Title>
          <div className={styles['table']}>
            <Table>
              <Table.Tbody>
                <Inputs task={task} />
              </Table.Tbody>
            </Table>
          </div>
        </section>
      )}
      <section>
        <Title order={2} size="h5" mb="xs">
          {say('task.submission')}
        </Title>
        <div className={styles['table']}>
          <Table>
            <Table.Tbody>
              {facts
                .filter(([, value]) => value !== null && value !== '')
                .map(([name, value]) => (
                  <Table.Tr key={name}>
                    <Table.Th scope="row">{name}</Table.Th>
                    <Table.Td>{value}</Table.Td>
                  </Table.Tr>
                ))}
            </Table.Tbody>
          </Table>
        </div>
      </section>
    </Stack>
  )
}
