import { BlockList, isIP } from 'node:net'
import type { Network } from '../core/network.ts'
import { globalUnicast, specialRanges } from './special-ranges.ts'

/** Where messages may go. */
export interface AddressPolicy {
  /** Whether one may go to an IP address; what is encrypted (`secure`) to public ones, too. */
  allows(address: string, secure: boolean): boolean
  /** Whether there is any address that plain http may go to. */
  readonly allowsPlain: boolean
}

/** Makes the policy: public addresses, and the networks that are named. */
export function createAddressPolicy(named: readonly Network[]): AddressPolicy {
  const named4and6 = new BlockList()
  for (const { address, prefix, family } of named) named4and6.addSubnet(address, prefix, family)
  return {
    allows: (address, secure) => isIn(named4and6, address) || (secure && isPublic(address)),
    allowsPlain: named.length > 0,
  }
}

const special4 = rangesOf(specialRanges.ipv4, 'ipv4')
const special6 = rangesOf(specialRanges.ipv6, 'ipv6')
const global6 = rangesOf([globalUnicast], 'ipv6')

/** Whether an address can be one of the internet. What is no IP address is not. */
export function isPublic(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special4.check(address, 'ipv4')
    case 6:
      return global6.check(address, 'ipv6') && !special6.check(address, 'ipv6')
    default:
      return false
  }
}

function rangesOf(ranges: readonly string[], family: Network['family']): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address, prefix] = range.split('/') as [string, string]
    list.addSubnet(address, Number(prefix), family)
  }
  return list
}

/** An IPv4 address that is written as an IPv6 one is in the ranges of the former. */
function isIn(list: BlockList, address: string): boolean {
  const family = isIP(address)
  return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6')
}
