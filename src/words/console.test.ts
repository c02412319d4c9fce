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

/** Whether a word is said by its name, or by one put together: `nav.${place}`, where the place stands somewhere too. */
function isSaid(word: string): boolean {
  const [group, name] = word.split('.') as [string, string]
  const isPutTogether = source.includes(`\`${group}.\${`) && new RegExp(`'${name}'|\\b${name}:`).test(source)
  return source.includes(`'${word}'`) || isPutTogether
}

test('a word is translated that the console never says', () => {
  assert.deepEqual(
    Object.keys(consoleWords).filter(word => !isSaid(word)),
    [],
  )
  for (const dead of ['nav.nowhere', 'tasks.tasks']) assert.equal(isSaid(dead), false, dead)
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
