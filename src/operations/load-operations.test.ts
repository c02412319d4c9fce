import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { loadAllOperations } from './built-in.ts'
import { RecipeError } from './load-operations.ts'

const folder = mkdtempSync(join(tmpdir(), 'stepwell-recipes-'))
after(() => rmSync(folder, { recursive: true }))
let files = 0

/** Writes a recipe into a folder of its own, outside any package; gives the file. */
function recipe(text: string, name = 'recipe.ts'): string {
  const own = join(folder, String(++files))
  mkdirSync(own)
  writeFileSync(join(own, name), text)
  return join(own, name)
}

const words = `{ 'en-us': 'Text', 'zh-cn': '文字' }`
const run = 'run: async () => {}'

/** A recipe that works, with what is given in place of its own fields. */
const sound = (fields = '', steps = `.step('only', { title: ${words}, ${run} })`): string => `
  import { defineOperation, Type } from 'stepwell'
  export const one = defineOperation({
    name: 'redis.one', version: 1, service: 'dcs', title: ${words}, input: Type.Object({}), ${fields}
  })${steps}`

/** Loads paths and gives the message with which they are refused. */
async function refusalOf(...paths: readonly string[]): Promise<string> {
  try {
    await loadAllOperations(paths)
  } catch (error) {
    assert.ok(error instanceof RecipeError, String(error))
    return error.message
  }
  return assert.fail('it was loaded')
}

test('a loose file outside any package imports stepwell, and is loaded beside what is built in', async () => {
  const operations = await loadAllOperations([recipe(sound())])
  assert.equal(operations.get('redis.one')?.version, 1)
  assert.ok(operations.has('redis.migrate'))
})

test('without a path there is what is built in', async () => {
  assert.deepEqual([...(await loadAllOperations([])).keys()], ['redis.migrate'])
})

test('every file of a folder is loaded by name, but tests, types and what is no code', async () => {
  const file = recipe(sound(`name: 'redis.b'`), 'b.ts')
  const own = join(file, '..')
  writeFileSync(join(own, 'a.mjs'), sound(`name: 'redis.a'`))
  for (const name of ['a.test.ts', 'a.d.ts', 'README.md', 'a.json'])
    writeFileSync(join(own, name), 'not { code')
  mkdirSync(join(own, 'sources'))
  writeFileSync(join(own, 'sources', 'part.ts'), 'export const part = 1')
  const operations = await loadAllOperations([own])
  assert.deepEqual([...operations.keys()].slice(1), ['redis.a', 'redis.b'])
})

test('one file may export several operations, and one operation under two names', async () => {
  const file = recipe(`${sound()}\nexport { one as again }\nexport const other = 1`)
  assert.ok((await loadAllOperations([file])).has('redis.one'))
})

const step = (fields: string): string => sound('', `.step('only', { title: ${words}, ${run}, ${fields} })`)
const effect = `title: ${words}, apply: async () => null, undo: async () => {}`

