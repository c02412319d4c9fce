import { Validator } from '@seriousme/openapi-schema-validator'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dcsDialect } from './dcs/dialect.ts'
import type { Dialect } from './dialect.ts'
import { dmsDialect } from './dms/dialect.ts'
import { iamDialect } from './iam/dialect.ts'
import { nativeDialect } from './native/dialect.ts'
import { openApiDocument } from './openapi.ts'
import { taurusdbDialect } from './taurusdb/dialect.ts'

for (const dialect of [nativeDialect, dcsDialect, dmsDialect, taurusdbDialect, iamDialect]) {
  const text = JSON.stringify(openApiDocument(dialect, '1.2.3'))

  test(`${dialect.name}: the document is not valid OpenAPI 3.1`, async () => {
    const validator = new Validator()
    assert.deepEqual(await validator.validate(JSON.parse(text)), { valid: true })
    assert.equal(validator.version, '3.1')
  })

  test(`${dialect.name}: the document refers to a schema that it does not hold, or holds one that nothing refers to`, () => {
    const referred = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(match => String(match[1]))
    assert.deepEqual(new Set(referred), new Set(Object.keys(dialect.schemas)))
  })

  test(`${dialect.name}: two routes have one name, or one place`, () => {
    const ids = dialect.routes.map(route => route.id)
    const places = dialect.routes.map(route => `${route.method} ${route.path}`)
    assert.equal(new Set(ids).size, ids.length)
    assert.equal(new Set(places).size, places.length)
    const isOurs = (path: string) => dialect.pathPrefixes.some(prefix => path.startsWith(prefix))
    for (const { path } of dialect.routes) assert.ok(isOurs(path), path)
  })
}

test('a route that anybody may ask is documented as one that needs a caller, or the other way round', () => {
  const { paths } = openApiDocument(nativeDialect, '1.2.3') as {
    readonly paths: { readonly [path: string]: { readonly get: { readonly security?: unknown } } }
  }
  assert.deepEqual(paths['/v1/health']?.get.security, [])
  assert.equal(paths['/v1/workers']?.get.security, undefined)
})

test('a document does not tell that a token of a user lets in, or that one of a key does everywhere', () => {
  const waysOf = (dialect: Dialect) =>
    (openApiDocument(dialect, '1.2.3') as { readonly security: readonly object[] }).security.flatMap(
      Object.keys,
    )
  assert.deepEqual(waysOf(dcsDialect), ['signature', 'userToken'])
  assert.deepEqual(waysOf(nativeDialect), ['signature', 'userToken', 'bearer', 'session'])
})
