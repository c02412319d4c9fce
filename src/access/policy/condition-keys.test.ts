import assert from 'node:assert/strict'
import { test } from 'node:test'
import { conditionKeys, type RequestFacts } from './condition-keys.ts'

const facts: RequestFacts = {
  user: { id: 'u1', name: 'anna' },
  projectName: 'cn-north-4',
  domainName: 'acme',
  service: 'dcs',
  instance: { enterpriseProject: '7', tags: { env: 'prod', 'a/b': '', g: 'x' } },
  givenTags: { owner: 'anna', env: 'test' },
  sourceAddress: '10.1.2.3',
  now: Date.parse('2026-11-25T20:00:00Z'),
}

test('a condition key means something else', () => {
  const lookUp = conditionKeys(facts)
  const expected = {
    'g:EnterpriseProjectId': '7',
    'g:ResourceTag/env': 'prod',
    'g:ResourceTag/a/b': '',
    'g:RequestTag/env': 'test',
    'g:TagKeys': ['owner', 'env'],
    'g:UserId': 'u1',
    'g:UserName': 'anna',
    'g:ProjectName': 'cn-north-4',
    'g:DomainName': 'acme',
    'g:ServiceName': 'dcs',
    'g:SourceIp': '10.1.2.3',
    'g:CurrentTime': '2026-11-25T20:00:00.000Z',
  }
  for (const [key, value] of Object.entries(expected)) assert.deepEqual(lookUp(key), value, key)
})

test('a key that the request has nothing for has a value', () => {
  const lookUp = conditionKeys({ ...facts, user: null, instance: null, givenTags: null, sourceAddress: null })
  const keys = ['g:UserId', 'g:UserName', 'g:EnterpriseProjectId', 'g:ResourceTag/env', 'g:RequestTag/env']
  for (const key of [...keys, 'g:TagKeys', 'g:SourceIp', 'g:MFAPresent', 'toString', 'gaussdbformysql:VpcId'])
    assert.equal(lookUp(key), null, key)
})

test('a tag that is not there is one that every object has', () => {
  const lookUp = conditionKeys(facts)
  for (const name of ['toString', '__proto__', 'other']) {
    assert.equal(lookUp(`g:ResourceTag/${name}`), null, name)
    assert.equal(lookUp(`g:RequestTag/${name}`), null, name)
  }
})
