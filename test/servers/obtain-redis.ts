import { access, constants, mkdtemp, rename, rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { runCommand, runs } from './command.ts'
import { libraryFolders, unpackDebianPackage } from './debian-packages.ts'
import { cacheFolders, isOwned, isWritable, systemName } from './package-cache.ts'

/** The programs of a real Redis (7 or later) or Valkey, and the environment they must be started with. */
export interface RedisPrograms {
  readonly server: string
  readonly cli: string
  readonly environment: Readonly<Record<string, string>>
  readonly origin: 'path' | 'cache'
}

const oldestVersion = 7
let obtained: Promise<RedisPrograms> | null = null

/**
 * Finds Redis on PATH, else fetches Debian's or Ubuntu's packages into a cache without root. Rejects with one line
 * that says what to install where neither is possible. The answer is kept for the life of the process.
 */
export function obtainRedis(): Promise<RedisPrograms> {
  obtained ??= findOnPath().then(found => found ?? fromCache(cacheFolders()))
  return obtained
}

/** The programs out of `folders` (the first that can be written to), fetched when they are not there yet. */
export async function fromCache(folders: readonly string[]): Promise<RedisPrograms> {
  const name = `redis-${await systemName()}-${process.arch}`
  for (const folder of folders) {
    const programs = await unpackedPrograms(join(folder, name))
    if (programs !== null) return programs
  }
  for (const tool of ['apt-get', 'dpkg-deb']) if (!(await runs(tool, ['--version']))) throw notFound()
  for (const folder of folders) {
    if (!(await isWritable(folder))) continue
    const programs = await fetchInto(folder, name)
    if (programs !== null) return programs
  }
  throw new Error(`redis-server cannot be kept in any of ${folders.join(', ')}: make one of them writable`)
}

async function fetchInto(folder: string, name: string): Promise<RedisPrograms | null> {
  const work = await mkdtemp(join(folder, 'fetching-'))
  try {
    await unpackDebianPackage('redis-server', join(work, 'root')).catch((cause: unknown) => {
      throw notFound(cause)
    })
    // Another process may publish at the same moment. The first one wins; both copies are the same.
    await rename(join(work, 'root'), join(folder, name)).catch(async (cause: unknown) => {
      if ((await unpackedPrograms(join(folder, name))) === null) throw cause
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return unpackedPrograms(join(folder, name))
}

async function findOnPath(): Promise<RedisPrograms | null> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  for (const flavour of ['redis', 'valkey']) {
    for (const folder of folders) {
      const programs = {
        server: join(folder, `${flavour}-server`),
        cli: join(folder, `${flavour}-cli`),
        environment: {},
        origin: 'path',
      } as const
      if (await isRecent(programs)) return programs
    }
  }
  return null
}

async function unpackedPrograms(root: string): Promise<RedisPrograms | null> {
  if (!(await isOwned(root))) return null
  const programs = {
    server: join(root, 'usr/bin/redis-server'),
    cli: join(root, 'usr/bin/redis-cli'),
    environment: { LD_LIBRARY_PATH: (await libraryFolders(root)).join(delimiter) },
    origin: 'cache',
  } as const
  return (await isRecent(programs)) ? programs : null
}

async function isRecent(programs: RedisPrograms): Promise<boolean> {
  if (!(await isExecutable(programs.server)) || !(await isExecutable(programs.cli))) return false
  try {
    const { stdout } = await runCommand(programs.server, ['--version'], { environment: programs.environment })
    return Number(/ v=(\d+)\./.exec(stdout)?.[1] ?? 0) >= oldestVersion
  } catch {
    return false
  }
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}

function notFound(cause?: unknown): Error {
  const detail = cause instanceof Error ? ` (fetching it failed: ${cause.message})` : ''
  return new Error(
    `No redis-server ${oldestVersion} or later was found${detail}: install it (Debian, Ubuntu: apt-get install redis-server; ` +
      `macOS: brew install redis; Fedora: dnf install valkey) so that redis-server and redis-cli are on PATH.`,
    { cause },
  )
}
