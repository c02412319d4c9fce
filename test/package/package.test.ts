import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { startStepwell } from '../scenario/stepwell-process.ts'
import { NO_OLD_NODE, oldNode, packagedNode } from './machine-node.ts'
import { runProgram } from './run-program.ts'

const root = join(import.meta.dirname, '..', '..')
const old = await oldNode()

interface Packed {
  readonly filename: string
  readonly files: readonly { readonly path: string }[]
}

async function must(program: string, given: readonly string[], folder: string): Promise<string> {
  const { status, stdout, stderr } = await runProgram(program, given, folder)
  assert.equal(status, 0, `${program} ${given.join(' ')} failed: ${stderr}${stdout}`)
  return stdout
}

suite('the package, installed in an empty folder', () => {
  let folder = ''
  let version = ''
  let packed: Packed
  const launcher = (): string => join(folder, 'node_modules', 'stepwell', 'bin', 'stepwell.js')

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepwell-package-'))
    await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
    version = (JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }).version
    await must('npm', ['run', 'build'], root)
    const options = ['--json', '--ignore-scripts', '--pack-destination', folder]
    ;[packed] = JSON.parse(await must('npm', ['pack', ...options], root)) as [Packed]
    await must(
      'npm',
      ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${packed.filename}`],
      folder,
    )
  })
  after(() => rm(folder, { recursive: true, force: true }))

  test('holds what is needed and no source or test', () => {
    const paths = packed.files.map(({ path }) => path)
    for (const path of ['LICENSE', 'README.md', 'CHANGELOG.md', 'dist/cli/main.js', 'dist/index.d.ts'])
      assert.ok(paths.includes(path), `${path} is missing`)
    const wrong = paths.filter(path =>
      /\.test\.|\/testing\/|(?<!\.d)\.ts$|^(?:src|test|bench|demo)\//.test(path),
    )
    assert.deepEqual(wrong, [])
  })

  test('runs by npx', async () => {
    assert.equal(await must('npx', ['stepwell', '--version'], folder), `${version}\n`)
  })

  test('serves the console', async () => {
    await using stepwell = await startStepwell({ program: launcher() })
    const page = await fetch(`${stepwell.url}/console/`)
    const [, script = ''] = /src="(\/console\/assets\/[^"]+)"/.exec(await page.text()) ?? []
    assert.equal((await fetch(`${stepwell.url}${script}`)).status, 200, script)
  })

  test('is imported by a script', async () => {
    const script = `import { defineOperation } from 'stepwell'; console.log(typeof defineOperation)`
    assert.equal(
      await must(process.execPath, ['--input-type=module', '--eval', script], folder),
      'function\n',
    )
  })

  test('brings its types', async () => {
    const script = `import { defineOperation } from 'stepwell'\nexport const define: Function = defineOperation\n`
    await writeFile(join(folder, 'recipe.ts'), script)
    const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules', '@types')]
    const strictly = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2024', ...types]
    await must(
      process.execPath,
      [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), ...strictly, 'recipe.ts'],
      folder,
    )
  })

  test('runs on an old Node by its launcher', { skip: old === null ? NO_OLD_NODE : false }, async () => {
    const { status, stdout, stderr } = await runProgram(old ?? '', [launcher(), '--version'], folder)
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: `${version}\n`, stderr: '' })
  })

  test('runs on Node 24 as it is', async () => {
    const place = join(folder, 'node-24')
    await mkdir(place)
    await writeFile(join(place, 'package.json'), '{ "private": true }')
    await must(
      'npm',
      ['install', '--prefer-offline', '--no-audit', '--no-fund', `${packagedNode()}@24`],
      place,
    )
    const node = join(place, 'node_modules', '.bin', 'node')
    const { status, stdout, stderr } = await runProgram(node, [launcher(), '--version'], folder)
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: `${version}\n`, stderr: '' })
  })
})
