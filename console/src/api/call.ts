import type { Language } from '../../../src/core/words.ts'
import type { Error as ErrorBody } from './native.generated.ts'
import { learnTime } from '../browser/server-clock.ts'

/** A refusal as it comes from the server. */
export type RefusalBody = ErrorBody['error']

/** What the server says of a refusal, in one language. */
type Told = NonNullable<RefusalBody['translations'][string]>

/** A refusal of the server, or that it cannot be reached. */
export class CallError extends Error {
  override readonly name = 'CallError'
  /** The server's code; null: it did not answer. */
  readonly code: string | null
  /** Id of the task that the refusal is about; null: it names none. */
  readonly task: string | null
  /** Whether something was to be changed and no answer came: it may have been done, or not. */
  readonly mayBeDone: boolean
  private readonly inLanguages: Readonly<Record<string, Told | undefined>>

  /** The refusal as it came in a language; null: no answer came. */
  constructor(
    refusal: RefusalBody | null,
    language: Language,
    { isChange = false, ...options }: ErrorOptions & { readonly isChange?: boolean } = {},
  ) {
    super(refusal?.message ?? '', options)
    this.code = refusal?.code ?? null
    this.task = refusal?.task ?? null
    this.mayBeDone = isChange && refusal === null
    this.inLanguages = refusal === null ? {} : { ...refusal.translations, [language]: refusal }
  }

  /** What the server says, also in a language that was chosen since; null: it said nothing. */
  told(language: Language): Told | null {
    return this.inLanguages[language] ?? null
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

/** What has not been answered after so long, in milliseconds, is given up. */
const longestMs = 20_000

/** Asks the native API; throws a {@link CallError}, also when no answer comes for long. An answer that the browser has is only asked for again by its ETag. */
export async function call<Answer>(path: string, options: CallOptions): Promise<Answer> {
  const { method = 'GET', body, language, signal } = options
  const isChange = method !== 'GET'
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), longestMs)
  const askedAt = Date.now()
  try {
    const response = await fetch(path, {
      method,
      headers: {
        'X-Language': language,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal === undefined ? limit.signal : AbortSignal.any([signal, limit.signal]),
    }).catch((cause: unknown) => {
      throw new CallError(null, language, { isChange, cause })
    })
    learnTime(response.headers.get('Date'), askedAt, Date.now())
    const told = (await response.json().catch(() => null)) as unknown
    if (!response.ok || told === null) throw new CallError(refusalIn(told), language, { isChange })
    return told as Answer
  } finally {
    clearTimeout(timer)
  }
}

/** The refusal in an answer; null: it is none of the server's own. */
export const refusalIn = (told: unknown): RefusalBody | null =>
  typeof told === 'object' && told !== null && 'error' in told ? (told as ErrorBody).error : null
