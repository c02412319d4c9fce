import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { call, CallError } from '../../../api/call.ts'
import type { Submission, Task } from '../../../api/native.generated.ts'
import { useLanguage } from '../../../words/language.tsx'

/** What a form submits, filled as far as it is; its token makes it one task, however often it is sent as it is. */
export type FilledForm = Omit<Submission, 'token' | 'instance'> & Partial<Pick<Submission, 'instance'>>

/** Submits what a form holds, and goes to the task that came of it. */
export function useSubmit(): UseMutationResult<Task, Error, FilledForm> {
  const { language } = useLanguage()
  const [, navigate] = useLocation()
  const [token, setToken] = useState(newToken)
  return useMutation({
    mutationFn: (form: FilledForm) =>
      call<Task>('/v1/tasks', { method: 'POST', body: { ...form, token }, language }),
    onError(error) {
      // The answer to an earlier try was lost, and the form has changed since: the next one is another request.
      if (error instanceof CallError && error.code === 'token_conflict') setToken(newToken())
    },
    onSuccess: task => navigate(`/tasks/${task.id}`),
  })
}

/** crypto.randomUUID is there under TLS and on this very machine only. */
const newToken = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
