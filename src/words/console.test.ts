import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { consoleAccessWords } from './console-access.ts'
import { consoleRegistryWords } from './console-registry.ts'
import { consoleTaskWords } from './console-task.ts'
import { consoleWords } from './console.ts'
import { tellingWords } from './telling.ts'

const folder = join(import.meta.dirname, '../../console/src')
const source = globSync('**/*.{ts,tsx}', { cwd: folder, exclude: ['**/*.generated.ts'] })
  .map(path => readFileSync(join(folder, path), 'utf8'))
  .join('\n')

/** The words whose names are put together where they are said, as `nav.${place}`, by what is put in. */
const putTogether: Readonly<Record<string, readonly string[]>> = {
  nav: ['tasks', 'instances', 'operations', 'access'],
  tasks: ['active', 'newest', 'oldest'],
  users: ['disable', 'enable', 'remove'],
  userCost: ['disable', 'enable', 'remove'],
  keys: ['rotate', 'disable', 'enable', 'remove'],
  keyCost: ['rotate', 'disable', 'enable', 'remove'],
  theme: ['light', 'dark', 'auto'],
  live: ['live', 'starting', 'lost', 'refused', 'paused'],
  tab: ['steps', 'logs', 'events', 'parameters', 'attempts', 'answer'],
  period: ['waiting', 'working', 'paused', 'stopped', 'undoing'],
  act: ['dueAt', 'until'],
}

/** Whether a word is said by its name, or by one that is put together. */
function isSaid(word: string): boolean {
  const [group, name] = word.split('.') as [string, string]
  return source.includes(`'${word}'`) || (isPutTogether(group) && putTogether[group]!.includes(name))
}

const isPutTogether = (group: string): boolean => group in putTogether && source.includes(`\`${group}.\${`)

test('a word is translated that the console never says', () => {
  assert.deepEqual(
    Object.keys(consoleWords).filter(word => !isSaid(word)),
    [],
  )
  assert.deepEqual(
    Object.keys(putTogether).filter(group => !isPutTogether(group)),
    [],
  )
  for (const dead of ['nav.nowhere', 'nav.steps', 'tasks.tasks']) assert.equal(isSaid(dead), false, dead)
})

test('a name is in two of the tables, and one of its texts is lost', () => {
  for (const tables of [
    [consoleTaskWords, consoleRegistryWords, consoleAccessWords],
    [consoleWords, tellingWords],
  ]) {
    const names = tables.flatMap(table => Object.keys(table))
    assert.equal(new Set(names).size, names.length)
  }
})
