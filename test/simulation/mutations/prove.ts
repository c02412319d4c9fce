import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { edited } from './edited.ts'
import { mutations } from './mutations.ts'

/** How many schedules may pass before a mutation is noticed. */
const mostSchedules = 2000

/** Breaks a copy of the code in every way listed and runs the simulation there; gives the exit status: 0, all were noticed. */
export async function proveMutations(seed: number): Promise<number> {
  const root = resolve(import.meta.dirname, '../../..')
  let noticed = 0
  for (const { name, edits } of mutations) {
    const folder = mkdtempSync(join(tmpdir(), 'stepwell-mutation-'))
    try {
      copy(root, folder)
      for (const edit of edits) writeFileSync(join(folder, edit.file), edited(folder, edit))
      const failure = await failureIn(folder, seed)
      if (failure !== null) noticed++
      console.log(`${failure === null ? '✖' : '✔'} ${name}`)
      console.log(`    ${failure ?? `not noticed in ${mostSchedules} schedules`}`)
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
  console.log(`${noticed} of ${mutations.length} mutations were noticed`)
  return noticed === mutations.length ? 0 : 1
}

function copy(root: string, folder: string): void {
  for (const part of ['src', 'test/simulation', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
}

/** How the simulation of a folder fails, and after how many schedules; null: it does not. */
async function failureIn(folder: string, seed: number): Promise<string | null> {
  const main = join(folder, 'test/simulation/main.ts')
  const child = spawn(process.execPath, [main, '--runs', `${mostSchedules}`, '--seed', `${seed}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  const status = await new Promise(ended => child.on('close', ended))
  if (status === 0) return null
  const lines = output.join('').trimEnd().split('\n')
  const failure = lines.find(line => line.startsWith('seed '))
  const schedules = lines.map(line => /^(\d+) schedules from seed /.exec(line)?.[1]).find(Boolean)
  // Whatever else ends it is no proof: code that does not even load, say.
  if (failure === undefined) throw new Error(`the simulation could not be run:\n${lines.join('\n')}`)
  return `${failure.slice(0, 200)} (after ${schedules})`
}
