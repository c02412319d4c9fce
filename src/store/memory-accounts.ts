import type { AccountRecord } from '../core/account.ts'
import { frozenCopy } from './frozen-copy.ts'

/** Who may ask, in memory. */
export interface KeptAccounts {
  list(): readonly AccountRecord[]
  add(record: AccountRecord): boolean
  replace(record: AccountRecord): boolean
  remove(record: Pick<AccountRecord, 'kind' | 'id'>): boolean
}

/** Makes the keeping of who may ask, without anybody. */
export function createMemoryAccounts(): KeptAccounts {
  /** By kind and id, in the order they were added. */
  const records = new Map<string, AccountRecord>()
  const keyOf = ({ kind, id }: Pick<AccountRecord, 'kind' | 'id'>): string => `${kind} ${id}`
  const isNameTaken = ({ kind, id, name }: AccountRecord): boolean =>
    [...records.values()].some(other => other.kind === kind && other.name === name && other.id !== id)

  return {
    list: () => [...records.values()],
    add(record) {
      if (records.has(keyOf(record)) || isNameTaken(record)) return false
      records.set(keyOf(record), frozenCopy(record))
      return true
    },
    replace(record) {
      const stored = records.get(keyOf(record))
      if (stored?.revision !== record.revision - 1 || isNameTaken(record)) return false
      records.set(keyOf(record), frozenCopy(record))
      return true
    },
    remove: record => records.delete(keyOf(record)),
  }
}
