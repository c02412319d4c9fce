import { Alert, Button, List } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { call, CallError } from '../../api/call.ts'
import type { Task } from '../../api/native.generated.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { actionEffectWords } from '../../../../src/words/actions.ts'
import { useLanguage } from '../../words/language.tsx'
import styles from './bulk-bar.module.css'

interface BulkBarProps {
  /** Those that are selected. */
  readonly tasks: readonly Task[]
  readonly unselect: () => void
}

/** A task that was not cancelled, and why. */
interface Refused {
  readonly task: Task
  readonly error: unknown
}

/** So many are asked for at once. */
const atOnce = 6

/** What may be done to all selected tasks together. */
export function BulkBar({ tasks, unselect }: BulkBarProps): ReactNode {
  const { language, say } = useLanguage()
  /** Those that the dialogue is about, whatever becomes of them and the list meanwhile; null: it is closed. */
  const [asked, setAsked] = useState<readonly Task[] | null>(null)
  const able = tasks.filter(({ actions }) => actions.some(({ action }) => action === 'cancel'))
  const cancel = useMutation({
    async mutationFn({ reason, of }: { readonly reason: string; readonly of: readonly Task[] }) {
      const left = [...of]
      const refused: Refused[] = []
      const cancelSome = async (): Promise<void> => {
        for (let task = left.shift(); task !== undefined; task = left.shift())
          try {
            const body = reason === '' ? {} : { reason }
            await call(`/v1/tasks/${task.id}/cancel`, { method: 'POST', body, language })
          } catch (error) {
            refused.push({ task, error })
          }
      }
      await Promise.all(Array.from({ length: atOnce }, cancelSome))
      return refused
    },
    onSuccess(refused) {
      if (refused.length > 0) return setAsked(refused.map(({ task }) => task))
      setAsked(null)
      unselect()
    },
  })
  const refused = cancel.data ?? []
  const whyOf = (error: unknown): string =>
    (error instanceof CallError ? error.told(language)?.message : undefined) ?? say('shell.unreachable')
  const close = (): void => {
    setAsked(null)
    cancel.reset()
  }

  return (
    <>
      {tasks.length > 0 && (
        <div
          className={styles['bar']}
          role="toolbar"
          aria-label={say('tasks.selected', { count: tasks.length })}
        >
          <span>{say('tasks.selected', { count: tasks.length })}</span>
          <Button size="xs" color="red.9" disabled={able.length === 0} onClick={() => setAsked(able)}>
            {say('act.cancelMany', { count: able.length })}
          </Button>
          <Button size="xs" variant="default" onClick={unselect}>
            {say('tasks.unselect')}
          </Button>
        </div>
      )}
      {asked !== null && (
        <ReasonDialog
          title={say('act.cancelMany', { count: asked.length })}
          cost={actionEffectWords.cancel[language]}
          isDangerous
          isBusy={cancel.isPending}
          act={reason => cancel.mutate({ reason, of: asked })}
          close={close}
        >
          {() =>
            refused.length > 0 && (
              <Alert color="red" title={say('act.refused', { count: refused.length })}>
                <List size="sm">
                  {refused.map(({ task, error }) => (
                    <List.Item key={task.id}>
                      {task.id.slice(0, 8)}: {whyOf(error)}
                    </List.Item>
                  ))}
                </List>
              </Alert>
            )
          }
        </ReasonDialog>
      )}
    </>
  )
}
