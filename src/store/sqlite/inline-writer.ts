import { groupWrites, type GroupedWrites } from './grouped-writes.ts'
import { openWriter } from './connection.ts'
import { whenFree } from './sqlite-failure.ts'
import { createWriter } from './writer.ts'

/** Writes on this thread: lean, and it waits for the disk. For a process that answers nobody. */
export async function openInlineWriter(path: string): Promise<GroupedWrites> {
  const connection = await whenFree(() => openWriter(path))
  const writes = groupWrites(createWriter(connection, path))
  return {
    write: writes.write,
    async close() {
      await writes.close()
      if (connection.isOpen) connection.close()
    },
  }
}
