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
  readonly tasks: readonly Task[]
  readonly unselect: () => void
}

/** So many are asked for at once. */
const atOnce = 6

/** What may be done to all selected tasks together. */
export function BulkBar({ tasks, unselect }: BulkBarProps): ReactNode {
  const { language, say } = useLanguage()
  const [isAsked, setAsked] = useState(false)
  const able = tasks.filter(({ actions }) => actions.some(({ action }) => action === 'cancel'))
  const cancel = useMutation({
    async mutationFn(reason: string) {
      const left = [...able]
      const refused: string[] = []
      const cancelSome = async (): Promise<void> => {
        for (let task = left.shift(); task !== undefined; task = left.shift())
          try {
            const body = reason === '' ? {} : { reason }
            await call(`/v1/tasks/${task.id}/cancel`, { method: 'POST', body, language })
          } catch (error) {
            const told = error instanceof CallError && error.code !== null
            refused.push(`${task.id.slice(0, 8)}: ${told ? error.message : say('shell.unreachable')}`)
          }
      }
      await Promise.all(Array.from({ length: atOnce }, cancelSome))
      return refused
    },
    onSuccess(refused) {
      if (refused.length > 0) return
      setAsked(false)
      unselect()
    },
  })
  const refused = cancel.data ?? []

  return (
    <div className={styles['bar']} role="toolbar" aria-label={say('tasks.selected', { count: tasks.length })}>
      <span>{say('tasks.selected', { count: tasks.length })}</span>
      <Button size="xs" color="red.9" disabled={able.length === 0} onClick={() => setAsked(true)}>
        {say('act.cancelMany', { count: able.length })}
      </Button>
      <Button size="xs" variant="default" onClick={unselect}>
        {say('tasks.unselect')}
      </Button>
      {isAsked && (
        <ReasonDialog
          title={say('act.cancelMany', { count: able.length })}
          cost={actionEffectWords.cancel[language]}
          isDangerous
          isBusy={cancel.isPending}
          act={reason => cancel.mutate(reason)}
          close={() => setAsked(false)}
        >
          {refused.length > 0 && (
            <Alert color="red" title={say('act.refused', { count: refused.length })}>
              <List size="sm">
                {refused.map(text => (
                  <List.Item key={text}>{text}</List.Item>
                ))}
              </List>
            </Alert>
          )}
        </ReasonDialog>
      )}
    </div>
  )
}
