import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runProgram } from './run-program.ts'

/** Why a test that needs an old Node is skipped. */
export const NO_OLD_NODE = 'no Node older than 24 is on PATH'

/** The path of the first Node on PATH that is older than 24; null when there is none. */
export async function oldNode(): Promise<string | null> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const program = join(folder, process.platform === 'win32' ? 'node.exe' : 'node')
    if (!existsSync(program)) continue
    const { stdout } = await runProgram(program, ['--version'], '.')
    if (Number(/^v(\d+)\./.exec(stdout)?.[1]) < 24) return program
  }
  return null
}

/** The package that holds Node for this machine, as package.json pins it. */
export function packagedNode(): string {
  const system = process.platform === 'win32' ? 'win' : process.platform
  return `node-${system === 'darwin' && process.arch === 'arm64' ? 'bin-' : ''}${system}-${process.arch}`
}
