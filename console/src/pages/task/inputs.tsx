import { Anchor, Code, Table } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'
import { Link } from 'wouter'
import { inputFields } from '../../../../src/telling/input-fields.ts'
import { instanceText } from '../../../../src/telling/instance-text.ts'
import { inputTexts, operationTitles } from '../../../../src/telling/operation-titles.ts'
import type { Task } from '../../api/native.generated.ts'
import { useInstances, useOperation } from '../../api/queries.ts'

/** What a task was asked with, one row for each part of its input; hovered, a title tells the name. */
export function Inputs({ task }: { readonly task: Task }): ReactNode {
  const { data: operation } = useOperation(task.operation.name)
  const titles = useMemo(() => operationTitles(operation ?? null), [operation])
  const instances = new Set(
    inputFields(operation?.input ?? {})
      .filter(({ kind }) => kind.type === 'instance')
      .map(({ name }) => name),
  )
  return inputTexts(task.input, titles).map(({ name, title, text }) => (
    <Table.Tr key={name}>
      <Table.Th scope="row" title={name}>
        {title}
      </Table.Th>
      <Table.Td>
        {instances.has(name) ? <NamedInstance id={text} task={task} /> : <Code>{text}</Code>}
      </Table.Td>
    </Table.Tr>
  ))
}

/** An instance by its name, without a link where it is not registered any more. */
function NamedInstance({ id, task }: { readonly id: string; readonly task: Task }): ReactNode {
  const { data: instances = [] } = useInstances()
  const instance = instances.find(each => each.id === id)
  return instance === undefined ? (
    <Code>{instanceText(id, task)}</Code>
  ) : (
    <Anchor component={Link} href={`/instances/${id}`} size="sm">
      {instance.name}
    </Anchor>
  )
}
