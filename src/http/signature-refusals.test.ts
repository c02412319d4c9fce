import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Sending, type Served } from './testing/serve.ts'

let server: Served
before(async () => {
  server = await serve(createMemoryStore())
})
after(() => server.close())

type Headers = { readonly [name: string]: string }

/** What is done to a signed request, and what the refusal says of it. */
const spoiled: readonly (readonly [what: string, change: (headers: Headers) => Headers, says: RegExp])[] = [
  ['that is none', without('authorization'), /carries no Authorization/],
  ['of another kind', headers => ({ ...headers, authorization: 'Basic YTpi' }), /kind of Authorization/],
  ['that is cut off', changed(text => text.slice(0, -10)), /cannot be read/],
  ['of a key that nobody has', changed(text => text.replace('Access=STWL', 'Access=NONE')), /not valid or/],
  ['of another secret', changed(text => text.replace(/\w{64}$/, '0'.repeat(64))), /not valid or/],
  [
    'over a header that is not there',
    changed(text => text.replace('host;', 'host;x-none;')),
    /not in the request/,
  ],
  ['over no date', changed(text => text.replace(/;x-sdk-date/, '')), /not among the signed headers/],
  ['without a date', without('x-sdk-date'), /carries no X-Sdk-Date/],
  [
    'of a date in another form',
    headers => ({ ...headers, 'x-sdk-date': '2026-11-22T09:07:21Z' }),
    /not a date/,
  ],
  ['of another year', headers => ({ ...headers, 'x-sdk-date': '20200101T000000Z' }), /more than 15 minutes/],
  [
    'over another body',
    headers => ({ ...headers, 'x-sdk-content-sha256': 'f'.repeat(64) }),
    /does not match the body/,
  ],
]

function without(left: string) {
  return (headers: Headers): Headers =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => name !== left))
}

function changed(change: (authorization: string) => string) {
  return (headers: Headers): Headers => ({ ...headers, authorization: change(headers['authorization']!) })
}

for (const [what, change, says] of spoiled) {
  test(`a signature ${what} is let in, refused in the code of another API, or told what would be right`, async () => {
    const project = 'a'.repeat(32)
    const places: readonly (readonly [path: string, code: string, ofNone?: string])[] = [
      ['/v1/tasks', 'unauthenticated'],
      [`/v2/${project}/tasks`, 'APIGW.0301', 'DCS.1003'],
      [`/v2/${project}/instances/i/scheduled-tasks`, 'APIGW.0301', 'DMS.10240103'],
      [`/v3/${project}/immediate-jobs`, 'APIGW.0301'],
    ]
    for (const [path, code, ofNone = code] of places) {
      const signed = server.sign(server.administrator, { path })
      const right = signed.headers!['authorization']!.slice(-64)
      const sending: Sending = { ...signed, headers: change(signed.headers!) }
      const { status, json } = await server.send(sending)
      const { error_code: given = json.error?.code, error_msg: message = json.error?.message } = json
      assert.deepEqual([status, given], [401, what === 'that is none' ? ofNone : code], path)
      assert.match(message, says, path)
      const text = JSON.stringify(json)
      for (const secret of [right, server.administrator.secretKey, server.administrator.token])
        assert.ok(!text.includes(secret), path)
    }
  })
}
