import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { conformance } from '../conformance.ts'
import { openSqliteStore } from './open.ts'

for (const writer of ['thread', 'inline'] as const)
  conformance(`sqlite, ${writer} writer`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stepwell-store-'))
    const store = await openSqliteStore(folder, { writer })
    return {
      store,
      async close() {
        await store.close()
        await rm(folder, { recursive: true })
      },
    }
  })
