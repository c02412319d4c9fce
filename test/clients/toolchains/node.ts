import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../../servers/command.ts'
import { prepared, sourcesOf, type Toolchain } from './toolchain.ts'

const sources = ['package.json', 'package-lock.json', 'driver.mjs']
const notPublished = 'not on npm'

/** The Node SDK: each package has the hash that package-lock.json tells. The pages have no samples for it. */
export const nodeSdk: Toolchain = {
  name: 'Node',
  versions: '3.1.215, core 3.1.211, IAM 3.1.172',
  lacks: { dcs: notPublished, taurusdb: notPublished },
  needs: [['npm', '--version']],
  async obtain() {
    const folder = await prepared('node', sources, async made => {
      for (const name of sources) await cp(join(sourcesOf('node'), name), join(made, name))
      await runCommand('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { folder: made })
    })
    return {
      driver: async certificate => ({
        program: process.execPath,
        words: [join(folder, 'driver.mjs')],
        environment: certificate === null ? {} : { NODE_EXTRA_CA_CERTS: certificate },
      }),
      sample: () => Promise.reject(new Error('the pages have no samples for Node')),
    }
  },
}
