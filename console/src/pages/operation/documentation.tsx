import { Table, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatPercent } from '../../../../src/telling/format.ts'
import { inputFields, kindText, needText } from '../../../../src/telling/input-fields.ts'
import { plainTitle } from '../../../../src/telling/title.ts'
import type { Operation } from '../../api/native.generated.ts'
import { useLanguage } from '../../words/language.tsx'
import styles from './documentation.module.css'

/** What an operation asks for, what it does step by step, and how it may fail. */
export function Documentation({ operation }: { readonly operation: Operation }): ReactNode {
  const { say } = useLanguage()
  return (
    <div className={styles['parts']}>
      <Part title={say('operation.steps')}>
        <Steps operation={operation} />
      </Part>
      <Part title={say('operation.input')}>
        <Input operation={operation} />
      </Part>
      <Part title={say('operation.failures')}>
        <Failures operation={operation} />
      </Part>
    </div>
  )
}

interface PartProps {
  readonly title: string
  readonly children: ReactNode
}

function Part({ title, children }: PartProps): ReactNode {
  return (
    <section>
      <Title order={2} size="h4" className={styles['title']}>
        {title}
      </Title>
      {children}
    </section>
  )
}

function Steps({ operation: { steps } }: { readonly operation: Operation }): ReactNode {
  const { say } = useLanguage()
  return (
    <Rows
      title={say('operation.steps')}
      headings={[say('operation.step'), say('operation.share'), say('operation.cancel')]}
    >
      {steps.map(step => (
        <Table.Tr key={step.name}>
          <Table.Td>{plainTitle(step.title)}</Table.Td>
          <Table.Td className="numbers">{formatPercent(step.share)}</Table.Td>
          <Table.Td className={styles['dim']}>
            {say(step.cancellable ? 'operation.cancellable' : 'operations.notCancellable')}
          </Table.Td>
        </Table.Tr>
      ))}
    </Rows>
  )
}

function Input({ operation }: { readonly operation: Operation }): ReactNode {
  const { say } = useLanguage()
  const fields = inputFields(operation.input)
  if (fields.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say('operation.noInput')}
      </Text>
    )
  return (
    <Rows
      title={say('operation.input')}
      headings={[say('operation.field'), say('operation.kind'), say('operation.meaning')]}
    >
      {fields.map(field => (
        <Table.Tr key={field.name}>
          <Table.Td>
            {field.title !== null && <div>{field.title}</div>}
            <span className={styles['code']}>{field.name}</span>
          </Table.Td>
          <Table.Td className={styles['dim']}>
            {kindText(field, say)}
            <br />
            {needText(field, say)}
          </Table.Td>
          <Table.Td className={styles['meaning']}>{field.description}</Table.Td>
        </Table.Tr>
      ))}
    </Rows>
  )
}

interface RowsProps {
  readonly title: string
  readonly headings: readonly string[]
  readonly children: ReactNode
}

function Rows({ title, headings, children }: RowsProps): ReactNode {
  return (
    <div className={styles['table']} tabIndex={0} role="group" aria-label={title}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {headings.map(heading => (
              <Table.Th key={heading}>{heading}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </div>
  )
}

function Failures({ operation: { failures } }: { readonly operation: Operation }): ReactNode {
  const { say } = useLanguage()
  if (failures.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say('operation.noFailures')}
      </Text>
    )
  return (
    <ul className={styles['failures']}>
      {failures.map(({ code, message, remedy }) => (
        <li key={code} className={styles['failure']}>
          <span className={styles['code']}>{code}</span>
          <span>{message}</span>
          <span className={styles['remedy']}>{remedy}</span>
        </li>
      ))}
    </ul>
  )
}
