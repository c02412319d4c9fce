import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from './command.ts'

/**
 * Downloads a Debian or Ubuntu package and whatever it needs that this machine lacks, and unpacks all of it
 * under `root`, without installing: works as root and as an ordinary user. `root` must not exist yet.
 */
export async function unpackDebianPackage(name: string, root: string): Promise<void> {
  const work = `${root}.apt`
  await mkdir(join(work, 'archives'), { recursive: true })
  try {
    await fetchArchives(name, work)
    await mkdir(root, { recursive: true })
    for (const archive of await readdir(join(work, 'archives'))) {
      if (archive.endsWith('.deb'))
        await runCommand('dpkg-deb', ['-x', join(work, 'archives', archive), root])
    }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** The folders under an unpacked root that hold shared libraries, for LD_LIBRARY_PATH. */
export async function libraryFolders(root: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const top of ['usr/lib', 'lib']) {
    const entries = await readdir(join(root, top), { recursive: true, withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      if (/\.so(\.|$)/.test(entry.name) && !found.includes(entry.parentPath)) found.push(entry.parentPath)
    }
  }
  return found
}

async function fetchArchives(name: string, work: string): Promise<void> {
  try {
    await downloadWith(name, work, [])
  } catch {
    // The machine's package lists are missing (a container image) or too old (404): fetch our own, touching none of its.
    const lists = join(work, 'lists')
    await mkdir(join(lists, 'partial'), { recursive: true })
    const options = ['-o', `Dir::State::Lists=${lists}`]
    await runCommand('apt-get', ['update', '-qq', ...options, ...ownFolders(work)])
    await downloadWith(name, work, options)
  }
}

async function downloadWith(name: string, work: string, options: readonly string[]): Promise<void> {
  await mkdir(join(work, 'cache', 'archives', 'partial'), { recursive: true })
  const all = [...options, ...ownFolders(work)]
  const plan = await runCommand('apt-get', [
    'install',
    '--print-uris',
    '-y',
    '-qq',
    '--no-install-recommends',
    ...all,
    name,
  ])
  // Each line is 'address' name_version_architecture.deb size hash: the name ends at the first underscore.
  const names = [...plan.stdout.matchAll(/^'[^']*' ([^_\s]+)_\S+\.deb /gm)].map(match => match[1]!)
  if (!names.includes(name)) throw new Error(`apt-get has no package ${name} to download`)
  await runCommand('apt-get', ['download', '-qq', ...all, ...names], { folder: join(work, 'archives') })
}

/** Options that keep apt-get from needing root: caches of our own, no lock, no change of user. */
function ownFolders(work: string): readonly string[] {
  return [
    '-o',
    `Dir::Cache=${join(work, 'cache')}`,
    '-o',
    'Debug::NoLocking=1',
    '-o',
    'APT::Sandbox::User=',
    '-o',
    'APT::Update::Post-Invoke::=',
  ]
}
