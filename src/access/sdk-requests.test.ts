import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parseSdkDate } from './sdk-date.ts'
import { verifySignature } from './signature.ts'
import { received } from './testing/sent-request.ts'

interface RecordedRequest {
  readonly client: string
  readonly method: string
  readonly rawUrl: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const recorded = JSON.parse(
  readFileSync(new URL('./fixtures/sdk-requests.json', import.meta.url), 'utf8'),
) as { readonly requests: readonly RecordedRequest[] }

const verdictOn = (request: RecordedRequest) =>
  verifySignature(
    received({ ...request, headers: Object.entries(request.headers), body: Buffer.from(request.body) }),
    {
      findSecret: accessKey => (accessKey === 'AKTEST' ? 'SKTEST' : null),
      nowMs: parseSdkDate(request.headers['X-Sdk-Date'] ?? '') ?? 0,
      routeReadsBody: false,
    },
  )

for (const request of recorded.requests) {
  test(`as sent by ${request.client}: ${request.method} ${request.rawUrl}`, () => {
    const verdict = verdictOn(request)
    assert.equal(verdict.ok, true, JSON.stringify(verdict))
    const changed = verdictOn({ ...request, rawUrl: `${request.rawUrl}x` })
    assert.equal(changed.ok, false)
  })
}
