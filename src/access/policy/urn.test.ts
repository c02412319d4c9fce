import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compileUrn, instanceUrn, type Urn } from './urn.ts'

const instance = instanceUrn({ service: 'dcs', id: '3c49fd6b' }, 'cn-north-4', 'd78c')
const covers = (pattern: string, resource: Urn | null): boolean | undefined => compileUrn(pattern)?.(resource)

test('an instance has another URN than its service gives it', () => {
  assert.deepEqual(instance, {
    service: 'dcs',
    region: 'cn-north-4',
    account: 'd78c',
    type: 'instance',
    path: '3c49fd6b',
  })
  assert.equal(instanceUrn({ service: 'dms', id: 'k' }, '', '').type, 'kafka')
  assert.equal(instanceUrn({ service: 'taurusdb', id: 't' }, '', '').service, 'gaussdbformysql')
})

test('a policy covers another instance than it names', () => {
  assert.equal(covers('dcs:cn-north-4:d78c:instance:3c49fd6b', instance), true)
  assert.equal(covers('dcs:*:*:instance:3c49*', instance), true)
  assert.equal(covers('DCS:*:*:instance:3c49fd6b', instance), true)
  assert.equal(covers('dcs:*:*:*:*', instance), true)
  assert.equal(covers('dms:*:*:instance:3c49fd6b', instance), false)
  assert.equal(covers('dcs:cn-north-1:*:instance:3c49fd6b', instance), false)
  assert.equal(covers('dcs:*:another:instance:3c49fd6b', instance), false)
  assert.equal(covers('dcs:*:*:backup:3c49fd6b', instance), false)
  assert.equal(covers('dcs:*:*:instance:another', instance), false)
  assert.equal(covers('dcs::d78c:instance:3c49fd6b', instance), false)
})

test('a star reaches over a colon, but for the path', () => {
  const deep = { ...instance, type: 'kafka', path: 'instance:x' }
  assert.equal(covers('dcs:*:*:instance:x', deep), false)
  assert.equal(covers('dcs:*:*:kafka:*:x', deep), true)
})

test('a resource of an instance covers what is asked for no single one', () => {
  assert.equal(covers('*', null), true)
  assert.equal(covers('*:*:*:*:*', null), false)
})

test('what is no URN passes for one', () => {
  for (const text of [
    '',
    '**',
    'dcs',
    'dcs:*:*:instance',
    '*:*:*:*',
    ':*:*:instance:x',
    'dcs:*:*::x',
    'dcs:*:*:instance:',
  ])
    assert.equal(compileUrn(text), null, text)
  for (const text of ['dcs:*:*:in stance:x', ' dcs:*:*:instance:x', 'dcs:*:*:instance:x '])
    assert.equal(compileUrn(text), null, text)
})

test('the URN of a resource does not cover the resource', () => {
  const part = fc.stringMatching(/^[a-z0-9-]{1,8}$/)
  fc.assert(
    fc.property(part, part, part, part, fc.stringMatching(/^[a-z0-9:/-]{1,12}$/), (...parts) => {
      const [service, region, account, type, path] = parts
      assert.equal(covers(parts.join(':'), { service, region, account, type, path }), true)
    }),
  )
})
