import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { NO_OLD_NODE, oldNode, packagedNode } from './package/machine-node.ts'
import { runProgram } from './package/run-program.ts'

const root = join(import.meta.dirname, '..')
const old = await oldNode()
const skip = old === null ? NO_OLD_NODE : false

/** Stands for our command line: tells what it was given, or waits for a signal. */
const PROGRAM = `
const [command] = process.argv.slice(2)
if (command === 'exit') process.exitCode = 7
if (command === 'die') process.kill(process.pid, 'SIGKILL')
if (command === 'wait') setInterval(() => {}, 1000)
if (command === 'drain') {
  process.on('SIGTERM', () => process.exit(9))
  setInterval(() => {}, 1000)
}
console.log(JSON.stringify({ major: Number(process.versions.node.split('.')[0]), given: process.argv.slice(2) }))
`

suite('the launcher', () => {
  let folder = ''
  let modules = ''
  let launcher = ''

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepwell-launcher-'))
    modules = join(folder, 'installed', 'node_modules')
    const installed = join(modules, 'stepwell')
    launcher = join(installed, 'bin', 'stepwell.js')
    await mkdir(join(installed, 'dist', 'cli'), { recursive: true })
    await cp(join(root, 'bin'), join(installed, 'bin'), { recursive: true })
    await writeFile(join(installed, 'package.json'), '{ "type": "module" }')
    await writeFile(join(installed, 'dist', 'cli', 'main.js'), PROGRAM)
    // Hoisted: beside the package, not inside it.
    await symlink(join(root, 'node_modules', packagedNode()), join(modules, packagedNode()), 'dir')
  })
  after(() => rm(folder, { recursive: true, force: true }))

  for (const { name, node } of [
    { name: 'a Node new enough', node: process.execPath },
    { name: 'an old Node', node: old ?? '' },
  ])
    suite(`on ${name}`, { skip: node === '' ? NO_OLD_NODE : false }, () => {
      test('runs the program with its arguments on Node 24 or later', async () => {
        const { status, stdout, stderr } = await runProgram(node, [launcher, 'show', 'a b', '--json'], folder)
        assert.deepEqual({ status, stderr }, { status: 0, stderr: '' })
        const { major, given } = JSON.parse(stdout) as { major: number; given: string[] }
        assert.ok(major >= 24)
        assert.deepEqual(given, ['show', 'a b', '--json'])
      })

      test('ends with the status of the program', async () => {
        assert.equal((await runProgram(node, [launcher, 'exit'], folder)).status, 7)
      })

      test('ends by the signal that ended the program', async () => {
        assert.equal((await runProgram(node, [launcher, 'die'], folder)).signal, 'SIGKILL')
      })

      for (const [command, ending] of [
        ['drain', [9, null]],
        ['wait', [null, 'SIGTERM']],
      ] as const)
        test(`passes SIGTERM on to a program that is told to ${command}`, async () => {
          const child = spawn(node, [launcher, command], { stdio: ['ignore', 'pipe', 'inherit'] })
          await once(child.stdout, 'data')
          child.kill('SIGTERM')
          assert.deepEqual(await once(child, 'exit'), ending)
        })
    })

  test('runs the sources where there are any, because what was built may be old', async () => {
    const clone = join(folder, 'clone')
    await cp(join(modules, 'stepwell'), clone, { recursive: true })
    await mkdir(join(clone, 'src', 'cli'), { recursive: true })
    await writeFile(join(clone, 'src', 'cli', 'main.ts'), `const text: string = 'source'\nconsole.log(text)`)
    const { stdout } = await runProgram(process.execPath, [join(clone, 'bin', 'stepwell.js')], folder)
    assert.equal(stdout, 'source\n')
  })

  test('says in one line what is needed when an old Node finds no packaged one', { skip }, async () => {
    const bare = join(folder, 'bare', 'bin')
    await cp(join(root, 'bin'), bare, { recursive: true })
    const { status, stdout, stderr } = await runProgram(old ?? '', [join(bare, 'stepwell.js')], folder)
    assert.deepEqual({ status, stdout }, { status: 1, stdout: '' })
    assert.match(stderr, /^stepwell: Node 24 or later is needed, this is v\d.*; install a newer Node\.\n$/)
  })
})
