import { BlockList, isIP } from 'node:net'
import type { Json } from '../../core/json.ts'

/** Reads a decimal number, as a text or as JSON; null: it is none. */
export const numberOf = (value: Json): number | null => {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null
}

/** Reads `true` or `false`, as a text in any case or as JSON; null: it is neither. */
export const booleanOf = (value: Json): boolean | null => {
  if (typeof value === 'boolean') return value
  const lower = typeof value === 'string' ? value.toLowerCase() : ''
  return lower === 'true' || lower === 'false' ? lower === 'true' : null
}

/** Reads a moment of ISO 8601 with its time zone, as milliseconds since the epoch; null: it is none. */
export const momentOf = (value: Json): number | null => {
  const parts = typeof value === 'string' ? momentForm.exec(value) : null
  if (parts === null) return null
  const [text, local, day] = parts as unknown as readonly [string, string, string]
  const moment = Date.parse(text)
  // 30 February would be read as 2 March.
  const isDay = new Date(Date.parse(`${local}Z`)).getUTCDate() === Number(day)
  return isDay && !Number.isNaN(moment) ? moment : null
}

const momentForm = /^(\d{4}-\d\d-(\d\d)T\d\d:\d\d:\d\d)(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/

/** Reads an IP address, or a range as in `10.0.0.0/8`; null: it is none. */
export const addressRangeOf = (value: Json): BlockList | null => {
  const parts = typeof value === 'string' ? /^([^/%]+)(?:\/(\d{1,3}))?$/.exec(value) : null
  const address = parts?.[1] ?? ''
  const family = isIP(address)
  const longest = family === 4 ? 32 : 128
  const prefix = Number(parts?.[2] ?? longest)
  if (family === 0 || prefix > longest) return null
  const range = new BlockList()
  range.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6')
  return range
}

/** Whether a text is an IP address of a range. One of IPv4 that is written as one of IPv6 is in the ranges of the former. */
export const isInRange = (text: string, range: BlockList): boolean => {
  const family = isIP(text)
  return family !== 0 && range.check(text, family === 4 ? 'ipv4' : 'ipv6')
}
