import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { localMoments } from '../../../../../src/telling/moment-parts.ts'
import { call } from '../../../api/call.ts'
import { readNow } from '../../../api/read-again.ts'
import type { Task } from '../../../api/native.generated.ts'
import { ReasonDialogue } from '../../../parts/reason-dialogue.tsx'
import { Refusal } from '../../../parts/refusal.tsx'
import { useLanguage } from '../../../words/language.tsx'
import { useTelling } from '../../../words/now.ts'

interface ActDialogueProps {
  readonly task: Task
  readonly action: Task['actions'][number]
  /** Called when it is begun: what comes of it is told, also where it may not be done any more. */
  readonly setUnderWay: () => void
  readonly close: () => void
}

/** A local date and time of a field as it goes over the wire; null: none was given. */
const momentOf = (local: string): string | null => (local === '' ? null : new Date(local).toISOString())

/** Asks once more, and why, before something is done to a task. */
export function ActDialogue({ task, action: asked, setUnderWay, close }: ActDialogueProps): ReactNode {
  const { title, cost, request } = asked
  const { language, say } = useLanguage()
  const telling = useTelling()
  const client = useQueryClient()
  const [, navigate] = useLocation()
  const [at, setAt] = useState('')
  const [afterwards, setAfterwards] = useState<'resume' | 'cancel'>('resume')
  const act = useMutation({
    mutationFn: (reason: string) =>
      call<Task>(request.path, {
        method: request.method,
        body: { ...limits(), ...(reason === '' ? {} : { reason }) },
        language,
      }),
    onMutate: () => setUnderWay(),
    async onSuccess() {
      // What was deleted is gone.
      if (request.method === 'DELETE') return navigate('/tasks')
      await readNow(client, ['task', task.id])
      close()
    },
    // What stands behind the dialogue tells whether it was done after all.
    onError: () => void readNow(client, ['task', task.id]),
  })
  const momentField = request.fields.find(({ name }) => name === 'until' || name === 'dueAt')
  const mayFollow = request.fields.some(({ name }) => name === 'afterwards') && at !== ''

  /** What its body holds beside the reason. */
  function limits(): object {
    const moment = momentOf(at)
    if (momentField === undefined || moment === null) return {}
    return { [momentField.name]: moment, ...(mayFollow ? { afterwards } : {}) }
  }

  return (
    <ReasonDialogue
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
          {momentField !== undefined && (
            <TextInput
              type="datetime-local"
              name="at"
              error={problemOf('at')}
              label={say(`act.${momentField.name}`)}
              required={momentField.required}
              value={at}
              onChange={event => setAt(event.currentTarget.value)}
            />
          )}
          {mayFollow && (
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
    </ReasonDialogue>
  )
}
