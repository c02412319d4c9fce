import { conformance } from './conformance.ts'
import { createMemoryStore } from './memory.ts'

conformance('memory', async () => {
  const store = createMemoryStore()
  return { store, close: () => store.close() }
})
