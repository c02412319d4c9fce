import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { instance } from '../../src/core/testing/samples.ts'
import { createWorld } from '../../src/worker/testing/world.ts'
import { loadAllOperations } from '../../src/operations/built-in.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const page = readFileSync(join(root, 'docs/write-an-operation.md'), 'utf8')
const printed = page.match(/^```ts\n(.*?)^```$/ms)?.[1] ?? ''

const folder = mkdtempSync(join(tmpdir(), 'stepwell-docs-'))
after(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'warm-up.ts')
writeFileSync(file, printed)

/** Runs the printed recipe on an instance of its service. */
async function runPrinted(tables: readonly string[]) {
  const operation = (await loadAllOperations([file])).get('mysql.warm_up')!
  await using world = await createWorld(operation)
  await world.store.addInstance(instance({ id: 'orders', name: 'orders', service: 'taurusdb' }))
  await world.worker('a')
  const ended = await world.ended(await world.submit(operation, { instance: 'orders', input: { tables } }))
  return { ended, log: world.log }
}

test('the printed recipe is short enough to be read', () => {
  const lines = printed.trimEnd().split('\n').length
  assert.ok(lines >= 40 && lines <= 60, `${lines} lines`)
})

test('the printed recipe runs to success', async () => {
  const { ended, log } = await runPrinted(['a', 'b'])
  assert.deepEqual([ended.status, ended.percent, ended.failure], ['succeeded', 100, null])
  assert.deepEqual(
    ended.steps.map(step => [step.status, step.done, step.unit]),
    [
      ['succeeded', null, null],
      ['succeeded', 200, 'pages'],
    ],
  )
  assert.deepEqual(log, ['read-ahead 64', 'read-ahead 8'])
  assert.deepEqual(
    ended.effects.map(effect => effect.status),
    ['undone'],
  )
})

test('the printed recipe fails with its own words', async () => {
  const { ended } = await runPrinted(['a', 'no_such'])
  assert.deepEqual(
    [ended.status, ended.failure?.code, ended.failure?.step],
    ['failed', 'DBS.7001', 'pre_check'],
  )
  assert.equal(ended.failure?.message['en-us'], 'There is no table no_such')
})

test('the printed recipe is typed, outputs of earlier steps included', async () => {
  const options = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      paths: { stepwell: [join(root, 'src/index.ts')] },
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
    },
    include: [],
    files: [file],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const check = () =>
    promisify(execFile)(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder])
  await check()
  for (const [right, wrong, why] of [
    ['pre_check.pages', 'pre_check.sheets', /Property 'sheets' does not exist/],
    [
      "'readAhead', { pages: 64 }",
      "'readAhead', { pages: '64' }",
      /'string' is not assignable to type 'number'/,
    ],
  ] as const) {
    writeFileSync(file, printed.replace(right, wrong))
    const refused = await check().catch((error: { readonly stdout: string }) => error.stdout)
    assert.match(String(refused), why)
  }
})
