import type { Language } from '../../../src/core/words.ts'
import type { Error as ErrorBody } from './native.generated.ts'

/** A refusal of the server, or that it cannot be reached. */
export class CallError extends Error {
  override readonly name = 'CallError'
  /** The server's code; null: it did not answer. */
  readonly code: string | null
  /** What to do next, as the server says it; null: it says nothing. */
  readonly remedy: string | null
  readonly problems: readonly { readonly path: string; readonly message: string }[]

  constructor(told: ErrorBody['error'] | null, cause?: unknown) {
    super(told?.message ?? '', { cause })
    this.code = told?.code ?? null
    this.remedy = told?.remedy ?? null
    this.problems = told?.problems ?? []
  }
}

/** Whether nobody is signed in any more. */
export const isSignedOut = (error: unknown): boolean =>
  error instanceof CallError && error.code === 'unauthenticated'

/** How a call is made. */
export interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly body?: unknown
  /** Of the texts in the answer. */
  readonly language: Language
  readonly signal?: AbortSignal
}

/** Asks the native API; throws a {@link CallError}. An answer that the browser has is only asked for again by its ETag. */
export async function call<Answer>(path: string, options: CallOptions): Promise<Answer> {
  const { method = 'GET', body, language, signal } = options
  const response = await fetch(path, {
    method,
    headers: {
      'X-Language': language,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((cause: unknown) => {
    throw new CallError(null, cause)
  })
  const told = (await response.json().catch(() => null)) as unknown
  if (!response.ok || told === null) throw new CallError(refusalIn(told))
  return told as Answer
}

const refusalIn = (told: unknown): ErrorBody['error'] | null =>
  typeof told === 'object' && told !== null && 'error' in told ? (told as ErrorBody).error : null
