import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runs } from '../../servers/command.ts'
import { cacheFolders, isWritable } from '../../servers/package-cache.ts'
import type { ClientOf, DriverProgram } from '../driver.ts'

/** The official SDK of a language, and how its driver is made. */
export interface Toolchain {
  readonly name: string
  /** Versions of its packages, which the table shows. */
  readonly versions: string
  /** Why it is no client of some services, by the service. */
  readonly lacks: { readonly [service in ClientOf]?: string }
  /** Programs without which it cannot be made: the name of each, and words with which it does nothing but answer. */
  readonly needs: readonly (readonly string[])[]
  /** Fetches the packages and compiles the driver; kept from then on. */
  obtain(): Promise<Obtained>
}

/** A driver that can be started, and the packages that programs of the same language may use. */
export interface Obtained {
  /** `certificate`: of the server, in PEM; null: it speaks http. */
  driver(certificate: string | null): Promise<DriverProgram>
  /**
   * How one program of the SDK's own samples is run: its source, and the environment that names its key and endpoint. Gives
   * what is started.
   */
  sample(
    folder: string,
    source: string,
    environment: Readonly<Record<string, string>>,
  ): Promise<DriverProgram>
}

/** The folder of a driver's sources. */
export const sourcesOf = (language: string): string =>
  fileURLToPath(new URL(`../${language}`, import.meta.url))

/** Names of the programs that a toolchain needs and that are not there. */
export async function missingPrograms({ needs }: Pick<Toolchain, 'needs'>): Promise<readonly string[]> {
  const found = await Promise.all(needs.map(([program = '', ...words]) => runs(program, words)))
  return needs.flatMap(([program = ''], index) => (found[index] ? [] : [program]))
}

/**
 * A folder in the cache that holds what `make` makes of a language's sources; made anew when one of them has changed. `make`
 * gets an empty folder, which is renamed once it is whole.
 */
export async function prepared(
  language: string,
  sources: readonly string[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const texts = await Promise.all(sources.map(async name => readFile(join(sourcesOf(language), name))))
  const key = hash('sha256', Buffer.concat(texts)).slice(0, 16)
  for (const cache of cacheFolders()) {
    if (!(await isWritable(cache))) continue
    const folder = join(cache, `sdk-${language}-${key}`)
    if (existsSync(folder)) return folder
    const draft = await mkdtemp(join(cache, 'making-'))
    try {
      await make(draft)
      await rename(draft, folder)
    } finally {
      await rm(draft, { recursive: true, force: true })
    }
    return folder
  }
  throw new Error(`the SDKs cannot be kept in any of ${cacheFolders().join(', ')}: make one of them writable`)
}
