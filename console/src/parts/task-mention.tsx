import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'

interface TaskMentionProps {
  readonly text: string
  /** Id of a task that the text names; null: it names none. */
  readonly task: string | null
}

/** A text in which another task can be gone to, by the beginning of its id. */
export function TaskMention({ text, task }: TaskMentionProps): ReactNode {
  const [before = '', after] = task === null ? [text] : text.split(task)
  if (task === null || after === undefined) return text
  return (
    <>
      {before}
      <Anchor component={Link} href={`/tasks/${task}`} inherit underline="always" className="numbers">
        {task.slice(0, 8)}
      </Anchor>
      {after}
    </>
  )
}
