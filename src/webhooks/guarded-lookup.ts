import type { LookupAddress, LookupOptions } from 'node:dns'
import type { LookupFunction } from 'node:net'
import type { AddressPolicy } from './address-policy.ts'

/** Resolves a name to all its addresses, as `dns.lookup` does. */
export type Resolve = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** A name that leads only to addresses that no message may go to. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
  readonly addresses: readonly string[]

  constructor(addresses: readonly string[]) {
    super(`no message may go to ${addresses.join(', ')}`)
    this.addresses = addresses
  }
}

/**
 * Makes the lookup of a connection: what it gives is what is connected to, so that a name cannot lead elsewhere between a
 * look at it and its use. Of several addresses only those are given that the policy allows.
 */
export function guardedLookup(resolve: Resolve, policy: AddressPolicy, secure: boolean): LookupFunction {
  return (hostname, options, callback) =>
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '')
      const [first, ...others] = addresses.filter(({ address }) => policy.allows(address, secure))
      if (first === undefined)
        return callback(new AddressRefused(addresses.map(({ address }) => address)), '')
      if (options.all === true) callback(null, [first, ...others])
      else callback(null, first.address, first.family)
    })
}
