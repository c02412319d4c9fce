import { hash } from 'node:crypto'
import { headerValues, type RawHeaders } from '../access/raw-headers.ts'
import type { Dialect } from '../dialects/dialect.ts'
import type { Answer, QuestionName } from '../dialects/question.ts'
import type { Route } from '../dialects/route.ts'
import type { ViewContext } from '../dialects/view.ts'
import { createViewTexts } from './view-texts.ts'

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
  asked: RawHeaders,
) => ShownAnswer

/** English takes a byte for each in memory, Chinese two. */
const mostCharacters = 8 * 1024 * 1024
/** A view's name has some 150 characters. */
const mostEtags = 10_000

/**
 * Makes what renders answers. Most traffic is polling: a view that its route can name is rendered once, and who names it
 * in If-None-Match is told that it is the same, without a body and without anything being rendered. `release` tells
 * servers apart that may show the same in another way.
 */
export function createShow(release: string): Show {
  const texts = createViewTexts(mostCharacters)
  const etags = new Map<string, string>()

  /** Remembered by the view's name, because hashing it costs as much as verifying half a signature. */
  function etagOf(view: string): string {
    const known = etags.get(view)
    if (known !== undefined) return known
    if (etags.size >= mostEtags) etags.clear()
    const etag = `"${hash('sha256', view, 'base64url').slice(0, 32)}"`
    etags.set(view, etag)
    return etag
  }

  return (dialect, route, answer, context, asked) => {
    const seconds = route.retryAfterSeconds?.(answer, context) ?? null
    const retryAfter = seconds === null ? {} : { 'Retry-After': String(seconds) }
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
    const { language, forms, administrator } = context
    const view = JSON.stringify([release, dialect.name, route.id, language, forms, administrator, version])
    const etag = etagOf(view)
    const headers = { ETag: etag, ...retryAfter }
    if (namesView(asked, etag)) return { status: 304, headers, text: '' }
    return {
      status: 200,
      headers,
      text: texts.of(etag, () => JSON.stringify(route.render(answer, context).body)),
    }
  }
}

/** Whether If-None-Match names a view, as far as it matters to who reads: a proxy that packs it makes it weak. */
function namesView(headers: RawHeaders, etag: string): boolean {
  const named = headerValues(headers, 'if-none-match').flatMap(value => value.split(','))
  return named.some(one => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)
}
