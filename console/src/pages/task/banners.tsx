import { Alert, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { failureText } from '../../../../src/telling/failure-text.ts'
import { stateSentences } from '../../../../src/telling/state-sentences.ts'
import type { Task } from '../../api/native.generated.ts'
import { TaskMention } from '../../parts/task-mention.tsx'
import { useLanguage } from '../../words/language.tsx'
import { useTelling } from '../../words/now.ts'
import styles from './banners.module.css'

/** Why it failed and what to do; and whatever else holds it up, in the same words as on the command line. */
export function Banners({ task }: { readonly task: Task }): ReactNode {
  const { say } = useLanguage()
  const telling = useTelling()
  const { failure } = task
  const sentences = stateSentences(task, telling)
  return (
    <>
      {failure !== null && (
        <Alert color="red" role="alert" title={failureText(failure, task, say)} className={styles['bad']}>
          <Text size="sm">{say('task.remedy', { remedy: failure.remedy })}</Text>
        </Alert>
      )}
      {sentences.length > 0 && (
        <ul className={styles['sentences']}>
          {sentences.map(({ text, about, colour, task: named }) => (
            <li key={about} className={styles['sentence']} data-tone={tones[colour ?? 'none']}>
              <TaskMention text={text} task={named} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const tones = { red: 'bad', yellow: 'warning', none: 'idle' } as const
