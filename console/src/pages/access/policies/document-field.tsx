import { Alert, Textarea, UnstyledButton } from '@mantine/core'
import { useId, useRef, type ReactNode } from 'react'
import { useLanguage } from '../../../words/language.tsx'
import type { DocumentProblem } from './document-problems.ts'
import styles from './policy-editor.module.css'

interface DocumentFieldProps {
  readonly document: string
  readonly change: (document: string) => void
  readonly problems: readonly DocumentProblem[]
}

const fewestLines = 14

/** The text of a policy with the numbers of its lines; a problem is pressed to come to its place. */
export function DocumentField({ document, change, problems }: DocumentFieldProps): ReactNode {
  const { say } = useLanguage()
  const field = useRef<HTMLTextAreaElement>(null)
  const problemsId = useId()
  const lines = Math.max(fewestLines, document.split('\n').length)
  const wrong = new Set(problems.map(({ place }) => place?.line))

  function show({ place }: DocumentProblem): void {
    field.current?.focus()
    if (place !== null) field.current?.setSelectionRange(place.start, place.end)
  }

  return (
    <div>
      <div className={styles['editor']}>
        <div aria-hidden className={styles['lines']}>
          {Array.from({ length: lines }, (_, index) => (
            <div key={index} data-wrong={wrong.has(index + 1)}>
              {index + 1}
            </div>
          ))}
        </div>
        <Textarea
          ref={field}
          aria-label={say('policies.document')}
          aria-invalid={problems.length > 0}
          aria-describedby={problems.length > 0 ? problemsId : undefined}
          className={styles['text'] ?? ''}
          classNames={{ input: styles['input'] ?? '' }}
          value={document}
          onChange={event => change(event.currentTarget.value)}
          rows={lines}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          required
        />
      </div>
      {problems.length > 0 && (
        <Alert
          color="red"
          role="alert"
          id={problemsId}
          title={say('policies.notSaved')}
          className={styles['problems'] ?? ''}
        >
          <ul className={styles['places']}>
            {problems.map(problem => (
              <li key={`${problem.path} ${problem.message}`}>
                <UnstyledButton className={styles['place'] ?? ''} onClick={() => show(problem)}>
                  {problem.place !== null && (
                    <strong>{say('policies.at', { line: problem.place.line, path: problem.path })} </strong>
                  )}
                  {problem.message}
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </div>
  )
}
