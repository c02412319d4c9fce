import { Fragment, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Task } from '../api/native.generated.ts'

interface InstanceLinksProps {
  readonly task: Pick<Task, 'uses'>
  readonly className?: string | undefined
}

/** What a task is done to; where it uses others as well, from where to where. What is not registered any more is only named. */
export function InstanceLinks({ task, className }: InstanceLinksProps): ReactNode {
  return task.uses.map(({ id, name, isRegistered }, index) => (
    <Fragment key={id}>
      {index > 0 && <span aria-hidden> → </span>}
      {isRegistered ? (
        <Link href={`/instances/${id}`} className={className}>
          {name ?? id}
        </Link>
      ) : (
        <span>{name ?? id}</span>
      )}
    </Fragment>
  ))
}
