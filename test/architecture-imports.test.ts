import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importsOf, packageOf, targetOf } from './architecture/imports.ts'
import { readSource } from './architecture/source-text.ts'

const shortly = (text: string): readonly string[] =>
  importsOf(text).map(({ specifier, kind, line }) => `${line} ${kind} ${specifier}`)

const CASES: readonly (readonly [string, readonly string[]])[] = [
  [`import 'a'`, ['1 value a']],
  [`import a from "a"`, ['1 value a']],
  [`import * as a from 'a'`, ['1 value a']],
  [`import a, { b as c } from 'a'`, ['1 value a']],
  [`import a, * as b from 'a'`, ['1 value a']],
  [`import {\n  a,\n  type B,\n} from 'a'`, ['4 value a']],
  [`import { type B } from 'a'`, ['1 value a']],
  [`import type { B } from 'a'`, ['1 type a']],
  [`import type B from 'a'`, ['1 type a']],
  [`import type * as B from 'a'`, ['1 type a']],
  [`import type from 'a'`, ['1 value a']],
  [`import type, { b } from 'a'`, ['1 value a']],
  [`import a from 'a' with { type: 'json' }`, ['1 value a']],
  [`export * from 'a'`, ['1 value a']],
  [`export * as a from 'a'`, ['1 value a']],
  [`export { a, type B } from 'a'`, ['1 value a']],
  [`export type { B } from 'a'`, ['1 type a']],
  [`export type * from 'a'`, ['1 type a']],
  [`const a = await import('a')`, ['1 dynamic a']],
  ['const a = await import(\n  `a`,\n)', ['2 dynamic a']],
  [`type A = typeof import('a')`, ['1 type a']],
  ['const text = `${await import("a")}`', ['1 dynamic a']],
  [`export type A = number\nimport { b } from 'b'`, ['2 value b']],
  [`export { a }\nimport { b } from 'b'`, ['2 value b']],
  [`const from = 'a'\nexport const b = from\nArray.from('c')`, []],
  [`// import 'a'\n/* import 'b'\n */`, []],
  [`const text = "import 'a'"\nconst more = \`\nimport 'b'\n\``, []],
  [`const quote = /['"]/\nimport 'a'`, ['2 value a']],
  [`const slash = /[/]'/.test(x) ? a / b : c / d\nimport 'a'`, ['2 value a']],
  [`const nested = \`\${\`\${{ a: '}' }.a}\`} import 'no'\`\nimport 'a'`, ['2 value a']],
  [`const page = <p>Don't stop</p>\nimport 'a'`, ['2 value a']],
  [`import(name)\nobject.import('a')\nimport.meta.resolve('b')`, []],
]

for (const [text, expected] of CASES)
  test(`imports of ${JSON.stringify(text)}`, () => {
    assert.deepEqual(shortly(text), expected)
  })

test('a source taken apart keeps its length and its lines', () => {
  const text = `const a = 'b' // c\nconst d = \`e \${f} \n g\` /* h */ / 2\nreturn /i'/g`
  const { code } = readSource(text)
  assert.equal(code.length, text.length)
  assert.equal(code.replaceAll(/ +/g, ' '), "const a = ' ' \nconst d = ` ${f} \n ` / 2\nreturn g")
})

test('a file that ends in the middle of a comment, a text or a template is read to its end', () => {
  for (const text of ['a /* b', 'a `b', 'a `${b', "a 'b", 'a // b', 'a = /b', "a 'b\\"])
    assert.equal(readSource(text).code.length, text.length)
})

test('a relative specifier means a file of ours, another one a package', () => {
  assert.equal(targetOf('src/http/server.ts', '../core/task.ts'), 'src/core/task.ts')
  assert.equal(targetOf('src/http/server.ts', 'fastify'), null)
  assert.deepEqual(['node:fs/promises', 'typebox/value', '@fastify/static/x', '#inner/x'].map(packageOf), [
    'node:fs/promises',
    'typebox',
    '@fastify/static',
    '#inner',
  ])
})
