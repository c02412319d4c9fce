import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { definitions } from './definitions.ts'

const document = await readFile(new URL('../../docs/metrics.md', import.meta.url), 'utf8')

test('the document tells of other metrics than there are', () => {
  const rows = document
    .split('\n')
    .filter(line => line.startsWith('| `stepwell_'))
    .map(line =>
      line
        .split('|')
        .map(cell => cell.replaceAll('`', '').trim())
        .slice(1, 5),
    )
  assert.deepEqual(
    rows,
    definitions.map(({ name, type, labels, help }) => [name, type, labels.join(', '), help]),
  )
})

test('an example of an alert asks for what is not there', () => {
  const names = new Set(definitions.map(({ name }) => name))
  const [, alerts = ''] = /## What to be woken by\n([^]*?)\n## /.exec(document) ?? []
  const asked = [...alerts.matchAll(/expr: .*?(stepwell_\w+)(?:\{|\)|\[| )/g)].map(([, name]) => name!)
  assert.ok(asked.length >= 8)
  for (const name of asked) assert.ok(names.has(name), name)
})

test("a name breaks Prometheus' conventions, or is there twice", () => {
  for (const { name, type, labels, help, buckets } of definitions) {
    assert.match(name, /^stepwell_[a-z]+(?:_[a-z]+)*$/)
    assert.equal(name.endsWith('_total'), type === 'counter', name)
    assert.doesNotMatch(name, /milliseconds|minutes|kilobytes|_count$|_sum$|_bucket$/)
    if (type === 'histogram') assert.match(name, /_seconds$/)
    assert.match(help, /^[A-Z].*\.$/)
    for (const label of labels) assert.match(label, /^[a-z]+$/)
    // Prometheus gives these to what it scrapes.
    assert.ok(!labels.some(label => ['job', 'instance', 'le', 'project', 'task'].includes(label)), name)
    const growing = buckets?.toSorted((one, other) => one - other)
    assert.deepEqual(growing, buckets)
  }
  assert.equal(new Set(definitions.map(({ name }) => name)).size, definitions.length)
})
