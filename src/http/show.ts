import { hash } from 'node:crypto'
import { headerValues, type RequestHeaders } from '../access/request-headers.ts'
import type { Dialect } from '../dialects/dialect.ts'
import type { Answer, QuestionName } from '../dialects/question.ts'
import type { Route } from '../dialects/route.ts'
import type { ViewContext } from '../dialects/view.ts'
import { formsName } from '../dialects/wire-forms.ts'
import { createViews } from './views.ts'

/** An answer as it is sent. */
export interface ShownAnswer {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  /** JSON; '' where nothing is sent, as with 304. */
  readonly text: string
}

/** Shows an answer to who asked with these headers. */
export type Show = <Name extends QuestionName>(
  dialect: Dialect,
  route: Route<Name>,
  answer: Answer<Name>,
  context: ViewContext,
  asked: RequestHeaders,
) => ShownAnswer

/** English takes a byte for each in memory, Chinese two. */
const mostCharacters = 8 * 1024 * 1024

/**
 * Makes what renders answers. Most traffic is polling: a view that its route can name is rendered once, and who names it
 * in If-None-Match is told that it is the same, without a body and without anything being rendered. `release` tells
 * servers apart that may show the same in another way.
 */
export function createShow(release: string): Show {
  // Remembered, because hashing a name costs as much as verifying half a signature.
  const views = createViews(
    mostCharacters,
    name => `"${hash('sha256', `${release} ${name}`, 'base64url').slice(0, 32)}"`,
  )

  return (dialect, route, answer, context, asked) => {
    const seconds = route.retryAfterSeconds?.(answer, context) ?? null
    const retryAfter = seconds === null ? null : { 'Retry-After': String(seconds) }
    const version = route.version?.(answer, context) ?? null
    if (version === null) {
      const { status, headers, body, contentType } = route.render(answer, context)
      const type = contentType === undefined ? {} : { 'Content-Type': contentType }
      return {
        status,
        headers: { ...headers, ...type, ...retryAfter },
        text: body === undefined ? '' : contentType === undefined ? JSON.stringify(body) : String(body),
      }
    }
    // What may have spaces comes last. Joined by hand: as JSON it would take longer than all the rest that is done here.
    const { language, administrator, forms } = context
    const view = `${dialect.name} ${route.id} ${language} ${administrator} ${formsName(forms)} ${version}`
    const etag = views.etagOf(view)
    const headers = retryAfter === null ? { ETag: etag } : { ETag: etag, ...retryAfter }
    if (namesView(asked, etag)) return { status: 304, headers, text: '' }
    return {
      status: 200,
      headers,
      text: views.textOf(view, () => JSON.stringify(route.render(answer, context).body)),
    }
  }
}

/** Whether If-None-Match names a view, as far as it matters to who reads: a proxy that packs it makes it weak. */
function namesView(headers: RequestHeaders, etag: string): boolean {
  const named = headerValues(headers, 'if-none-match').flatMap(value => value.split(','))
  return named.some(one => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)
}
