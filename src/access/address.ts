import { isIP } from 'node:net'

/** The address in the usual form: of an IPv4 address in an IPv6 one the former; null: it is none. */
export const plainAddress = (text: string): string | null => {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text) ?? []
  const address = mapped ?? text.replace(/%.*$/, '')
  return isIP(address) === 0 ? null : address
}

/** Whether who listens at it listens on all addresses of a machine. */
export const isUnspecified = (host: string): boolean => /^[0.:]+$/.test(plainAddress(host) ?? '')

/** What one household has: an IPv4 address, or the first 64 bits of an IPv6 one. */
export const networkOf = (address: string): string => {
  if (isIP(address) !== 6) return address
  const [before = '', after] = address.toLowerCase().split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after === undefined || after === '' ? [] : after.split(':')
  const zeros =
    after === undefined ? [] : Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0')
  return `${[...head, ...zeros, ...tail]
    .slice(0, 4)
    .map(group => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
