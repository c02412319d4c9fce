/** What was asked for last, by key, up to a size. */
export interface Recent<Value> {
  /** Undefined: it is not kept. */
  get(key: string): Value | undefined
  /** `size` is in what the bound is in. What is larger than half of it is not kept. */
  set(key: string, value: Value, size: number): void
  delete(key: string): void
}

interface Kept<Value> {
  readonly value: Value
  readonly size: number
}

/**
 * Makes a memory of bounded size, in two halves. What comes in, or is asked for, goes into the young one; when that is full,
 * the old one is dropped and the young one is the old. An order of all that is kept would have to be kept up with every
 * reading.
 */
export function createRecent<Value>(mostSize: number): Recent<Value> {
  let young = new Map<string, Kept<Value>>()
  let old = new Map<string, Kept<Value>>()
  let youngSize = 0

  function keep(key: string, kept: Kept<Value>): void {
    if (youngSize + kept.size > mostSize / 2) {
      old = young
      young = new Map()
      youngSize = 0
    }
    young.set(key, kept)
    youngSize += kept.size
  }

  function drop(key: string): void {
    youngSize -= young.get(key)?.size ?? 0
    young.delete(key)
    old.delete(key)
  }

  return {
    get(key) {
      const known = young.get(key)
      if (known !== undefined) return known.value
      const older = old.get(key)
      if (older === undefined) return undefined
      old.delete(key)
      keep(key, older)
      return older.value
    },
    set(key, value, size) {
      drop(key)
      if (size <= mostSize / 2) keep(key, { value, size })
    },
    delete: drop,
  }
}
