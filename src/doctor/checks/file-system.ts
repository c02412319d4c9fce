import { existsSync, statfsSync } from 'node:fs'
import type { DoctorParts } from '../examination.ts'
import { ok, problem, warning, type Finding } from '../finding.ts'

/** Whether the data folder is on a disk of this machine, as far as the system can tell. */
export function checkFileSystem({ folder }: DoctorParts): readonly Finding[] {
  // The numbers are Linux's.
  if (process.platform !== 'linux' || !existsSync(folder)) return []
  return judgeFileSystem(statfsSync(folder).type, folder)
}

/** What a kind of file system, by its number in Linux's statfs(2), means for a database. */
export function judgeFileSystem(type: number, folder: string): readonly Finding[] {
  // As a number without sign: some come with it.
  const kind = type >>> 0
  const network = networks.get(kind)
  if (network !== undefined) return [problem('fileSystem.network', { folder, name: network })]
  const shared = perhapsNetworks.get(kind)
  if (shared !== undefined) return [warning('fileSystem.perhapsNetwork', { folder, name: shared })]
  const memory = memories.get(kind)
  if (memory !== undefined) return [warning('fileSystem.memory', { folder, name: memory })]
  return [ok('fileSystem.ok')]
}

const networks: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xfe534d42, 'SMB2'],
  [0xff534d42, 'CIFS'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
  [0x47504653, 'GPFS'],
  [0x7461636f, 'OCFS2'],
])
/** Programs and virtual machines put anything behind these. */
const perhapsNetworks: ReadonlyMap<number, string> = new Map([
  [0x65735546, 'FUSE'],
  [0x01021997, '9P'],
])
const memories: ReadonlyMap<number, string> = new Map([
  [0x01021994, 'tmpfs'],
  [0x858458f6, 'ramfs'],
])
