import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../../servers/command.ts'
import { prepared, sourcesOf, type Toolchain } from './toolchain.ts'

/** The Python SDK, in a folder of its own: each package has the hash that requirements.txt tells. */
export const pythonSdk: Toolchain = {
  name: 'Python',
  versions: '3.1.211',
  lacks: {},
  needs: [['python3', '-m', 'pip', '--version']],
  async obtain() {
    const folder = await prepared('python', ['requirements.txt'], async made => {
      await runCommand('python3', [
        ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'],
        ...['--require-hashes', '--only-binary', ':all:', '--target', made],
        ...['--requirement', join(sourcesOf('python'), 'requirements.txt')],
      ])
    })
    const run = (file: string, environment: Readonly<Record<string, string>>) => ({
      program: 'python3',
      words: [file],
      environment: { PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1', ...environment },
    })
    return {
      driver: async certificate =>
        run(
          join(sourcesOf('python'), 'driver.py'),
          certificate === null ? {} : { REQUESTS_CA_BUNDLE: certificate },
        ),
      async sample(place, source, environment) {
        await mkdir(place, { recursive: true })
        const file = join(place, 'sample.py')
        await writeFile(file, source)
        return run(file, environment)
      },
    }
  },
}
