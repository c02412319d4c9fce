/** What `request` can speak to. */
export const targets = ['dcs', 'dms', 'gaussdb', 'iam', 'native'] as const
export type Target = (typeof targets)[number]

/**
 * The origin whose Host header makes the server answer as a service: `http://127.0.0.1:7100` → `http://dcs.localhost:7100`,
 * `https://tasks.example.com` → `https://dcs.tasks.example.com`. The native API answers at the origin itself.
 */
export function originOf(target: Target, serverUrl: string): string {
  if (target === 'native') return serverUrl
  const { protocol, hostname, port } = new URL(serverUrl)
  const isAddress = /^[\d.]+$|^\[/.test(hostname)
  const name = isAddress ? 'localhost' : hostname.replace(/^(?:dcs|dms|gaussdb|iam)\./, '')
  return `${protocol}//${target}.${name}${port === '' ? '' : `:${port}`}`
}
