import { Alert, Button, List, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { call, CallError, isSignedOut } from '../../api/call.ts'
import type { Task } from '../../api/native.generated.ts'
import { readNow } from '../../api/read-again.ts'
import { grave } from '../../parts/grave.ts'
import { ReasonDialogue } from '../../parts/reason-dialogue.tsx'
import { localMoments } from '../../../../src/telling/moment-parts.ts'
import { useTelling } from '../../words/now.ts'
import { useLanguage } from '../../words/language.tsx'
import styles from './bulk-bar.module.css'

interface BulkBarProps {
  /** Those that are selected. */
  readonly tasks: readonly Task[]
  /** How many of the list were read, and whether those are all. */
  readonly shown: number
  readonly isComplete: boolean
  readonly unselect: () => void
}

/** A task that was not cancelled, and why. */
interface Refused {
  readonly task: Task
  readonly error: unknown
}

/** What came of it for those of which something is left to be done. */
interface Outcome {
  readonly refused: readonly Refused[]
  /** They were not asked for any more, because the server did not answer. */
  readonly left: readonly Task[]
}

/** So many are asked for at once: a browser has six connections for a server, and one follows what happens. */
const atOnce = 4

const mayBeDone = (error: unknown): boolean => error instanceof CallError && error.mayBeDone
const nothingLeft: Outcome = { refused: [], left: [] }

/** What is to be cancelled, and why. */
interface Cancels {
  readonly of: readonly Task[]
  readonly reason: string
}

type Action = Task['actions'][number]

const cancelOf = ({ actions }: Task): Action | undefined => actions.find(({ action }) => action === 'cancel')

/** What may be done to all selected tasks together. */
export function BulkBar({ tasks, shown, isComplete, unselect }: BulkBarProps): ReactNode {
  const { language, say } = useLanguage()
  /** Those that the dialogue is about, whatever becomes of them and the list meanwhile; null: it is closed. */
  const [asked, setAsked] = useState<readonly Task[] | null>(null)
  /** How many of them were asked for. */
  const [done, setDone] = useState(0)
  const client = useQueryClient()
  const label = say(isComplete ? 'tasks.selectedOf' : 'tasks.selectedOfMore', { count: tasks.length, shown })
  const able = tasks.filter(task => cancelOf(task) !== undefined)
  const cancels = asked?.flatMap(task => cancelOf(task) ?? []) ?? []
  const cancel = useMutation({
    async mutationFn({ reason, of }: Cancels): Promise<Outcome> {
      const left = [...of]
      const refused: Refused[] = []
      let isAnswered = true
      const cancelSome = async (): Promise<void> => {
        while (isAnswered) {
          const task = left.shift()
          if (task === undefined) return
          try {
            const { path, method } = cancelOf(task)!.request
            await call(path, { method, body: reason === '' ? {} : { reason }, language })
          } catch (error) {
            if (isSignedOut(error)) throw error
            refused.push({ task, error })
            if (error instanceof CallError && error.code === null) isAnswered = false
          }
          setDone(before => before + 1)
        }
      }
      await Promise.all(Array.from({ length: atOnce }, cancelSome))
      return { refused, left }
    },
    onMutate: () => setDone(0),
    onSuccess({ refused, left }) {
      const again = [...refused.map(({ task }) => task), ...left]
      if (again.length > 0) return setAsked(again)
      setAsked(null)
      unselect()
    },
    // Also where nobody follows what happens.
    onSettled: () => void readNow(client, ['tasks']),
  })
  const { refused, left } = cancel.data ?? nothingLeft
  const isInDoubt = refused.some(({ error }) => mayBeDone(error))
  const whyOf = (error: unknown): string =>
    mayBeDone(error)
      ? say('act.noAnswer')
      : ((error instanceof CallError ? error.told(language)?.message : undefined) ?? say('shell.unreachable'))
  const close = (): void => {
    setAsked(null)
    cancel.reset()
  }

  return (
    <>
      {tasks.length > 0 && (
        <div className={styles['bar']} role="toolbar" aria-label={label}>
          <span>{label}</span>
          <Button size="xs" {...grave.filled} disabled={able.length === 0} onClick={() => setAsked(able)}>
            {say('act.cancelMany', { count: able.length })}
          </Button>
          <Button size="xs" variant="default" onClick={unselect}>
            {say('tasks.unselect')}
          </Button>
        </div>
      )}
      {asked !== null && (
        <ReasonDialogue
          title={say('act.cancelMany', { count: asked.length })}
          cost={<Costs actions={cancels} />}
          isGrave={cancels.some(({ isGrave }) => isGrave)}
          isReasonNeeded={cancels.some(({ reason }) => reason === 'required')}
          isBusy={cancel.isPending}
          act={reason => cancel.mutate({ reason, of: asked })}
          close={close}
        >
          {() =>
            cancel.isPending ? (
              <Text size="sm" className="numbers">
                {say('act.asked', { done, count: asked.length })}
              </Text>
            ) : (
              refused.length > 0 && (
                <Alert
                  color="red"
                  title={say(isInDoubt ? 'act.inDoubt' : 'act.refused', {
                    count: refused.length + left.length,
                  })}
                >
                  <List size="sm">
                    {refused.map(({ task, error }) => (
                      <List.Item key={task.id}>
                        {task.id.slice(0, 8)}: {whyOf(error)}
                      </List.Item>
                    ))}
                    {left.length > 0 && <List.Item>{say('act.notAsked', { count: left.length })}</List.Item>}
                  </List>
                </Alert>
              )
            )
          }
        </ReasonDialogue>
      )}
    </>
  )
}

/** So many different costs are told. */
const mostTold = 4

/** What it costs to do something to many: what is the same for several of them is said once, with how many they are. */
function Costs({ actions }: { readonly actions: readonly Action[] }): ReactNode {
  const { say } = useLanguage()
  const telling = useTelling()
  const counts = new Map<string, number>()
  for (const { cost } of actions) counts.set(cost, (counts.get(cost) ?? 0) + 1)
  const [first, ...others] = [...counts].toSorted(([, one], [, other]) => other - one)
  if (first === undefined) return null
  if (others.length === 0) return localMoments(first[0], telling)
  const left = others.length + 1 - mostTold
  return (
    <List size="sm">
      {[first, ...others].slice(0, mostTold).map(([cost, count]) => (
        <List.Item key={cost}>
          {say('act.costOfSome', { count, cost: localMoments(cost, telling) })}
        </List.Item>
      ))}
      {left > 0 && <List.Item>{say('task.more', { count: left })}</List.Item>}
    </List>
  )
}
