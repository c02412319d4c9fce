import { cp, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../test/servers/command.ts'

/** The package as it is published, built into a folder of its own. */
export interface BuiltPackage extends AsyncDisposable {
  /** What Node runs. */
  readonly program: string
}

const root = join(import.meta.dirname, '..')

/** Builds what `npm run build` builds, elsewhere: the `dist` of this clone may be in use. */
export async function buildPackage(): Promise<BuiltPackage> {
  const folder = await mkdtemp(join(tmpdir(), 'stepwell-built-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    await cp(join(root, 'package.json'), join(folder, 'package.json'))
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir')
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const project = join(root, 'tsconfig.build.json')
    await runCommand(process.execPath, [compiler, '-p', project, '--outDir', join(folder, 'dist')])
  } catch (error) {
    await remove()
    throw error
  }
  return { program: join(folder, 'dist', 'cli', 'main.js'), [Symbol.asyncDispose]: remove }
}
