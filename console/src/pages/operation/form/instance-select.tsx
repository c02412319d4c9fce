import { Select, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { addressesOf } from '../../../../../src/telling/addresses.ts'
import type { Instance } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'
import styles from './form.module.css'

interface InstanceSelectProps {
  readonly label: string
  readonly description?: string
  readonly instances: readonly Instance[]
  /** Id; null: none is chosen. */
  readonly value: string | null
  readonly change: (id: string | null) => void
  readonly isRequired: boolean
  readonly problem: string | null
}

/** Chooses one of the instances, by name. */
export function InstanceSelect(props: InstanceSelectProps): ReactNode {
  const { label, description, instances, value, change, isRequired, problem } = props
  const { say } = useLanguage()
  return (
    <Select
      label={label}
      description={description}
      placeholder={say('form.choose')}
      nothingFoundMessage={say('form.noInstance')}
      data={instances.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={change}
      error={problem}
      required={isRequired}
      clearable={!isRequired}
      clearButtonProps={{ 'aria-label': say('form.clear', { field: label }) }}
      searchable
      openOnFocus={false}
      comboboxProps={{ withinPortal: false }}
      limit={50}
      renderOption={({ option }) => {
        const instance = instances.find(({ id }) => id === option.value)
        return (
          <span>
            {option.label}
            {instance !== undefined && (
              <Text size="xs" className={styles['about']}>
                {instance.service} · {addressesOf(instance)}
              </Text>
            )}
          </span>
        )
      }}
    />
  )
}
