import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../../servers/command.ts'
import { prepared, sourcesOf, type Toolchain } from './toolchain.ts'

const locked = ['go.mod', 'go.sum'] as const

const compile = (folder: string, output: string, words: readonly string[] = []) =>
  runCommand('go', ['build', '-trimpath', ...words, '-o', output, '.'], {
    folder,
    // What is locked is what is built, with the Go that is there.
    environment: { GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'local' },
  })

/** The Go SDK: its modules are checked against go.sum. */
export const goSdk: Toolchain = {
  name: 'Go',
  versions: '0.1.188',
  lacks: {},
  needs: [['go', 'version']],
  async obtain() {
    const folder = await prepared('go', [...locked, 'main.go'], async made => {
      await compile(sourcesOf('go'), join(made, 'driver'))
    })
    const trusting = (certificate: string | null) =>
      certificate === null ? {} : { SSL_CERT_FILE: certificate }
    return {
      driver: async certificate => ({
        program: join(folder, 'driver'),
        words: [],
        environment: trusting(certificate),
      }),
      async sample(place, source, environment) {
        await mkdir(place, { recursive: true })
        for (const name of locked) await cp(join(sourcesOf('go'), name), join(place, name))
        await writeFile(join(place, 'main.go'), source)
        await compile(place, join(place, 'sample'))
        return { program: join(place, 'sample'), words: [], environment }
      },
    }
  },
}
