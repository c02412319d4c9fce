/**
 * Ranges in which no receiver on the internet can be: those that IANA's special-purpose registries (RFC 6890 and what came
 * since) do not call globally reachable, multicast, and what was taken out of use. A message may go there only if the
 * server was told so.
 */
export const specialRanges = {
  ipv4: [
    '0.0.0.0/8', // this network
    '10.0.0.0/8', // private
    '100.64.0.0/10', // shared by customers of a provider
    '127.0.0.0/8', // loopback
    '168.63.129.16/32', // Azure's own services for its virtual machines, though the address is a public one
    '169.254.0.0/16', // link-local; where clouds tell machines their credentials
    '172.16.0.0/12', // private
    '192.0.0.0/24', // protocols of the IETF
    '192.0.2.0/24', // documentation
    '192.88.99.0/24', // relays of 6to4, out of use
    '192.168.0.0/16', // private
    '198.18.0.0/15', // benchmarks
    '198.51.100.0/24', // documentation
    '203.0.113.0/24', // documentation
    '224.0.0.0/4', // multicast
    '240.0.0.0/4', // reserved; broadcast
  ],
  /** Within {@link globalUnicast}; nothing outside of it is public. */
  ipv6: [
    '2001::/23', // protocols of the IETF; Teredo, which leads on to an IPv4 address
    '2001:db8::/32', // documentation
    '2002::/16', // 6to4, which leads on to an IPv4 address
    '3fff::/20', // documentation
  ],
} as const

/**
 * The only IPv6 addresses given out for the internet so far. Outside are loopback, link-local, unique local, multicast and
 * those that stand for an IPv4 address (mapped, compatible, NAT64), which could lead anywhere.
 */
export const globalUnicast = '2000::/3'
