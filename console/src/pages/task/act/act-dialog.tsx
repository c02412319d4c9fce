import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { localMoments } from '../../../../../src/telling/moment-parts.ts'
import { call } from '../../../api/call.ts'
import { readNow } from '../../../api/read-again.ts'
import type { Task } from '../../../api/native.generated.ts'
import { ReasonDialog } from '../../../parts/reason-dialog.tsx'
import { Refusal } from '../../../shell/refusal.tsx'
import { useLanguage } from '../../../words/language.tsx'
import { useTelling } from '../../../words/now.ts'

interface ActDialogProps {
  readonly task: Task
  readonly action: Task['actions'][number]
  /** Called when it is begun: what comes of it is told, also where it may not be done any more. */
  readonly setUnderWay: () => void
  readonly close: () => void
}

/** A local date and time of a field as it goes over the wire; null: none was given. */
const momentOf = (local: string): string | null => (local === '' ? null : new Date(local).toISOString())

/** Asks once more, and why, before something is done to a task. */
export function ActDialog({ task, action: asked, setUnderWay, close }: ActDialogProps): ReactNode {
  const { action, title, cost } = asked
  const { language, say } = useLanguage()
  const telling = useTelling()
  const client = useQueryClient()
  const [, navigate] = useLocation()
  const [at, setAt] = useState('')
  const [afterwards, setAfterwards] = useState<'resume' | 'cancel'>('resume')
  const act = useMutation({
    mutationFn: (reason: string) =>
      call<Task>(`/v1/tasks/${encodeURIComponent(task.id)}${action === 'delete' ? '' : `/${action}`}`, {
        method: action === 'delete' ? 'DELETE' : 'POST',
        body: { ...limits(), ...(reason === '' ? {} : { reason }) },
        language,
      }),
    onMutate: () => setUnderWay(),
    async onSuccess() {
      if (action === 'delete') return navigate('/tasks')
      await readNow(client, ['task', task.id])
      close()
    },
    // What stands behind the dialogue tells whether it was done after all.
    onError: () => void readNow(client, ['task', task.id]),
  })

  /** What a pause or another time of beginning needs. */
  function limits(): object {
    const moment = momentOf(at)
    if (action === 'reschedule') return { dueAt: moment }
    return action === 'pause' && moment !== null ? { until: moment, afterwards } : {}
  }

  return (
    <ReasonDialog
      title={title}
      cost={localMoments(cost, telling)}
      isGrave={asked.isGrave}
      isReasonNeeded={asked.reason === 'required'}
      isBusy={act.isPending}
      act={reason => act.mutate(reason)}
      close={close}
    >
      {problemOf => (
        <>
          {' '}
          {(action === 'reschedule' || action === 'pause') && (
            <TextInput
              type="datetime-local"
              name="at"
              error={problemOf('at')}
              label={say(action === 'pause' ? 'act.until' : 'act.at')}
              required={action === 'reschedule'}
              value={at}
              onChange={event => setAt(event.currentTarget.value)}
            />
          )}
          {action === 'pause' && at !== '' && (
            <NativeSelect
              label={say('act.afterwards')}
              value={afterwards}
              onChange={event => setAfterwards(event.currentTarget.value === 'cancel' ? 'cancel' : 'resume')}
              data={[
                { value: 'resume', label: say('act.resume') },
                { value: 'cancel', label: say('act.cancel') },
              ]}
            />
          )}
          {act.error !== null && <Refusal error={act.error} />}
        </>
      )}
    </ReasonDialog>
  )
}
