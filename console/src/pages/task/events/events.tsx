import { Switch, Table } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { eventNames } from '../../../../../src/telling/event-names.ts'
import { workerText } from '../../../../../src/telling/event-parameters.ts'
import { eventText } from '../../../../../src/telling/event-text.ts'
import { formatMoment } from '../../../../../src/telling/format.ts'
import { isSmall } from '../../../api/small-events.ts'
import type { Event, Task } from '../../../api/native.generated.ts'
import { Refusal } from '../../../shell/refusal.tsx'
import { useLanguage } from '../../../words/language.tsx'
import { useHistory } from '../use-task.ts'
import styles from './events.module.css'

/** What happened, when, who did it and why; the newest first. */
export function Events({ task }: { readonly task: Task }): ReactNode {
  const { language, say } = useLanguage()
  const { data: all = [], error } = useHistory(task.id)
  const [isWhole, setWhole] = useState(false)
  const names = eventNames(task)
  const events = all.filter(({ type }) => isWhole || !isSmall(type)).toReversed()
  return (
    <div>
      <Switch
        label={say('events.whole')}
        checked={isWhole}
        onChange={event => setWhole(event.currentTarget.checked)}
        mb="sm"
      />
      {error !== null && <Refusal error={error} />}
      <div className={styles['events']} tabIndex={0} role="region" aria-label={say('tab.events')}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('events.when')}</Table.Th>
              <Table.Th>{say('events.what')}</Table.Th>
              <Table.Th>{say('events.who')}</Table.Th>
              <Table.Th>{say('act.reason')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {events.map((event, index) => (
              <Table.Tr key={`${event.id}-${index}`}>
                <Table.Td className={`${styles['when']} numbers`}>
                  {formatMoment(Date.parse(event.at), language)}
                </Table.Td>
                <Table.Td>{eventText(event, names, { language, now: Date.parse(event.at) })}</Table.Td>
                <Table.Td className={styles['who']}>
                  <Who by={event.by} />
                </Table.Td>
                <Table.Td>{event.reason}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </div>
  )
}

/** A person by the access key, a worker by the beginning of its id, or Stepwell itself. */
function Who({ by }: Pick<Event, 'by'>): ReactNode {
  const { say } = useLanguage()
  if (by === null) return say('events.stepwell')
  return by.startsWith('worker-') ? say('events.byWorker', { worker: workerText(by) }) : by
}
