/**
 * Where a server that listens at an address answers on its own machine. Of all addresses over IPv6 that is loopback, as
 * Fastify has it over IPv4: no certificate names `::`, and not every system connects to it.
 */
export function ownUrl(listening: string): string {
  return listening.replace('//[::]:', '//[::1]:')
}
