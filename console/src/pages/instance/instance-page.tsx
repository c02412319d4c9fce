import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useKeepSummaries } from '../../api/live-summaries.ts'
import { useInstance } from '../../api/queries.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { Loading } from '../../parts/loading.tsx'
import { useLanguage } from '../../words/language.tsx'
import { InstanceFacts } from './instance-facts.tsx'
import { History } from './history.tsx'
import { Now } from './now.tsx'
import { Queue } from './queue.tsx'

/** An instance: what is known of it, what is done to it, what waits for it, and what was done. */
export function InstancePage({ idOrName }: { readonly idOrName: string }): ReactNode {
  const { say } = useLanguage()
  const { data: instance, error } = useInstance(idOrName)
  useKeepSummaries()
  if (instance === undefined)
    return (
      <>
        <PageHead title={idOrName} />
        {error === null ? <Loading /> : <Refusal error={error} />}
      </>
    )
  return (
    <>
      <PageHead title={instance.name}>
        <Button component={Link} href={`/operations?instance=${instance.id}`} size="xs">
          {say('tasks.submit')}
        </Button>
      </PageHead>
      {error !== null && <Refusal error={error} />}
      <InstanceFacts instance={instance} />
      <Now instance={instance.id} />
      <Queue instance={instance.id} />
      <History instance={instance.id} />
    </>
  )
}
