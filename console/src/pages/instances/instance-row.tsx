import { memo, type ReactNode } from 'react'
import { Link } from 'wouter'
import { addressesOf } from '../../../../src/telling/addresses.ts'
import { formatNumber } from '../../../../src/telling/format.ts'
import type { InstanceWork, ProjectWork } from '../../api/instance-work.ts'
import type { Instance } from '../../api/native.generated.ts'
import { FactsInShort } from '../../parts/facts-in-short.tsx'
import rows from '../../parts/rows.module.css'
import { useLanguage } from '../../words/language.tsx'
import { CurrentTask } from './current-task.tsx'
import styles from './instance-list.module.css'

interface InstanceRowProps {
  readonly instance: Instance
  readonly work: InstanceWork
  readonly holding: ProjectWork['holding']
  readonly waiting: ProjectWork['waiting']
  /** Whether the keyboard is at it. */
  readonly isMarked: boolean
}

/** One instance of the list, with the work on it as it stands now. */
export const InstanceRow = memo(function InstanceRow(props: InstanceRowProps): ReactNode {
  const { instance, work, holding, waiting, isMarked } = props
  const { say } = useLanguage()
  return (
    <div
      className={`${rows['row']} ${styles['row']}`}
      role="row"
      data-marked={isMarked}
      data-instance={instance.id}
    >
      <div role="cell" className={`${rows['cell']} ${styles['name']}`}>
        <Link href={`/instances/${instance.id}`} className={rows['title']}>
          {instance.name}
        </Link>
        <span className={rows['id']}>{instance.id.slice(0, 8)}</span>
      </div>
      <div role="cell" className={`${rows['dim']} ${styles['service']}`}>
        {instance.service}
      </div>
      <div
        role="cell"
        className={`${rows['cell']} ${styles['addresses']} numbers`}
        title={addressesOf(instance)}
      >
        {addressesOf(instance)}
      </div>
      <div role="cell" className={`${rows['dim']} ${styles['found']}`}>
        <FactsInShort instance={instance} />
      </div>
      <div role="cell" className={`${rows['cell']} ${styles['now']}`}>
        {work.current === null ? (
          <span className={rows['dim']}>
            {say(holding === 'all' ? 'instances.idle' : 'instances.notKnown')}
          </span>
        ) : (
          <CurrentTask task={work.current} />
        )}
      </div>
      <div role="cell" className={`${styles['waiting']} numbers`}>
        <Waiting count={work.waiting} extent={waiting} />
      </div>
    </div>
  )
})

interface WaitingProps {
  readonly count: number
  readonly extent: ProjectWork['waiting']
}

function Waiting({ count: waiting, extent }: WaitingProps): ReactNode {
  const { language, say } = useLanguage()
  if (waiting === 0)
    return extent === 'all' ? null : <span className={rows['dim']}>{say(notCounted[extent])}</span>
  const count = formatNumber(waiting, language)
  return say(extent === 'all' ? 'instances.waitingCount' : 'instances.waitingAtLeast', { count })
}

/** What is said of an instance for which nothing was found to wait, as long as not all were read. */
const notCounted = { many: 'instances.notCounted', unknown: 'instances.notKnown' } as const
