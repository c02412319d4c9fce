import assert from 'node:assert/strict'
import { test } from 'node:test'
import { servedApis } from './served-apis.ts'
import { servedPage } from './served.ts'

for (const { title, dialect } of servedApis) {
  const { notServed = [] } = dialect
  test(`${title}: what is answered is said not to be, or a row is there twice`, () => {
    const places = [...dialect.routes, ...notServed].map(({ method, path }) => `${method} ${path}`)
    assert.deepEqual(
      places.filter((place, index) => places.indexOf(place) !== index),
      [],
    )
  })

  test(`${title}: a row of what is not answered says nothing, or breaks the table`, () => {
    for (const { id, path, why } of notServed) {
      assert.match(id, /^[A-Z]\w+$/)
      assert.match(path, /^(\/[\w.-]+|\/\{\w+\})+$/)
      assert.match(why, /^[^|\n]+$/)
    }
  })
}

test('the page leaves out an operation', () => {
  const page = servedPage(servedApis)
  for (const { dialect } of servedApis)
    for (const { id, method, path } of [...dialect.routes, ...(dialect.notServed ?? [])])
      assert.ok(page.includes(`| \`${id}\` | \`${method} ${path}\` |`), id)
})
