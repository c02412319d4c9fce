import { test } from 'node:test'
import type { Store } from '../../core/store.ts'

/** Opens a store that holds nothing. */
export type OpenStore = () => Promise<{ store: Store; close(): Promise<void> }>

/** Declares one test that is given a store of its own. */
export type StoreTest = (name: string, act: (store: Store) => Promise<void>) => void

/** Makes the declaring function of a kind of store. */
export function storeTests(open: OpenStore): StoreTest {
  return (name, act) =>
    void test(name, async () => {
      const { store, close } = await open()
      try {
        await act(store)
      } finally {
        await close()
      }
    })
}
