import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formsName, usualForms, wireForms, type FormSettings, type WireForms } from './wire-forms.ts'

const settings: FormSettings = { dcsTimes: 'documented', dmsNumbers: 'by_client' }

test('a client is answered in a form it cannot read', () => {
  const others = [
    '',
    'curl/8.0',
    'huaweicloud-usdk-java/3.0',
    'huaweicloud-usdk-python/3.0',
    'huaweicloud-usdk-nodejs/3.0',
    'my huaweicloud-usdk-go/3.0',
  ]
  for (const agent of others) assert.deepEqual(wireForms(settings, agent), usualForms, agent)
  assert.deepEqual(wireForms(settings, 'huaweicloud-usdk-go/3.0; mine'), {
    ...usualForms,
    dmsNumbers: 'text',
  })
  assert.deepEqual(wireForms(settings, 'terraform-provider-huaweicloud golangsdk/2.0.0'), {
    ...usualForms,
    dmsCancelled: 'FAILED',
  })
})

test('what an operator has set is taken from the client', () => {
  for (const dmsNumbers of ['number', 'text'] as const)
    for (const agent of ['', 'huaweicloud-usdk-go/3.0'])
      assert.equal(wireForms({ ...settings, dmsNumbers }, agent).dmsNumbers, dmsNumbers)
  assert.equal(wireForms({ ...settings, dcsTimes: 'example' }, '').dcsTimes, 'example')
})

test('other forms have the same name', () => {
  const kinds: { readonly [form in keyof WireForms]: readonly WireForms[form][] } = {
    dcsTimes: ['documented', 'example'],
    dmsNumbers: ['number', 'text'],
    dmsCancelled: ['CANCELLED', 'FAILED'],
  }
  for (const [form, values] of Object.entries(kinds)) {
    const names = values.map(value => formsName({ ...usualForms, [form]: value }))
    assert.equal(new Set(names).size, values.length, form)
  }
})
