import type { RedisConnection } from './connection.ts'
import type { Reply } from './reply.ts'

/**
 * Where a command has its keys, as COMMAND tells it: found first, then listed.
 * https://redis.io/docs/latest/develop/reference/key-specs/
 */
export interface KeyPlaces {
  /** Index of the argument, or the keyword before it and where the search for it begins (negative: anywhere). */
  readonly begin: { readonly index: number } | { readonly keyword: string; readonly from: number }
  readonly list:
    | { readonly last: number; readonly step: number; readonly limit: number }
    | { readonly countAt: number; readonly firstAt: number; readonly step: number }
}

/** Every command of a server, by lower-case name ('xgroup|create' for sub-commands), with the places it writes to. */
export type WriteTable = ReadonlyMap<string, readonly KeyPlaces[]>

/**
 * What a command of the replication stream did: `keys` were added to the list, nothing of interest (`none`), the whole
 * database is another one (`flushed`), or nobody knows (`unknown`).
 */
export type WriteEffect = 'keys' | 'none' | 'flushed' | 'unknown'

/** Reads the table from a server of version 7 or later, with its modules' commands. */
export async function loadWriteTable(connection: RedisConnection): Promise<WriteTable> {
  const table = new Map<string, readonly KeyPlaces[]>()
  addCommands(table, (await connection.command('COMMAND')) as readonly Reply[])
  return table
}

/**
 * Adds the keys that a replicated command may have changed to `keys`. A key too many is harmless: its state is read
 * again. A key too few would be lost, so an unknown command is told as such.
 */
export function collectWrittenKeys(
  table: WriteTable,
  command: readonly string[],
  keys: string[],
): WriteEffect {
  const name = command[0]!.toLowerCase()
  if (name === 'flushall' || name === 'flushdb' || name === 'swapdb') return 'flushed'
  const places = table.get(name)
  if (places === undefined) return 'unknown'
  const effective = table.get(`${name}|${command[1]?.toLowerCase()}`) ?? places
  const before = keys.length
  for (const place of effective) addKeys(place, command, keys)
  return keys.length > before ? 'keys' : 'none'
}

function addKeys(place: KeyPlaces, command: readonly string[], keys: string[]): void {
  for (const first of firstKeys(place.begin, command)) {
    const { list } = place
    if ('countAt' in list) {
      const count = Number(command[first + list.countAt])
      for (let nth = 0; nth < count; nth++) addKey(command, first + list.firstAt + nth * list.step, keys)
      continue
    }
    // Relative to the first key; negative counts from the end. `limit` 2 means: only the first half are keys.
    let last = list.last < 0 ? command.length + list.last : first + list.last
    if (list.last === -1 && list.limit > 1)
      last = first + Math.floor((command.length - first) / list.limit) - 1
    for (let at = first; at <= last; at += Math.max(list.step, 1)) addKey(command, at, keys)
  }
}

function addKey(command: readonly string[], at: number, keys: string[]): void {
  const key = command[at]
  if (key !== undefined) keys.push(key)
}

/** After every occurrence of a keyword: which of them is the option, and which a value like it, is not knowable here. */
function firstKeys(begin: KeyPlaces['begin'], command: readonly string[]): readonly number[] {
  if ('index' in begin) return [begin.index]
  const from = begin.from < 0 ? 2 : begin.from
  return command.flatMap((word, at) => (at >= from && word.toLowerCase() === begin.keyword ? [at + 1] : []))
}

function addCommands(table: Map<string, readonly KeyPlaces[]>, entries: readonly Reply[]): void {
  for (const entry of entries as readonly (readonly Reply[])[]) {
    const name = String(entry[0]).toLowerCase()
    table.set(name, placesOf(name, entry))
    addCommands(table, (entry[9] as readonly Reply[] | undefined) ?? [])
  }
}

function placesOf(name: string, entry: readonly Reply[]): readonly KeyPlaces[] {
  const places: KeyPlaces[] = []
  const readPlaces: KeyPlaces[] = []
  const specifications = (entry[8] as readonly Reply[] | undefined) ?? []
  let isIncomplete = false
  for (const specification of specifications) {
    const fields = fieldsOf(specification)
    const flags = ((fields.get('flags') as readonly Reply[]) ?? []).map(flag => String(flag).toLowerCase())
    if (flags.includes('incomplete')) isIncomplete = true
    if (flags.includes('not_key')) continue
    const isRead = flags.includes('ro') && !flags.includes('variable_flags')
    const place = placeOf(fields)
    if (place !== null) (isRead ? readPlaces : places).push(place)
    else if (!isRead) isIncomplete = true
  }
  // XREADGROUP writes to what it says it reads: the group's state is in the key.
  const isWrite = ((entry[2] as readonly Reply[]) ?? []).some(flag => String(flag) === 'write')
  if (isWrite && places.length === 0 && !isIncomplete) places.push(...readPlaces)
  return isIncomplete || (specifications.length === 0 && Number(entry[3]) > 0)
    ? [...places, ...plainPlaces(name, entry)]
    : places
}

/** The older, coarser description; and SORT's STORE, which no description holds. */
function plainPlaces(name: string, entry: readonly Reply[]): readonly KeyPlaces[] {
  const [first, last, step] = [Number(entry[3]), Number(entry[4]), Number(entry[5])]
  const store: KeyPlaces = {
    begin: { keyword: 'store', from: 2 },
    list: { last: 0, step: 1, limit: 0 },
  }
  if (name === 'sort') return [store]
  if (first <= 0) return [store]
  return [{ begin: { index: first }, list: { last: last < 0 ? last : last - first, step, limit: 0 } }, store]
}

function placeOf(fields: ReadonlyMap<string, Reply>): KeyPlaces | null {
  const begin = fieldsOf(fields.get('begin_search') ?? [])
  const find = fieldsOf(fields.get('find_keys') ?? [])
  const beginBy = fieldsOf(begin.get('spec') ?? [])
  const findBy = fieldsOf(find.get('spec') ?? [])
  const number = (from: ReadonlyMap<string, Reply>, name: string) => Number(from.get(name))
  const start =
    begin.get('type') === 'index'
      ? { index: number(beginBy, 'index') }
      : begin.get('type') === 'keyword'
        ? { keyword: String(beginBy.get('keyword')).toLowerCase(), from: number(beginBy, 'startfrom') }
        : null
  if (start === null) return null
  const step = number(findBy, 'keystep') || 1
  if (find.get('type') === 'range') {
    return { begin: start, list: { last: number(findBy, 'lastkey'), step, limit: number(findBy, 'limit') } }
  }
  if (find.get('type') === 'keynum') {
    const list = { countAt: number(findBy, 'keynumidx'), firstAt: number(findBy, 'firstkey'), step }
    return { begin: start, list }
  }
  return null
}

/** A map as RESP2 has it: names and values in turn. */
function fieldsOf(reply: Reply): ReadonlyMap<string, Reply> {
  const fields = new Map<string, Reply>()
  if (!Array.isArray(reply)) return fields
  for (let at = 0; at + 1 < reply.length; at += 2) fields.set(String(reply[at]), reply[at + 1] as Reply)
  return fields
}
