import { NumberInput, Select, Switch, Text, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { InputField } from '../../../../../src/telling/input-fields.ts'
import type { Instance } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'
import { hintOf } from './hint.ts'
import { InstanceSelect } from './instance-select.tsx'
import styles from './form.module.css'
import type { FieldValue } from './values.ts'

interface FieldProps {
  readonly field: InputField
  readonly value: FieldValue
  readonly change: (value: FieldValue) => void
  /** What is wrong with it; null: nothing. */
  readonly problem: string | null
  readonly instances: readonly Instance[]
}

/** One field of an operation's input, as its schema wants it. */
export function Field(props: FieldProps): ReactNode {
  const { field, value, change, problem, instances } = props
  const { language, say } = useLanguage()
  const description = hintOf(field, language, say)
  const text = typeof value === 'string' ? value : ''
  const shared = {
    label: field.title ?? field.name,
    description,
    error: problem,
    required: field.isRequired,
  }
  switch (field.kind.type) {
    case 'instance':
      return (
        <InstanceSelect
          label={shared.label}
          description={description}
          instances={instances}
          value={text === '' ? null : text}
          change={change}
          isRequired={field.isRequired}
          problem={problem}
        />
      )
    case 'choice': {
      const { choices } = field.kind
      return (
        <Select
          {...shared}
          data={choices.map(choice => ({
            value: JSON.stringify(choice.value),
            label: typeof choice.value === 'string' ? choice.value : JSON.stringify(choice.value),
          }))}
          value={text === '' ? null : text}
          onChange={change}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          clearable={!field.isRequired && field.default === undefined}
          clearButtonProps={{ 'aria-label': say('form.clear', { field: shared.label }) }}
          renderOption={({ option }) => {
            const about = choices.find(choice => JSON.stringify(choice.value) === option.value)?.description
            return (
              <span>
                {option.label}
                {typeof about === 'string' && (
                  <Text size="xs" className={styles['about']}>
                    {about}
                  </Text>
                )}
              </span>
            )
          }}
        />
      )
    }
    case 'boolean':
      return (
        <Switch
          label={shared.label}
          description={description}
          error={problem}
          checked={value === true}
          onChange={event => change(event.currentTarget.checked)}
        />
      )
    case 'number':
      return (
        <NumberInput
          {...shared}
          value={text}
          onChange={number => change(String(number))}
          allowDecimal={!field.kind.isWhole}
          {...(field.kind.minimum === null ? {} : { min: field.kind.minimum })}
          {...(field.kind.maximum === null ? {} : { max: field.kind.maximum })}
          // What is out of bounds stays as it was typed, and the server says so: a number that changes by itself is not seen.
          clampBehavior="none"
        />
      )
    case 'text':
      return <TextInput {...shared} value={text} onChange={event => change(event.currentTarget.value)} />
    case 'texts':
    case 'json':
      return (
        <Textarea
          {...shared}
          value={text}
          onChange={event => change(event.currentTarget.value)}
          rows={3}
          classNames={{ input: styles['code'] ?? '' }}
          spellCheck={false}
        />
      )
  }
}
