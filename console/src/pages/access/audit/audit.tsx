import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSearchParams } from 'wouter'
import { auditActWords } from '../../../../../src/words/audit.ts'
import { useAudit } from '../../../api/access.ts'
import type { AuditEntry } from '../../../api/native.generated.ts'
import { EmptyNote } from '../../../parts/empty-note.tsx'
import { Loading } from '../../../parts/loading.tsx'
import { Moment } from '../../../parts/moment.tsx'
import { Refusal } from '../../../parts/refusal.tsx'
import rows from '../../../parts/rows.module.css'
import { useLanguage } from '../../../words/language.tsx'
import { AccessTable } from '../access-table.tsx'
import styles from '../text.module.css'
import { detailsText } from './details-text.ts'
import { Long } from './long.tsx'

const acts = Object.keys(auditActWords) as readonly AuditEntry['act'][]

/** Who came in, and every change of who may do what; the newest first. */
export function Audit(): ReactNode {
  const { language, say } = useLanguage()
  const [query, setQuery] = useSearchParams()
  const act = acts.find(each => each === query.get('act')) ?? null
  const { entries, isPending, error, isComplete, more } = useAudit(act)
  const columns = [
    { title: say('audit.when'), of: ({ at }: AuditEntry) => <Moment at={at} /> },
    {
      title: say('audit.who'),
      of: ({ by }: AuditEntry) => by ?? <span className={rows['dim']}>{say('audit.nobody')}</span>,
    },
    { title: say('audit.what'), of: (entry: AuditEntry) => auditActWords[entry.act][language] },
    { title: say('audit.subject'), of: ({ subject }: AuditEntry) => subject },
    {
      title: say('audit.from'),
      of: ({ address, accessKey }: AuditEntry) => (
        <span>
          {address}
          {accessKey !== null && (
            <>
              <br />
              <span className={styles['id']}>{accessKey}</span>
            </>
          )}
        </span>
      ),
    },
    {
      title: say('audit.details'),
      of: ({ details }: AuditEntry) => <Long text={detailsText(details)} />,
    },
  ]
  return (
    <>
      <div className={styles['bar']}>
        <NativeSelect
          label={say('audit.kind')}
          value={act ?? ''}
          onChange={event => {
            const chosen = event.currentTarget.value
            setQuery(chosen === '' ? {} : { act: chosen }, { replace: true })
          }}
          data={[
            { value: '', label: say('audit.everything') },
            ...acts.map(each => ({ value: each, label: auditActWords[each][language] })),
          ]}
        />
      </div>
      {error !== null && <Refusal error={error} />}
      {isPending && <Loading />}
      {!isPending && error === null && entries.length === 0 && <EmptyNote>{say('audit.none')}</EmptyNote>}
      {entries.length > 0 && (
        <AccessTable
          label={say('access.audit')}
          kind="audit"
          columns={columns}
          rows={entries}
          keyOf={({ id }) => id}
          isComplete={isComplete}
          more={more}
        />
      )}
    </>
  )
}
