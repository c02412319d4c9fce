import type forge from 'node-forge'

/** Whom a certificate may vouch for. */
export interface PermittedNames {
  /** Hosts, each with all below it. */
  readonly names: readonly string[]
  /** IP addresses, each alone. */
  readonly addresses: readonly string[]
}

/** What the types of node-forge do not know of it. */
interface UntypedUtil {
  bytesFromIP(ip: string): string
}

/** The extension of a certificate that may vouch for these alone (RFC 5280, 4.2.1.10), which node-forge reads and does not make. */
export function nameConstraints({ asn1, util }: typeof forge, { names, addresses }: PermittedNames): object {
  const sequence = (value: forge.asn1.Asn1[]): forge.asn1.Asn1 =>
    asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, value)
  // GeneralSubtree ::= SEQUENCE { base GeneralName, minimum [0] DEFAULT 0 }; dNSName is [2] of a GeneralName, iPAddress [7].
  const subtree = (tag: number, value: string): forge.asn1.Asn1 =>
    sequence([asn1.create(asn1.Class.CONTEXT_SPECIFIC, tag, false, value)])
  // An address is followed by its mask: all bits count.
  const masked = (ip: string): string => {
    const bytes = (util as typeof util & UntypedUtil).bytesFromIP(ip)
    return bytes + '\xff'.repeat(bytes.length)
  }
  const subtrees = [...names.map(name => subtree(2, name)), ...addresses.map(ip => subtree(7, masked(ip)))]
  // permittedSubtrees is [0], in the place of its SEQUENCE.
  const permitted = asn1.create(asn1.Class.CONTEXT_SPECIFIC, 0, true, subtrees)
  const value = asn1.toDer(sequence([permitted])).getBytes()
  return { id: '2.5.29.30', critical: true, value }
}
