import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages, type Words } from '../core/words.ts'
import { commandLineWords, speaker } from './command-line.ts'
import { unitIn } from './telling.ts'
import { commandLineBackupWords } from './command-line-backup.ts'
import { commandLineControlWords } from './command-line-control.ts'
import { commandLineDoctorWords } from './command-line-doctor.ts'
import { commandLineErrorWords } from './command-line-errors.ts'
import { commandLineHelpWords } from './command-line-help.ts'
import { commandLineRecordWords } from './command-line-records.ts'
import { commandLineResultWords } from './command-line-results.ts'
import { commandLineTokenWords } from './command-line-tokens.ts'
import { registryWords } from './telling-registry.ts'
import { stateWords } from './telling-state.ts'
import { taskWords, unitWords } from './telling-task.ts'
import { commandLineWebhookWords } from './command-line-webhooks.ts'

const texts: readonly (readonly [string, Words])[] = Object.entries({ ...commandLineWords, ...unitWords })
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted()

test('a text is missing in a language', () => {
  for (const [name, words] of texts)
    assert.deepEqual(Object.keys(words).toSorted(), [...languages].toSorted(), name)
  for (const [name, words] of texts)
    for (const language of languages) assert.match(words[language], /\S/, `${name} ${language}`)
})

test('a translation names other parameters', () => {
  for (const [name, words] of texts)
    assert.deepEqual(placeholders(words['zh-cn']), placeholders(words['en-us']), name)
})

test('a text was left untranslated', () => {
  const isText = (text: string): boolean => /\p{L}/u.test(text.replace(/\{\w+\}/g, ''))
  for (const [name, words] of texts) {
    if (isText(words['en-us'])) assert.match(words['zh-cn'], /\p{Script=Han}/u, name)
    assert.doesNotMatch(words['en-us'], /\p{Script=Han}/u, name)
  }
})

test('a name is in two of the tables, and one of its texts is lost', () => {
  const tables = [
    commandLineHelpWords,
    taskWords,
    stateWords,
    registryWords,
    commandLineControlWords,
    commandLineResultWords,
    commandLineRecordWords,
    commandLineErrorWords,
    commandLineBackupWords,
    commandLineDoctorWords,
    commandLineWebhookWords,
    commandLineTokenWords,
  ]
  const names = tables.flatMap(table => Object.keys(table))
  assert.equal(new Set(names).size, names.length)
})

test('a text is said in the other language', () => {
  assert.equal(speaker('en-us')('submit.done', { task: 'T' }), 'Submitted task T.')
  assert.equal(speaker('zh-cn')('submit.done', { task: 'T' }), '已提交任务 T。')
  assert.equal(speaker('zh-cn')('list.none'), '没有符合条件的任务。')
})

test('a unit that only a recipe knows has no words', () => {
  assert.equal(unitIn('zh-cn', 'slots'), '个槽位')
  assert.equal(unitIn('zh-cn', 'widgets'), 'widgets')
  assert.deepEqual(
    [unitIn('en-us', 'keys', 1), unitIn('en-us', 'keys', 2), unitIn('zh-cn', 'keys', 1)],
    ['key', 'keys', '个key'],
  )
})