const broken: readonly (readonly [what: string, text: string, why: RegExp])[] = [
  ['that is no TypeScript', 'const a = 1\nexport const b = = 2', /could not be loaded: .*\(line 2\)/],
  [
    'that throws',
    `const a = 1\n\nthrow new Error('no licence')`,
    /could not be loaded: no licence \(line 3\)/,
  ],
  ['that throws no error', 'throw null', /could not be loaded: null/],
  ['whose import is missing', `import { a } from './nowhere.ts'`, /could not be loaded: .*nowhere\.ts/],
  ['that imports what stepwell has not', `import { no } from 'stepwell'`, /could not be loaded: .*'no'/],
  ['that exports nothing', '', /exports no operation/],
  ['that exports something else', 'export const a = { name: "redis.a" }', /exports no operation/],
  ['without a step', sound('', ''), /operation redis\.one: it has no step/],
  ['with a name of one word', sound(`name: 'migrate'`), /its name "migrate" is not like redis\.migrate/],
  ['without a name', sound('name: undefined'), /its name "undefined"/],
  ['with half a version', sound('version: 1.5'), /version is not a positive whole number/],
  ['of no service', sound(`service: 'redis'`), /"redis" is none of dcs, dms, taurusdb/],
  [
    'with a permission that no policy could give',
    sound(`permission: { action: 'dcs:*:create', aliases: [], resourceType: null }`),
    /its permission lacks aliases, a resource type or null, or an action like dcs:task:create/,
  ],
  ['with an action as its permission', sound(`permission: 'dcs:task:create'`), /its permission lacks/],
  ['with a title in one language', sound(`title: { 'en-us': 'a' }`), /its title lacks a language/],
  ['with an empty title', sound(`title: { 'en-us': 'a', 'zh-cn': '' }`), /its title lacks a language/],
  ['without a title', sound('title: null'), /its title lacks a language/],
  [
    'with a description in one language',
    sound(`description: { 'zh-cn': 'a' }`),
    /description lacks a language/,
  ],
  ['without an input', sound('input: undefined'), /input schema is not of type object/],
  ['whose input is no object', sound('input: Type.String()'), /input schema is not of type object/],
  ['with a step without a title', step('title: undefined'), /step only: its title lacks a language/],
  ['with a step without code', step('run: undefined'), /step only: it has no run function/],
  ['with a step without options', sound('', `.step('only')`), /could not be loaded/],
  ['with a sub-step without a title', step(`subSteps: [{ name: 'p' }]`), /sub-step p: its title lacks/],
  [
    'with a weight of nothing',
    step('weight: 0'),
    /could not be loaded: .*step only: its weight is not positive/,
  ],
  ['with a hard step without a budget', step('cancellable: false'), /needs budgetSeconds/],
  ['with a step twice', sound('', `.step('a', { ${run} }).step('a', { ${run} })`), /the name is used twice/],
  [
    'with a code of its own kind',
    sound(`failures: { 'REDIS.1': {} }`),
    /REDIS\.1: the code is not like DCS\.1001/,
  ],
  ['with a code too long', sound(`failures: { 'DCS.123456': {} }`), /DCS\.123456: the code is not like/],
  ['with a failure without words', sound(`failures: { 'DCS.1': null }`), /DCS\.1: its words lack a language/],
  [
    'with a failure without a remedy',
    sound(`failures: { 'DCS.1': { message: ${words}, remedy: { 'en-us': 'a' } } }`),
    /DCS\.1: its words lack a language/,
  ],
  ['with an effect of nothing', sound('effects: { pause: null }'), /effect pause: it needs/],
  [
    'with an effect without undo',
    sound(`effects: { pause: { ${effect}, undo: 1 } }`),
    /effect pause: it needs/,
  ],
  [
    'with an effect that lives for ever',
    sound(`effects: { pause: { ${effect}, lives: 'ever' } }`),
    /pause: it lives/,
  ],
]
for (const [what, text, why] of broken)
  test(`a recipe ${what} is refused with its file and the reason, in one line`, async () => {
    const file = recipe(text)
    const message = await refusalOf(file)
    assert.ok(message.startsWith(`${file}: `), message)
    assert.match(message, why)
    assert.doesNotMatch(message, /\n/)
  })

test('a name that is taken is refused: by another file, in the same file, or built in', async () => {
  const [one, other] = [recipe(sound()), recipe(sound())]
  assert.equal(
    await refusalOf(one, other),
    `${other}: there is an operation redis.one already; choose another name`,
  )
  const twice = recipe(
    `${sound()}\nexport const two = defineOperation({ ...one }).step('only', { title: one.title, ${run} })`,
  )
  assert.match(await refusalOf(twice), /there is an operation redis\.one already/)
  assert.match(await refusalOf(recipe(sound(`name: 'redis.migrate'`))), /redis\.migrate already/)
})

test('a path without a recipe is refused by its name', async () => {
  const nowhere = join(folder, 'nowhere')
  assert.equal(await refusalOf(nowhere), `${nowhere}: there is no such file or folder of operations`)
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  assert.match(await refusalOf(empty), /empty: no operation in this folder/)
  assert.match(await refusalOf(join(folder, 'x'.repeat(300))), /x: it could not be read: ENAMETOOLONG/)
  assert.match(
    await refusalOf(recipe('just text', 'recipe.txt')),
    /recipe\.txt: the file could not be loaded/,
  )
})
