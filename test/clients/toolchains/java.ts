import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../../servers/command.ts'
import { prepared, sourcesOf, type Toolchain } from './toolchain.ts'

/** The Java SDK: Maven checks the sums that its registry tells. */
export const javaSdk: Toolchain = {
  name: 'Java',
  versions: '3.1.143, DCS and IAM 3.1.130',
  lacks: {},
  needs: [
    ['java', '-version'],
    ['javac', '-version'],
    ['keytool', '-help'],
    ['mvn', '--version'],
  ],
  async obtain() {
    const compile = (libraries: string, source: string, classes: string) =>
      runCommand('javac', ['-nowarn', '-proc:none', '-cp', join(libraries, '*'), '-d', classes, source])
    const folder = await prepared('java', ['pom.xml', 'Driver.java'], async made => {
      const libraries = join(made, 'libraries')
      await runCommand('mvn', [
        ...['--quiet', '--batch-mode', '--strict-checksums'],
        ...['--file', join(sourcesOf('java'), 'pom.xml')],
        ...['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${libraries}`],
      ])
      await compile(libraries, join(sourcesOf('java'), 'Driver.java'), join(made, 'classes'))
    })
    const libraries = join(folder, 'libraries')
    const run = (classes: string, main: string, options: readonly string[] = []) => ({
      program: 'java',
      words: [...options, '-XX:TieredStopAtLevel=1', '-cp', `${classes}:${join(libraries, '*')}`, main],
      environment: {},
    })
    return {
      async driver(certificate) {
        const classes = join(folder, 'classes')
        return run(classes, 'Driver', certificate === null ? [] : await trusting(certificate))
      },
      async sample(place, source, environment) {
        const main = /public class (\w+)/.exec(source)![1]!
        await mkdir(place, { recursive: true })
        const file = join(place, `${main}.java`)
        await writeFile(file, source)
        await compile(libraries, file, place)
        return { ...run(place, `com.huaweicloud.sdk.test.${main}`), environment }
      },
    }
  },
}

/** Java's options to trust a certificate: a store of it is laid beside it. */
async function trusting(certificate: string): Promise<readonly string[]> {
  const store = `${certificate}.p12`
  // Nothing in it is secret: a store of this form must have a password.
  const secret = ['-storetype', 'PKCS12', '-storepass', 'certificate']
  await runCommand('keytool', [
    ...['-importcert', '-noprompt', '-alias', 'stepwell', '-file', certificate, '-keystore', store],
    ...secret,
  ])
  return [`-Djavax.net.ssl.trustStore=${store}`, '-Djavax.net.ssl.trustStorePassword=certificate']
}
