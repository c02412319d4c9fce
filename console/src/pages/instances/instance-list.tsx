import { useRef, type ReactNode } from 'react'
import { useProjectWork } from '../../api/instance-work.ts'
import type { Instance } from '../../api/native.generated.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { useMarkedRow } from '../../parts/marked-row.ts'
import rows from '../../parts/rows.module.css'
import { useLanguage } from '../../words/language.tsx'
import styles from './instance-list.module.css'
import { InstanceRow } from './instance-row.tsx'

const columns = [
  'instances.name',
  'instances.service',
  'instances.addresses',
  'instances.found',
  'instances.now',
  'instances.waiting',
] as const

/** Instances, one a row; on a narrow page, one a card. */
export function InstanceList({ instances }: { readonly instances: readonly Instance[] }): ReactNode {
  const { say } = useLanguage()
  const work = useProjectWork()
  const list = useRef<HTMLDivElement>(null)
  const marked = useMarkedRow({
    count: instances.length,
    placeOf: index => (instances[index] === undefined ? undefined : `/instances/${instances[index].id}`),
    show: index => list.current?.children[index]?.scrollIntoView({ block: 'nearest' }),
  })
  return (
    <>
      {work.error !== null && <Refusal error={work.error} />}
      <div
        className={`${rows['list']} ${styles['instances']}`}
        role="table"
        aria-label={say('instances.title')}
        aria-rowcount={instances.length + 1}
      >
        <div role="rowgroup">
          <div className={`${rows['head']} ${styles['head']}`} role="row">
            {columns.map(column => (
              <div key={column} role="columnheader">
                {say(column)}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" ref={list}>
          {instances.map((instance, index) => (
            <InstanceRow
              key={instance.id}
              instance={instance}
              work={work.of(instance.id)}
              holding={work.holding}
              waiting={work.waiting}
              isMarked={index === marked}
            />
          ))}
        </div>
      </div>
    </>
  )
}
