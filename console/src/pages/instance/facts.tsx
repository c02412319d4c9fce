import type { ReactNode } from 'react'
import { addressesOf } from '../../../../src/telling/addresses.ts'
import { factsOf } from '../../../../src/telling/facts.ts'
import type { Instance } from '../../api/native.generated.ts'
import { Moment } from '../../parts/moment.tsx'
import { useLanguage } from '../../words/language.tsx'
import styles from './facts.module.css'

/** What is known of an instance, and what a probe found there. */
export function Facts({ instance }: { readonly instance: Instance }): ReactNode {
  const { language, say } = useLanguage()
  const found = factsOf(instance, language)
  const tags = Object.entries(instance.tags).map(([name, value]) => `${name}=${value ?? ''}`)
  const { switchHook: hook } = instance
  return (
    <dl className={styles['facts']}>
      <Fact title={say('instances.id')} isWide>
        <span className="numbers">{instance.id}</span>
      </Fact>
      <Fact title={say('instances.service')}>{instance.service}</Fact>
      <Fact title={say('instances.addresses')} isWide>
        <span className="numbers">{addressesOf(instance)}</span>
      </Fact>
      {found.length === 0 && (
        <Fact title={say('instances.found')} isWide>
          <span className={styles['note']}>{say('instance.notProbed')}</span>
        </Fact>
      )}
      {found.map(({ name, title, text }) => (
        <Fact key={name} title={title}>
          <span className="numbers">{text === '' ? '–' : text}</span>
        </Fact>
      ))}
      {instance.factsAt !== null && found.length > 0 && (
        <Fact title={say('instances.lookedAt')}>
          <Moment at={instance.factsAt} />
        </Fact>
      )}
      {tags.length > 0 && <Fact title={say('instances.tags')}>{tags.join(', ')}</Fact>}
      <Fact title={say('instances.registered')}>
        <Moment at={instance.createdAt} />
      </Fact>
      {hook !== null && (
        <Fact title={say('instances.hook')} isWide>
          <code>{[hook.program, ...hook.arguments].join(' ')}</code>{' '}
          <span className={styles['note']}>
            {say('instances.hookWithin', { seconds: hook.timeoutSeconds })}
          </span>
        </Fact>
      )}
    </dl>
  )
}

interface FactProps {
  readonly title: string
  readonly isWide?: boolean
  readonly children: ReactNode
}

function Fact({ title, isWide = false, children }: FactProps): ReactNode {
  return (
    <div className={isWide ? styles['wide'] : undefined}>
      <dt className={styles['title']}>{title}</dt>
      <dd className={styles['value']}>{children}</dd>
    </div>
  )
}
