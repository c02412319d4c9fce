import { Button, Text, Title } from '@mantine/core'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { fits } from '../../../../../src/telling/fits.ts'
import { inputFields } from '../../../../../src/telling/input-fields.ts'
import type { Instance, Operation } from '../../../api/native.generated.ts'
import { useToldForm } from '../../../parts/told-form.ts'
import { useLanguage } from '../../../words/language.tsx'
import { Field } from './field.tsx'
import styles from './form.module.css'
import { InstanceSelect } from './instance-select.tsx'
import { Correct, Refused } from './refused.tsx'
import { useSubmit } from './submission.ts'
import { firstValues, readValues } from './values.ts'
import { atOnce, WhenAndWhy } from './when-and-why.tsx'

interface SubmitFormProps {
  readonly operation: Operation
  /** Of the project. */
  readonly instances: readonly Instance[]
  /** Id or name of the instance that is chosen at first; null: none. */
  readonly preselected: string | null
}

/** Submits a task of an operation, by a form that its input's schema makes. */
export function SubmitForm({ operation, instances, preselected }: SubmitFormProps): ReactNode {
  const { say } = useLanguage()
  const fields = useMemo(() => inputFields(operation.input), [operation.input])
  const own = instances.filter(each => fits(operation, each))
  const [instance, setInstance] = useState(
    () => own.find(({ id, name }) => id === preselected || name === preselected)?.id ?? null,
  )
  const [values, setValues] = useState(() => firstValues(fields))
  const [when, setWhen] = useState(atOnce)
  const [unreadable, setUnreadable] = useState<ReadonlySet<string>>(new Set())
  const submit = useSubmit()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (submit.isError || unreadable.size > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [submit.isError, submit.error, unreadable])

  function send(): void {
    const read = readValues(fields, values)
    setUnreadable(read.unreadable)
    if (read.unreadable.size > 0) return
    submit.mutate({
      operation: operation.name,
      // Who has chosen none is told so by the server.
      ...(instance === null ? {} : { instance }),
      input: read.input,
      priority: when.isUrgent ? 'urgent' : 'normal',
      ...(when.dueAt === '' ? {} : { dueAt: new Date(when.dueAt).toISOString() }),
      ...(when.reason.trim() === '' ? {} : { reason: when.reason.trim() }),
    })
  }
  const places = ['instance', 'dueAt', 'reason', ...fields.map(({ name }) => placeOf(name))]
  const { form: told, problemOf, untold } = useToldForm({ error: submit.error, places, send })

  return (
    <form ref={form} className={styles['form']} {...told} aria-label={say('form.title')}>
      <Title order={2} size="h4">
        {say('form.title')}
      </Title>
      <InstanceSelect
        label={say('form.instance')}
        instances={own}
        value={instance}
        change={setInstance}
        isRequired
        problem={problemOf('instance')}
      />
      {own.length === 0 && (
        <Text size="sm" c="dimmed">
          {say('form.noneOfService', { service: operation.service })}
        </Text>
      )}
      {fields.map(field => (
        <Field
          key={field.name}
          field={field}
          value={values[field.name] ?? null}
          change={value => setValues(before => ({ ...before, [field.name]: value }))}
          problem={unreadable.has(field.name) ? say('form.notJson') : problemOf(placeOf(field.name))}
          instances={instances}
        />
      ))}
      <WhenAndWhy when={when} change={setWhen} problemOf={problemOf} />
      {unreadable.size > 0 && <Correct />}
      {submit.error !== null && unreadable.size === 0 && (
        <Refused error={submit.error} isTold={untold === null} />
      )}
      <Button type="submit" loading={submit.isPending}>
        {say('form.submit')}
      </Button>
    </form>
  )
}

/** Where the server finds fault with a field of the input. */
const placeOf = (field: string): string => `input/${field}`
