import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorCodes } from '../core/error.ts'
import { commonFailureCodes } from '../core/failure.ts'
import { languages, type Words } from '../core/words.ts'
import { dcsWords } from './dcs.ts'
import { checkWords, findingWords, levelWords, sayFinding } from './doctor.ts'
import { consoleWords } from './console.ts'
import { auditActWords } from './audit.ts'
import { actionEffectWords, actionWords, cancelWords, costWords, delayWords } from './actions.ts'
import { errorWords } from './errors.ts'
import * as events from './events.ts'
import { commonFailures } from './failures.ts'
import { formWords } from './forms.ts'
import { policyProblemWords, policyRefusalWords, readyPolicyWords } from './policies.ts'
import { problemWords, replayWords } from './problems.ts'
import { readinessWords } from './readiness.ts'
import { serverWords } from './server.ts'
import * as statuses from './statuses.ts'
import * as webhooks from './webhooks.ts'
import { stallRemedyWords, stallWords, waitWords } from './waits.ts'

const catalogue = {
  auditActWords,
  consoleWords,
  dcsWords,
  errorWords,
  commonFailures,
  formWords,
  problemWords,
  replayWords,
  policyProblemWords,
  policyRefusalWords,
  readyPolicyWords,
  readinessWords,
  serverWords,
  checkWords,
  findingWords,
  levelWords,
  ...statuses,
  ...events,
  ...webhooks,
  actionWords,
  actionEffectWords,
  delayWords,
  cancelWords,
  costWords,
  stallWords,
  stallRemedyWords,
  waitWords,
}

/** Every text below a value, with the way to it. */
function textsIn(value: object, path: string): readonly (readonly [string, Words])[] {
  if (languages.every(language => language in value)) return [[path, value as Words]]
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'object' && inner !== null ? textsIn(inner, `${path}.${name}`) : [],
  )
}

const texts = textsIn(catalogue, 'words')
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted()

test('a text is missing in a language', () => {
  assert.ok(texts.length > 60)
  for (const [path, words] of texts)
    for (const language of languages) assert.match(words[language], /\S/, `${path} ${language}`)
})

test('a translation names other parameters', () => {
  for (const [path, words] of texts)
    assert.deepEqual(placeholders(words['zh-cn']), placeholders(words['en-us']), path)
})

test('a text was left untranslated', () => {
  for (const [path, words] of texts) {
    // A name is the same everywhere.
    if (words['en-us'] !== 'Stepwell') assert.match(words['zh-cn'], /\p{Script=Han}/u, path)
    assert.doesNotMatch(words['en-us'], /\p{Script=Han}/u, path)
  }
})

test('a finding is said in the other language', () => {
  assert.equal(sayFinding('node.ok', 'en-us', { version: '26.10.0' }), 'Node 26.10.0')
  assert.equal(sayFinding('node.ok', 'zh-cn', { version: '26.10.0' }), '当前为 Node 26.10.0')
})

test('a code has no words', () => {
  assert.deepEqual(Object.keys(errorWords).toSorted(), [...errorCodes].toSorted())
  assert.deepEqual(Object.keys(commonFailures).toSorted(), [...commonFailureCodes].toSorted())
})
