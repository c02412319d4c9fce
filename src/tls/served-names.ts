import { hostname, networkInterfaces } from 'node:os'
import { domainToASCII } from 'node:url'
import { isUnspecified, plainAddress } from '../access/address.ts'
import type { PermittedNames } from './name-constraints.ts'

/** What a machine is called. */
export interface Machine {
  readonly name: string
  readonly interfaces: Readonly<
    Record<
      string,
      readonly { readonly address: string; readonly family: string; readonly internal: boolean }[] | undefined
    >
  >
}

const thisMachine = (): Machine => ({ name: hostname(), interfaces: networkInterfaces() })

/**
 * By what clients reach a server that listens at a host: this machine's own names, and that host. Of an unspecified one all
 * addresses of the machine, over IPv4 alone for `0.0.0.0`. Without link-local ones, which no certificate can tell apart.
 */
export function servedNames(host: string, machine = thisMachine()): PermittedNames {
  const address = plainAddress(host)
  const listened =
    address === null ? [] : isUnspecified(host) ? outerAddresses(machine, address === '0.0.0.0') : [address]
  return {
    names: unique(['localhost', machine.name, ...(address === null ? [host] : [])].map(plainName)),
    addresses: unique(['127.0.0.1', '::1', ...listened].map(shortAddress)),
  }
}

function outerAddresses({ interfaces }: Machine, onlyIpv4: boolean): readonly string[] {
  const outer = Object.values(interfaces).flatMap(each => each?.filter(({ internal }) => !internal) ?? [])
  return outer
    .filter(({ family }) => !onlyIpv4 || family === 'IPv4')
    .map(({ address }) => plainAddress(address) ?? address)
    .filter(address => !/^(169\.254\.|fe[89ab][0-9a-f]:)/i.test(address))
}

/** As it goes over the wire: without the full stop at its end, letters beyond ASCII encoded. */
function plainName(name: string): string {
  return (domainToASCII(name) || name).replace(/\.$/, '')
}

/** An IPv6 address in its one short form, which has groups of hexadecimal digits alone. */
function shortAddress(address: string): string {
  return address.includes(':') ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address
}

const unique = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts)].filter(text => text !== '')
