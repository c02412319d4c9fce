import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { routeIn } from '../testing/route-in.ts'
import { dmsDialect } from './dialect.ts'
import type { ProgressDocument } from './schema.ts'
import { bound, scaled, usualContext } from './testing/kafka-samples.ts'

/** A page's example. */
const documentOf = (name: string): unknown => {
  const text = readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly document: unknown }).document
}

const routeOf = routeIn(dmsDialect)

test('seed-002: the task is shown otherwise than the page has it', () => {
  const { body } = routeOf('ShowBackgroundTask').render(bound, usualContext)
  assert.equal(JSON.stringify(body), JSON.stringify(documentOf('seed-002')), 'key by key, in their order')
})

test('seed-003: the progress is shown otherwise than the page has it, but for the word that it misspells', () => {
  const record = { ...bound, task: scaled }
  const body = routeOf('ShowBackgroundTaskProgress').render(record, usualContext).body as ProgressDocument
  for (const step of body.step_list) assert.equal(step.status, step.statue)
  const withoutStatus = JSON.stringify(body, (name, value: unknown) =>
    name === 'status' ? undefined : value,
  )
  assert.equal(withoutStatus, JSON.stringify(documentOf('seed-003')))
})
