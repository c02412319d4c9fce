import { Input, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLanguage } from '../../../words/language.tsx'
import styles from './form.module.css'

/** When a task is to begin, and why it is submitted. */
export interface When {
  readonly isUrgent: boolean
  /** As a field of the browser says it, in local time; `''`: at once. */
  readonly dueAt: string
  readonly reason: string
}

/** As soon as it can, behind those that wait. */
export const atOnce: When = { isUrgent: false, dueAt: '', reason: '' }

interface WhenAndWhyProps {
  readonly when: When
  readonly change: (when: When) => void
  /** What is wrong with one of them; null: nothing. */
  readonly problemOf: (name: 'dueAt' | 'reason') => string | null
}

/** The fields that every task has. */
export function WhenAndWhy({ when, change, problemOf }: WhenAndWhyProps): ReactNode {
  const { say } = useLanguage()
  return (
    <fieldset className={styles['rest']}>
      <legend className={styles['legend']}>{say('form.when')}</legend>
      <Input.Wrapper label={say('form.priority')} description={say('form.priorityHint')} labelElement="div">
        <SegmentedControl
          fullWidth
          aria-label={say('form.priority')}
          data={[
            { value: 'normal', label: say('form.normal') },
            { value: 'urgent', label: say('form.urgent') },
          ]}
          value={when.isUrgent ? 'urgent' : 'normal'}
          onChange={chosen => change({ ...when, isUrgent: chosen === 'urgent' })}
        />
      </Input.Wrapper>
      <TextInput
        type="datetime-local"
        name="dueAt"
        label={say('form.dueAt')}
        description={say('form.dueAtHint')}
        value={when.dueAt}
        onChange={event => change({ ...when, dueAt: event.currentTarget.value })}
        error={problemOf('dueAt')}
      />
      <Textarea
        label={say('act.reason')}
        description={say('act.reasonHint')}
        value={when.reason}
        onChange={event => change({ ...when, reason: event.currentTarget.value })}
        error={problemOf('reason')}
      />
    </fieldset>
  )
}
