import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTime, requirePathForms, wireTime } from './forms.ts'

const project = '619d3e78f61b4be68bc5aa0b59edcf7b'
const instance = 'a23fb62bd61e4e9e9636fd2225f395bein07'
const refused = { code: 'invalid_request' }

test('an id that is not in the form its page gives is looked for', () => {
  requirePathForms({ project_id: project, instance_id: instance })
  requirePathForms({})
  for (const wrong of ['', project.slice(1), `${project}0`, `${project.slice(1)}-`, `${project}\n`])
    assert.throws(() => requirePathForms({ project_id: wrong }), refused, wrong)
  for (const wrong of [
    '',
    project,
    instance.toUpperCase(),
    `x${instance}`,
    `-${instance.slice(1)}`,
    `${project}br07`,
  ])
    assert.throws(
      () => requirePathForms({ project_id: project, instance_id: wrong }),
      { ...refused, parameters: { reason: 'instance_id' } },
      wrong,
    )
})

test('a time with an offset is read as another moment', () => {
  const moment = Date.UTC(2018, 7, 6, 2, 41, 14)
  for (const text of [
    '2018-08-06T10:41:14+0800',
    '2018-08-06T10:41:14+08:00',
    // A plus that nobody has encoded is a space in a query.
    '2018-08-06T10:41:14 0800',
    '2018-08-05T21:11:14-0530',
    '2018-08-06T02:41:14Z',
    '2018-08-06T02:41:14+0000',
  ])
    assert.equal(readTime('start_time', text), moment, text)
  for (const text of [
    '',
    'now',
    '2018-08-06',
    '2018-08-06T10:41:14',
    '2018-13-06T10:41:14Z',
    '1533523274000',
  ])
    assert.throws(() => readTime('start_time', text), refused, text)
  assert.throws(() => readTime('start_time', '2018-08-06T10:41:14+9900'), refused)
})

test('what the wire writes is read as another second', () => {
  assert.equal(wireTime(Date.UTC(2018, 7, 6, 2, 41, 14, 999)), '2018-08-06T02:41:14+0000')
  assert.equal(wireTime(null), null)
  const within = { min: 0, max: Date.UTC(9999, 0) }
  fc.assert(
    fc.property(fc.integer(within), moment =>
      assert.equal(readTime('end_time', wireTime(moment)!), moment - (moment % 1000)),
    ),
  )
})
